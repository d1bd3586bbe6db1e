/// What went wrong, as one sentence for the person and one next step. Equal by code alone.
public struct Fault: Error, Sendable, Hashable {
  /// The sort of fault; tests and exit codes go by it.
  public enum Code: String, Sendable, Hashable, CaseIterable {
    /// The command was called in a way it does not understand.
    case usage
    /// A file or vault is not there.
    case missing
    /// There is one already.
    case exists
    /// A file is not what it should be.
    case unreadable
    /// The disk, a permission or another program stood in the way.
    case system
    /// The vault needs its passphrase.
    case locked
    /// A seal, a ledger entry or a file was changed by something else.
    case tampered
    /// The vault was written by a newer program.
    case newer
    /// A name fits several people.
    case ambiguous
    /// A hold forbids it.
    case held
    /// Policy says no.
    case refused
    /// Data of an employer that may not go where it was sent.
    case notYours = "not-yours"
    /// Something later depends on it.
    case depends
    /// A limit on size, depth or count was met.
    case limit
    /// A program this needs is not on the machine.
    case unavailable
  }

  /// The sort of fault.
  public var code: Code
  /// One sentence for the person.
  public var message: String
  /// What to do next, where there is something.
  public var next: String?
  /// What lay beneath, for a bug report; never a name or an address.
  public var underlying: String?

  /// A fault.
  public init(_ code: Code, _ message: String, next: String? = nil, underlying: String? = nil) {
    self.code = code
    self.message = message
    self.next = next
    self.underlying = underlying
  }

  /// Equal by code.
  public static func == (a: Fault, b: Fault) -> Bool { a.code == b.code }
  /// Hashed by code.
  public func hash(into hasher: inout Hasher) { hasher.combine(code) }

  /// The exit status of the program: 1 failed, 2 wrong use, 3 held back, 4 refused, 5 locked.
  public var exitStatus: Int32 {
    switch code {
    case .usage, .ambiguous: 2
    case .notYours: 3
    case .held, .refused: 4
    case .locked: 5
    default: 1
    }
  }
}

extension Fault: CustomStringConvertible {
  /// The sentence.
  public var description: String { message }
}
