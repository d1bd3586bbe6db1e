public import Book
public import Scan

/// Why somebody stands where they stand: a fact, its value, and the same in plain words.
public struct TieReason: Sendable, Hashable {
  /// The fact: `mails`, `quiet`, `alone`, `calls`, `meetings`, `texts`, `handover`, `privateMail`, `firstNames`, `wroteFirst`,
  /// `unanswered`, `group`, `together`, `pinned`.
  public var signal: String
  /// Its value; of what is either so or not, 1.
  public var value: Double
  /// In words, without the name: `16 + 16 mails`.
  public var text: String

  /// A reason.
  public init(signal: String, value: Double, text: String) {
    self.signal = signal
    self.value = value
    self.text = text
  }
}

/// One month of a tie.
public struct TieMonth: Sendable, Hashable {
  /// The calendar year.
  public var year: Int
  /// The calendar month, 1 to 12.
  public var month: Int
  /// Mails and messages the owner sent.
  public var sent: Int
  /// Mails and messages received.
  public var received: Int
  /// Calls, meetings and cards handed over.
  public var met: Int

  /// A month.
  public init(year: Int, month: Int, sent: Int, received: Int, met: Int) {
    self.year = year
    self.month = month
    self.sent = sent
    self.received = received
    self.met = met
  }
}

/// What passed between the owner and a person in one medium.
public struct TieMedium: Sendable, Hashable {
  /// The medium.
  public var medium: Medium
  /// The source's own word for its messages, or empty.
  public var label: String
  /// How many encounters.
  public var count: Int
  /// How many the owner began.
  public var begun: Int
  /// How many minutes.
  public var minutes: Int
  /// The last day.
  public var last: Day?

  /// What passed by `medium`.
  public init(_ medium: Medium, label: String = "", count: Int, begun: Int, minutes: Int = 0, last: Day? = nil) {
    self.medium = medium
    self.label = label
    self.count = count
    self.begun = begun
    self.minutes = minutes
    self.last = last
  }
}

/// One feature of the formula: its value, and what it adds to the logit. For `why --numbers`.
public struct TieNumber: Sendable, Hashable {
  /// The feature.
  public var feature: TieFeature
  /// Its value.
  public var value: Double
  /// Value times weight.
  public var adds: Double
}

/// How close one person is, and why.
public struct Tie: Sendable, Hashable {
  /// Two persons of an exchange.
  public enum Side: String, Sendable, Hashable { case owner, other, both }
  /// Whether it goes on.
  public enum State: String, Sendable, Hashable {
    /// In touch at the pace they always had.
    case current
    /// Close once, silent now.
    case fading
    /// Never close, and silent.
    case past
  }

  /// The place in the ranking, from 1.
  public var rank: Int
  /// The key of the person.
  public var key: String
  /// The name to show.
  public var name: String
  /// The handles met, the most used first.
  public var handles: [Handle]
  /// The organisation, or the mail domain where it stands for one, or empty.
  public var organisation: String
  /// How likely the owner is to go on exchanging mail with them, 0 to 1. For `--json`; never on a screen, never out of the program.
  public var score: Double
  /// First day of a direct exchange.
  public var first: Day?
  /// Last day of a direct exchange.
  public var last: Day?
  /// Mails the owner wrote to them.
  public var sent: Int
  /// Mails they wrote to the owner.
  public var received: Int
  /// Whether it goes on.
  public var state: State
  /// The last day, where they have been silent for longer than their pace explains.
  public var quietSince: Day?
  /// The circle they are in by rank: 5, 15, 50 or 150; nil outside, or without any exchange both ways.
  public var circle: Int?
  /// Who wrote first, where known.
  public var wroteFirst: Side?
  /// Who greets by first name, where known.
  public var firstNames: Side?
  /// Put at the top by the owner.
  public var pinned: Bool
  /// Facts, the weightiest first. Empty beyond the first `TieQuestion.detail` people, as are `media`, `months` and `basis`.
  public var reasons: [TieReason] = []
  /// What passed by which medium.
  public var media: [TieMedium] = []
  /// Month by month, only months with something in them, the oldest first.
  public var months: [TieMonth] = []
  /// How many encounters rest on which book's data.
  public var basis: [TieBasis] = []
  /// The formula's features, those that add most first.
  public var numbers: [TieNumber] = []
  /// The right-hand column of the screen: what is special, in few words; may be empty.
  public var remark = ""
  /// `16 + 16`: mails sent and got.
  public var counts: String { "\(sent) + \(received)" }
}

/// How many encounters, and how many mails among them, are known from one book's data.
public struct TieBasis: Sendable, Hashable {
  /// The book.
  public var book: BookID
  /// Encounters.
  public var encounters: Int
  /// Mails among them.
  public var mails: Int
}

/// Much mail that is not closeness.
public struct LoudTie: Sendable, Hashable {
  /// Why it is not.
  public enum Kind: Sendable, Hashable {
    /// They write, the owner hardly answers.
    case unanswered
    /// A fixed group of so many that writes to all.
    case group(Int)
  }
  /// The kind.
  public var kind: Kind
  /// The keys of those meant.
  public var keys: [String]
  /// Name of the one; empty for a group.
  public var name: String
  /// Mails received or, in a group, altogether.
  public var mails: Int
  /// How many the owner wrote.
  public var written: Int
  /// `51 mails, you wrote 1`, `36 mails to a group of nine`.
  public var text: String
}

/// A firm by those the owner knows there.
public struct CompanyTie: Sendable, Hashable {
  /// The organisation, or the mail domain.
  public var name: String
  /// Keys of its people, the closest first.
  public var people: [String]
  /// How likely the owner is to go on exchanging mail with somebody there, 0 to 1.
  public var score: Double
  /// Mails written.
  public var sent: Int
  /// Mails received.
  public var received: Int
  /// The last day.
  public var last: Day?
}

/// Who is close, as of a day.
public struct TieReport: Sendable, Hashable {
  /// The day.
  public var asOf: Day
  /// The handles taken as the owner's, in normal form.
  public var me: [String]
  /// Whether they were found in the mail rather than told.
  public var meFound: Bool
  /// Whether what the owner wrote is known.
  public var sentKnown: Bool
  /// How many mails of the owner's are counted only because answers quote them; 0 where what the owner wrote is known.
  public var recovered = 0
  /// First day of the encounters counted.
  public var first: Day?
  /// Last day of the encounters counted.
  public var last: Day?
  /// The people, closest first; pinned ones before all.
  public var people: [Tie] = []
  /// Those close once and silent now, by how close they were; part of `people` too.
  public var fading: [Tie] = []
  /// Much mail, not close.
  public var loud: [LoudTie] = []
  /// Family and friends, not counted in `people`.
  public var setAside: [Tie] = []
  /// Firms, closest first.
  public var companies: [CompanyTie] = []

  /// A report as of a day, with nobody in it.
  public init(asOf: Day, me: [String] = [], meFound: Bool = false, sentKnown: Bool = false) {
    self.asOf = asOf
    self.me = me
    self.meFound = meFound
    self.sentKnown = sentKnown
  }

  /// The people of the inner circle of 5, 15, 50 or 150.
  public func circle(_ size: Int) -> [Tie] { people.filter { $0.circle.map { $0 <= size } ?? false } }

  /// On whose data alone the mail of the first `count` people rests: `acme` 9 of 12. People known from several books are not counted.
  public func restsOn(first count: Int) -> [(book: BookID, people: Int)] {
    var totals: [BookID: Int] = [:]
    for tie in people.prefix(count) {
      let mailed = tie.basis.filter { $0.mails > 0 }
      let books = mailed.isEmpty ? tie.basis : mailed
      if books.count == 1, let only = books.first { totals[only.book, default: 0] += 1 }
    }
    return totals.sorted { ($1.value, $0.key.name) < ($0.value, $1.key.name) }.map { (book: $0.key, people: $0.value) }
  }
}

extension TieReport {
  /// Adds who of whom greets by first name, found by a look into some letters after the ranking: by key.
  public mutating func note(firstNames: [String: Tie.Side]) {
    let later: Set = ["wroteFirst", "together", "unanswered", "quiet", "last"]
    for index in people.indices {
      guard let side = firstNames[people[index].key], people[index].firstNames == nil,
        let text = TieWords.firstNames(side, .they)
      else { continue }
      people[index].firstNames = side
      let place = people[index].reasons.firstIndex { later.contains($0.signal) } ?? people[index].reasons.endIndex
      people[index].reasons.insert(TieReason(signal: "firstNames", value: 1, text: text), at: place)
    }
  }
}
