public import Book
import Scan

/// Finds whose each source is before a byte of it is kept: from what the sources say of themselves, from what you told of your
/// employers and accounts, and from the records that are known to be an employer's. Pure; the order of the files does not matter.
public struct Ownership: Sendable {
  /// Your names.
  public let names: [String]
  /// Your accounts, each with the one who pays.
  public let accounts: [Account]
  /// Your employers.
  public let tenures: [Tenure]
  let known: @Sendable (Fingerprint) -> Tenure.ID?

  /// `known` tells whether an employer's book in the vault holds a record with this fingerprint.
  public init(
    names: [String], accounts: [Account], tenures: [Tenure], known: @escaping @Sendable (Fingerprint) -> Tenure.ID? = { _ in nil }
  ) {
    self.names = names
    self.accounts = accounts
    self.tenures = tenures
    self.known = known
  }

  /// What was found for all sources together.
  public struct Outcome: Sendable {
    /// A judgement for each source, in their order.
    public var judgements: [Judgement]
    /// Domains that are an employer's by what the sources say, and were not told.
    public var learnedDomains: [Tenure.ID: [String]] = [:]
    /// Addresses that are your own by what the sources say, and whose account each is.
    public var ownAddresses: [(address: String, owner: Judgement.Owner)] = []
  }

  /// A source as far as its owner is concerned.
  public struct Subject: Sendable {
    /// The path, to be shown.
    public var path: String
    /// The reader's name; empty where nothing reads it.
    public var reader: String
    /// What sort of source it is; nil where nothing reads it.
    public var nature: Nature?
    /// A subject.
    public init(path: String, reader: String, nature: Nature?) {
      self.path = path
      self.reader = reader
      self.nature = nature
    }
  }

  /// Judges recognised files by their clues (parallel to them).
  public func judge(_ files: [Recognised], _ clues: [Clues]) -> Outcome {
    judge(files.map { Subject(path: $0.source.path, reader: $0.reader?.name ?? "", nature: $0.reader?.nature) }, clues)
  }

  /// Judges sources by their clues (parallel to them): first those that say themselves whose they are, then those that are
  /// known by the people in them.
  public func judge(_ subjects: [Subject], _ clues: [Clues]) -> Outcome {
    var outcome = Outcome(judgements: subjects.map { _ in Judgement(owner: .mine, evidence: []) })
    var people = KnownPeople(inVault: known)
    for phase in Phase.allCases {
      let now = subjects.indices.filter { Phase.of(subjects[$0], clues[$0]) == phase }
      for index in now {
        outcome.judgements[index] = judgement(subjects[index], clues[index], people, &outcome)
      }
      // Only when all of a phase are judged do their people count: so the order within it does not matter.
      for index in now {
        switch outcome.judgements[index].owner {
        case .employer(let tenure): people.add(clues[index], of: tenure)
        case .unknownEmployer: people.add(clues[index], of: nil)
        default: break
        }
      }
    }
    for index in outcome.ownAddresses.indices.reversed() {
      let address = outcome.ownAddresses[index].address
      if outcome.ownAddresses[..<index].contains(where: { $0.address == address }) { outcome.ownAddresses.remove(at: index) }
    }
    return outcome
  }

  /// When a source can be judged.
  private enum Phase: CaseIterable {
    /// It says itself whose it is.
    case evident
    /// A customer system that names no owner.
    case ownerless
    /// An Outlook export without Exchange addresses: the people in it tell.
    case outlook
    /// All else.
    case rest

    static func of(_ subject: Subject, _ clues: Clues) -> Phase {
      switch subject.nature {
      case .mail, .calendar: .evident
      case .customerSystem: clues.owners.isEmpty ? .ownerless : .evident
      case .outlook: clues.exchangeRows > 0 ? .evident : .outlook
      default: .rest
      }
    }
  }

  private func judgement(_ subject: Subject, _ clues: Clues, _ people: KnownPeople, _ outcome: inout Outcome) -> Judgement {
    switch subject.nature {
    case nil: Judgement(owner: .mine, evidence: ["nothing of it is read"])
    case .customerSystem: customerSystem(subject, clues, people, &outcome)
    case .mail, .calendar: correspondence(subject, clues, &outcome)
    case .outlook: outlook(clues, people)
    case .network: network(clues, &outcome)
    case .chat: Judgement(owner: .mine, evidence: ["it is a private account's"])
    case .contacts: contacts(clues, people)
    }
  }

  func name(_ tenure: Tenure.ID?) -> String { tenures.first { $0.id == tenure }?.employer ?? "an employer" }
}
