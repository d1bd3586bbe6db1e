import Book
import Policy
public import Scan
import Vault

/// What an employer's demand meets. Needs no vault, uses one where there is one, and writes nothing.
public struct AnswerDemand: Sendable {
  /// A file with the letter, or the kind of demand.
  public var letter: String
  /// The place, where no vault tells it.
  public var place: String?
  /// That letter.
  public init(letter: String, place: String? = nil) {
    self.letter = letter
    self.place = place
  }

  /// The answer.
  public struct Answered: Report {
    /// Who writes, in words.
    public var sender: String
    /// The date by which they want it, as written, to be shown in large.
    public var deadline: String?
    /// Whether to step back: no draft, a hold, a lawyer.
    public var isGrave: Bool
    /// What to do, in order.
    public var steps: [String]
    /// A calm draft; nil where none may be written.
    public var draft: String?
    /// Points by heading: terms of service, law of the place, your agreement, what is owed, what is not.
    public var points: [(heading: String, lines: [String])]
    /// `cardcase.demand/1`
    public var json: JSON
  }

  /// Reads the letter, or takes the kind. Faults: `missing` where it is neither.
  public func run(at desk: Desk) throws -> Answered {
    let reader = try DemandReader.standard()
    var clauses: [Clause] = []
    var code = try place.map { try Places.code($0) }
    var parties = DemandParties()
    // A letter is answered without a vault too.
    if let vault = try desk.openIfThere() {
      let (profile, newest) = try vault.mine.read { (try $0.profile(), try $0.newestJob()) }
      if let (job, confirmed) = newest {
        clauses = confirmed
        code = code ?? job.place
        parties = DemandParties(employer: job.shortName, contact: job.contact, name: profile.name)
      }
    }
    let facts = try Facts.bundled().loading(places: [code].compactMap { $0 })
    let law = try DemandLaw(place: code, facts: facts)
    let answer: DemandAnswer
    if let kind = DemandKind(asked: letter) {
      answer = reader.answer(kind: kind, clauses: clauses, place: law.points, parties: parties)
    } else {
      answer = reader.answer(reader.read(try TextFile.read(letter)), clauses: clauses, place: law.points, parties: parties)
    }
    let cited = [("Terms", answer.terms), ("Law", answer.law), ("Your agreement", answer.agreement)].map { heading, points in
      (
        heading,
        points.map {
          [$0.text, [$0.source, $0.date].filter { !$0.isEmpty }.joined(separator: ", ")].filter { !$0.isEmpty }.joined(separator: "  ")
        }
      )
    }
    let points = cited + [("You owe", answer.owed), ("You do not owe", answer.notOwed)]
    return Answered(
      sender: answer.reading.sender.spoken, deadline: answer.deadline, isGrave: answer.reading.isGrave, steps: answer.steps,
      draft: answer.draft,
      points: points.filter { !$0.1.isEmpty }.map { (heading: $0.0, lines: $0.1) }, json: answer.json())
  }
}

/// What the law of a place says on each kind of demand, as far as the data hold it.
struct DemandLaw {
  private let lines: [PlaceFacts.Line]

  /// Of no place where none is told.
  init(place: String?, facts: Facts) throws {
    lines = try place.flatMap { try facts.place($0)?.lines } ?? []
  }

  /// The lines that bear on a kind of demand.
  func points(_ kind: DemandKind) -> [DemandPoint] {
    let topics: [String] =
      switch kind {
      case .handOverAccount, .removeConnections, .passwords: ["account", "social"]
      case .noTalk: ["customer", "non-compete", "unprompted"]
      case .handOverCards, .returnProperty: ["secret", "confid"]
      }
    return lines.filter { line in topics.contains { line.topic.lowercased().contains($0) } }
      .map { DemandPoint(text: $0.text, source: $0.source.name, date: $0.source.date, verified: $0.source.verified == .yes) }
  }
}

extension DemandKind {
  /// The kind by its word in the data, or a word people use.
  init?(asked word: String) {
    let words: [String: DemandKind] = [
      "account": .handOverAccount, "connections": .removeConnections, "cards": .handOverCards, "customers": .noTalk,
      "passwords": .passwords,
      "password": .passwords, "property": .returnProperty,
    ]
    if let kind = DemandKind(rawValue: word) ?? words[word.lowercased()] { self = kind } else { return nil }
  }
}

extension DemandSender {
  /// Who writes, in words.
  var spoken: String {
    switch self {
    case .court: "a court"
    case .regulator: "an authority"
    case .lawyer: "a lawyer"
    case .worksCouncil: "a works council"
    case .employer: "the employer"
    case .unknown: "not clear who writes"
    }
  }
}
