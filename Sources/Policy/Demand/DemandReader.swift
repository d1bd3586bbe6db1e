public import Book
import Scan

/// Reads what an employer demands, and says what the demand meets. Who writes decides: to a lawyer, a court, a regulator or a works council
/// nothing is drafted.
public struct DemandReader: Sendable {
  let phrases: DemandPhrases

  /// A reader with the rules of a data file. Throws `Fault(.system)` where it cannot be read.
  public init(phrases: String) throws(Fault) { self.phrases = try DemandPhrases(yaml: phrases) }

  private static let shipped = Result<DemandReader, Fault>(catching: DemandReader.load)

  private static func load() throws(Fault) -> DemandReader {
    guard let text = Resource.text("policy/demand-phrases.yaml") else { throw PhraseFile.broken("demand phrases are not in this program") }
    return try DemandReader(phrases: text)
  }

  /// The reader that ships with the program.
  public static func standard() throws(Fault) -> DemandReader { try shipped.get() }

  /// Reads a letter, whole: a demand that quotes an earlier mail may rest on it.
  public func read(_ text: String) -> DemandReading {
    let words = PhraseText(text)
    let hits = ClauseHits(phrases.matcher.hits(words))
    var shown: [DemandWords] = []
    func found(_ patterns: [Int], _ shows: String) -> Bool {
      guard let range = patterns.lazy.flatMap({ hits.words($0) }).first else { return false }
      shown.append(DemandWords(shows: shows, words: words.string(words.span(range))))
      return true
    }
    let sender = phrases.senders.first { found($0.1, $0.0.rawValue) }?.0 ?? .unknown
    let deadline = deadline(words, hits)
    var signs = phrases.signs.filter { ($0.0 != .formalDeadline || deadline != nil) && found($0.1, $0.0.rawValue) }.map(\.0)
    let kinds = phrases.entries.filter { entry in (entry.with.isEmpty || hits.any(entry.with)) && found(entry.find, entry.kind.rawValue) }
      .map(\.kind)
    // `We require` and `confirm in writing` are how personnel offices ask for a laptop: about the firm's things alone they are no threat.
    let asksForOwn = !Self.weighing.isDisjoint(with: kinds) || hits.any(phrases.ownPasswords)
    if !kinds.isEmpty, Self.things.isSuperset(of: kinds), !asksForOwn, !hits.any(phrases.ownMatters) {
      signs.removeAll { $0 == .formalDeadline }
      shown.removeAll { $0.shows == DemandSign.formalDeadline.rawValue }
    }
    // A date for what takes something of one's own away is a threat in itself; a date for the laptop is a reminder.
    if let deadline, !signs.contains(.formalDeadline), asksForOwn {
      signs.append(.formalDeadline)
      shown.append(DemandWords(shows: DemandSign.formalDeadline.rawValue, words: deadline))
    }
    return DemandReading(sender: sender, kinds: kinds, signs: signs, deadline: deadline, words: shown)
  }

  private static let visits: Set<String> = ["drop", "drops", "stop", "come", "comes", "pop", "call", "swing", "pass"]

  /// Demands for what is the firm's: its devices and keys, the passwords of its systems.
  private static let things: Set<DemandKind> = [.returnProperty, .passwords]

  /// Demands that reach one's own accounts, people and freedom to speak.
  private static let weighing: Set<DemandKind> = [.handOverAccount, .removeConnections, .noTalk]

  /// The first deadline, as written, with the year where one follows.
  private func deadline(_ text: PhraseText, _ hits: ClauseHits) -> String? {
    let found = phrases.deadline.flatMap { hits.words($0) }.filter { range in
      // `Would you drop by on Wednesday?` sets no date.
      range.isEmpty || range.lowerBound == 0 || !Self.visits.contains(text.tokens[range.lowerBound - 1].word)
    }.min { ($0.lowerBound, -$0.count) < ($1.lowerBound, -$1.count) }
    guard var range = found else { return nil }
    while range.upperBound < text.tokens.count,
      text.tokens[range.upperBound].isNumber || Self.months.contains(text.tokens[range.upperBound].word),
      text.tokens[range.upperBound].start <= text.tokens[range.upperBound - 1].end + 2
    {
      range = range.lowerBound..<(range.upperBound + 1)
    }
    return text.string(text.span(range))
  }

  private static let months: Set<String> = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
  ]

  /// What a letter meets. `place` gives what the law of the place says on each kind of demand.
  public func answer(
    _ reading: DemandReading, clauses: [Clause], place: (DemandKind) -> [DemandPoint], parties: DemandParties = DemandParties()
  ) -> DemandAnswer {
    let entries = reading.kinds.compactMap { kind in phrases.entries.first { $0.kind == kind } }
    var answer = DemandAnswer(
      reading: reading, terms: unique(entries.flatMap(\.terms)), law: unique(reading.kinds.flatMap(place)),
      agreement: unique(entries.flatMap { DemandReader.points($0, clauses) }), owed: unique(entries.flatMap(\.owed)),
      notOwed: unique(entries.flatMap(\.notOwed)), draft: nil, steps: [])
    if reading.isGrave {
      answer.steps = DemandDraft.stepBack(reading)
    } else {
      answer.draft = DemandDraft.letter(entries, clauses: clauses, parties: parties)
      answer.steps = DemandDraft.steps(reading, clauses: clauses, entries: entries)
    }
    return answer
  }

  /// What a kind of demand meets, without a letter.
  public func answer(
    kind: DemandKind, clauses: [Clause], place: (DemandKind) -> [DemandPoint], parties: DemandParties = DemandParties()
  ) -> DemandAnswer {
    answer(
      DemandReading(sender: .unknown, kinds: [kind], signs: [], deadline: nil, words: []), clauses: clauses, place: place, parties: parties)
  }

  /// What the agreement says on a demand, quoted; that none was shown is said too.
  private static func points(_ entry: DemandPhrases.Entry, _ clauses: [Clause]) -> [DemandPoint] {
    let own = clauses.filter { entry.clauses.contains($0.kind) }
    if own.isEmpty {
      let text = clauses.isEmpty ? "No agreement was shown: it can change this answer." : "Nothing in the clauses shown speaks of this."
      return [DemandPoint(text: text, source: "your agreement", verified: !clauses.isEmpty)]
    }
    return own.map { DemandPoint(text: "\u{201C}\($0.quote)\u{201D}", source: $0.name, verified: $0.confirmed) }
  }

  private func unique<T: Hashable>(_ values: [T]) -> [T] {
    var seen: Set<T> = []
    return values.filter { seen.insert($0).inserted }
  }
}
