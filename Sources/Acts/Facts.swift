import Book
import Policy
import Scan
import Vault

/// The kinds of small documents the acts keep, by the word they are filed under.
enum FactKind {
  static let profile = "profile"
  static let account = "account"
  static let tenure = "tenure"
  static let agreement = "agreement"
  static let consent = "consent"
  static let pin = "pin"
  static let drop = "drop"
  static let note = "note"
  static let tag = "tag"
  static let log = "log"
  static let link = "link"
  static let linkWord = "link-word"
  static let epoch = "epoch"
  static let decision = "decision"
  static let kept = "kept"
  static let answer = "answer"
  static let lead = "lead"
  static let evidence = "evidence"
  static let stop = "stop"
  static let ending = "ending"
  static let finding = "finding"
  static let service = "service"
  static let policy = "policy"
  static let precedent = "precedent"

  /// What never leaves the program in any form: what happened to others is theirs; an epoch is counts of hashed words, made again from
  /// the records and of no use elsewhere.
  static let neverExported: Set<String> = [precedent, epoch]
}

/// Who the vault belongs to, and what was answered at its making.
struct Profile: Codable, Sendable, Hashable {
  /// Your name.
  var name = ""
  /// Minutes east of UTC of the zone in which days are counted.
  var zoneMinutes = 0
  /// No agreement exists with this tenure, recorded as a fact.
  var noAgreement: [Tenure.ID] = []
}

/// The same human in an employer's book and in yours; kept in the employer's book only.
struct Link: Codable, Sendable, Hashable {
  /// The person in the employer's book.
  var theirs: Person.ID
  /// The person in yours.
  var mine: Person.ID
}

/// The user's word on a person of an employer's book and one of yours; kept in the employer's book only, like the link.
struct LinkWord: Codable, Sendable, Hashable {
  /// The two.
  var link: Link
  /// One human, or two.
  var isSame: Bool
  /// When it was said.
  var at: Moment

  /// The fact's key: the latest word about a pair holds.
  static func key(_ link: Link) -> String { "\(link.theirs) \(link.mine)" }
}

/// Something written by the user about a person.
struct Remark: Codable, Sendable, Hashable {
  /// The words.
  var words: String
  /// The day it is about.
  var day: Day
}

extension BookReader {
  /// The profile, or an empty one.
  func profile() throws -> Profile { try fact(FactKind.profile, key: "me", as: Profile.self)?.value ?? Profile() }
  /// Your accounts.
  func accounts() throws -> [Account] { try facts(FactKind.account, as: Account.self).map(\.value) }
  /// Your jobs, oldest first.
  func tenures() throws -> [Tenure] { try facts(FactKind.tenure, as: Tenure.self).map(\.value) }
  /// The papers shown.
  func agreements() throws -> [Agreement] { try facts(FactKind.agreement, as: Agreement.self).map(\.value) }
  /// The job in hand, or the last one, with the confirmed clauses of its papers; nil where no job is known.
  func newestJob() throws -> (job: Tenure, clauses: [Clause])? {
    guard let job = try tenures().last else { return nil }
    return (job, try agreements().filter { $0.tenure == job.id }.flatMap(\.clauses).filter(\.confirmed))
  }
  /// What employers were asked, and answered, oldest first.
  func employerAnswers() throws -> [EmployerAnswer] { try facts(FactKind.evidence, as: EmployerAnswer.self).map(\.value) }
  /// What happened to others who left, in the order noted.
  func precedents() throws -> [Precedent] { try facts(FactKind.precedent, as: Precedent.self).map(\.value) }
}

extension ActWriter {
  func put(_ account: Account) throws { try put(FactKind.account, key: account.id.description, account) }
  func put(_ tenure: Tenure) throws { try put(FactKind.tenure, key: tenure.id.description, tenure) }
  func put(_ agreement: Agreement) throws { try put(FactKind.agreement, key: agreement.id.description, agreement) }
  func put(_ profile: Profile) throws { try put(FactKind.profile, key: "me", profile) }
}

extension Tenure {
  /// The name as said in sentences: the first other name, else the first word of the employer's name.
  var shortName: String { names.first ?? String(employer.split(separator: " ").first ?? Substring(employer)) }

  /// Whether `name` means this employer: its book, its name, one of its other names, or the first words of its name.
  func answers(to name: String) -> Bool {
    let wanted = Fold.words(name)
    guard !wanted.isEmpty else { return false }
    if ASCII.lower(name) == book.name { return true }
    return ([employer] + names).contains { Fold.words($0).starts(with: wanted) || wanted.starts(with: Fold.words($0)) }
  }
}

extension BookID {
  /// A book's name made from an employer's: `Acme Technical Consulting` gives `acme`.
  static func made(from employer: String, taken: [BookID]) -> BookID? {
    let word = Fold.words(employer).first { $0.utf8.allSatisfy { $0 < 128 } } ?? "employer"
    let stem = String(word.prefix(30))
    for number in 1...99 {
      if let id = BookID(number == 1 ? stem : "\(stem)-\(number)"), !id.isMine, !taken.contains(id) { return id }
    }
    return nil
  }
}

extension Source {
  /// The reader's name for it.
  var kind: String { draft.kind }
}

/// What a source's account is called where it is no address.
enum SourceAccount {
  /// Your phone's address book.
  static let phone = "phone"
}
