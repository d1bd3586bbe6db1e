import Book
import Foundation
public import Scan
import Vault

/// Where a run of the program sits: which vault, which day, whom to ask. Handed to every act; holds no truth of its own.
public struct Desk: Sendable {
  /// The vault's folder.
  public var path: String
  /// The day for every verb.
  public var today: Day
  /// The process's variables: where state and runtime folders lie.
  public var variables: [String: String]
  /// The passphrase, asked for at most once and only when needed.
  public var passphrase: @Sendable () -> String?
  /// Who answers questions; nil in scripts.
  public var asker: (any Asker)?
  /// Told of progress on long work.
  public var progress: @Sendable (Progress) -> Void

  /// A desk at a vault on a day. Without an asker nothing is asked and what is doubtful is held back.
  public init(
    path: String, today: Day, variables: [String: String], passphrase: @escaping @Sendable () -> String? = { nil },
    asker: (any Asker)? = nil,
    progress: @escaping @Sendable (Progress) -> Void = { _ in }
  ) {
    self.path = path
    self.today = today
    self.variables = variables
    self.passphrase = passphrase
    self.asker = asker
    self.progress = progress
  }

  /// Whether there is a vault at the path.
  public var hasVault: Bool { Vault.exists(at: path) }

  /// The clock, the random source and the folders that belong to this run.
  var environment: Environment { .system(variables: variables, now: Desk.now) }

  /// The time now, to the second.
  static let now: @Sendable () -> Moment = { Moment(seconds: Int64(Date().timeIntervalSince1970), offsetMinutes: 0) }

  /// Random bits for the hash tables of readers, so that no file can be made to slow them down.
  var environmentSeed: UInt64 { environment.random(8).reduce(0) { $0 << 8 | UInt64($1) } }

  /// An identifier of fresh random bits.
  func newID<Noun>(_ noun: Noun.Type) -> Identifier<Noun> {
    Identifier(value: environmentSeed)
  }

  /// The vault, for acts that also work without one; nil where there is none or it is locked. Faults: those two where it is `needed`, and
  /// all others.
  func openIfThere(needed: Bool = false) throws -> Vault? {
    do { return try open() } catch let fault as Fault where !needed && (fault.code == .locked || fault.code == .missing) { return nil }
  }

  /// Opens the vault, asking for the passphrase where one is needed.
  func open() throws -> Vault {
    guard hasVault else {
      throw Fault(.missing, "There is no vault at \(path) yet.", next: "cardcase start")
    }
    do {
      return try Vault.open(at: path, passphrase: nil, environment: environment)
    } catch let fault as Fault where fault.code == .locked {
      guard let given = passphrase() else { throw fault }
      return try Vault.open(at: path, passphrase: given, environment: environment)
    }
  }
}

/// How far a long piece of work is.
public struct Progress: Sendable, Hashable {
  /// What is being done: `reading mail.mbox`.
  public var task: String
  /// Done so far, in the task's own unit.
  public var done: Int64
  /// All there is; 0 where unknown.
  public var total: Int64
  /// A state of a task.
  public init(task: String, done: Int64, total: Int64) {
    self.task = task
    self.done = done
    self.total = total
  }
}

/// Someone who answers questions.
public protocol Asker: Sendable {
  /// A question with numbered answers; the index of the one chosen, or nil when it is skipped.
  func choose(_ question: String, from options: [String]) -> Int?
  /// A question answered in one's own words; nil when it is skipped.
  func tell(_ question: String) -> String?
}

/// What an act hands back: something to print for people, and the JSON of the program's contract.
public protocol Report: Sendable {
  /// The document of the verb's schema.
  var json: JSON { get }
  /// The exit status where all went as it should: 0, or 3 with rejected or held records, 4 with a no.
  var exitStatus: Int32 { get }
}

extension Report {
  /// Done.
  public var exitStatus: Int32 { 0 }
}
