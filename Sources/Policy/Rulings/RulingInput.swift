internal import Book
internal import Yams

/// What a ruling or a posed case says of an act, in closed words: nothing else is known of it but the place.
public struct RulingInput: Hashable, Sendable {
  /// What was done.
  public enum Kind: String, Sendable, CaseIterable {
    case message, mailing, call
    case connectionRequest = "connection_request"
    case profileUpdate = "profile_update"
    case publicPost = "public_post"
    case acceptBusiness = "accept_business"
    case takeList = "take_list"
    case memoryList = "memory_list"
    case keepAccount = "keep_account"
    case handOverAccount = "hand_over_account"
  }
  /// While employed, or after.
  public enum Timing: String, Sendable, CaseIterable { case before, after }
  /// To whom.
  public enum Audience: String, Sendable, CaseIterable { case customers, employees, `public`, mixed }
  /// Who began.
  public enum Initiator: String, Sendable, CaseIterable {
    case employee
    case newEmployer = "new_employer"
    case customer, employer
  }
  /// What was agreed.
  public enum Covenant: String, Sendable, CaseIterable {
    case nonCompete = "non_compete"
    case nonSolicitCustomers = "non_solicit_customers"
    case nonSolicitEmployees = "non_solicit_employees"
    case noService = "no_service"
    case confidentiality
    case accountOwnership = "account_ownership"
    case ipAssignment = "ip_assignment"
    case socialMedia = "social_media"
    case returnOfProperty = "return_of_property"
    case liquidatedDamages = "liquidated_damages"
    case choiceOfLaw = "choice_of_law"
  }

  /// What was done.
  public var kind: Kind
  /// When.
  public var timing: Timing
  /// To whom.
  public var audience: Audience
  /// Whether people were picked.
  public var targeted: Bool
  /// Who began.
  public var initiatedBy: Initiator
  /// Whether the employer's records were used.
  public var usedEmployerRecords: Bool
  /// What was agreed.
  public var covenant: [Covenant]
  /// What the words and deeds did.
  public var content: [ContentWord]

  /// An input whose facts are known.
  public init(
    kind: Kind, timing: Timing, audience: Audience, targeted: Bool, initiatedBy: Initiator, usedEmployerRecords: Bool, covenant: [Covenant],
    content: [ContentWord]
  ) {
    self.kind = kind
    self.timing = timing
    self.audience = audience
    self.targeted = targeted
    self.initiatedBy = initiatedBy
    self.usedEmployerRecords = usedEmployerRecords
    self.covenant = covenant
    self.content = content
  }
}

extension RulingInput {
  /// The fields an input has.
  static let fields = ["kind", "timing", "audience", "targeted", "initiated_by", "used_employer_records", "covenant", "content"]

  /// Reads an input; a field that is missing, or a word that the vocabulary does not hold, is named in the fault.
  init(_ node: Node, id: String) throws(Fault) {
    func fault(_ message: String) -> Fault {
      Fault(.usage, "\(id): \(message)", next: "The words are those of input_vocabulary.yaml.")
    }
    for (key, _) in node.pairs where !Self.fields.contains(key) { throw fault("unknown field \"\(key)\" in input.") }
    func word<Word: RawRepresentable>(_ key: String, _ type: Word.Type) throws(Fault) -> Word where Word.RawValue == String {
      guard let text = node.text(key) else { throw fault("input has no \"\(key)\".") }
      guard let word = Word(rawValue: text) else { throw fault("unknown word \"\(text)\" for \(key).") }
      return word
    }
    func words<Word: RawRepresentable>(_ key: String, _ type: Word.Type) throws(Fault) -> [Word] where Word.RawValue == String {
      guard node[key] != nil else { throw fault("input has no \"\(key)\".") }
      var found: [Word] = []
      for text in node.list(key) {
        guard let word = Word(rawValue: text) else { throw fault("unknown word \"\(text)\" for \(key).") }
        found.append(word)
      }
      return found
    }
    func truth(_ key: String) throws(Fault) -> Bool {
      guard let text = node.text(key) else { throw fault("input has no \"\(key)\".") }
      guard let value = node.truth(key) else { throw fault("unknown word \"\(text)\" for \(key): true or false.") }
      return value
    }
    kind = try word("kind", Kind.self)
    timing = try word("timing", Timing.self)
    audience = try word("audience", Audience.self)
    targeted = try truth("targeted")
    initiatedBy = try word("initiated_by", Initiator.self)
    usedEmployerRecords = try truth("used_employer_records")
    covenant = try words("covenant", Covenant.self)
    content = try words("content", ContentWord.self)
  }

  /// Whether one of these words is among the content.
  func says(_ words: ContentWord...) -> Bool { content.contains { words.contains($0) } }
}
