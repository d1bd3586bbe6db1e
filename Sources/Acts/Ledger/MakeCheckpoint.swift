public import Book
public import Scan
import Vault

/// A signed statement of a ledger's state, to be kept by somebody else.
public struct MakeCheckpoint: Sendable {
  /// Whose ledger.
  public var book: BookID
  /// Of your own book, or an employer's.
  public init(book: BookID = .mine) { self.book = book }

  /// The statement in the forms that outside tools check.
  public struct Made: Report {
    /// The note (C2SP signed note).
    public var note: String
    /// The public key for openssl, PEM.
    public var publicKey: String
    /// The signature for ssh-keygen, armoured.
    public var sshSignature: String
    /// The line for an allowed_signers file.
    public var sshKey: String
    /// `cardcase.checkpoint/1`
    public var json: JSON {
      [
        "schema": "cardcase.checkpoint/1", "note": .string(note), "public_key": .string(publicKey), "ssh_signature": .string(sshSignature),
        "ssh_key": .string(sshKey),
        "does_not_show":
          "It shows that these entries stood in this order by the time somebody else saw it. It does not show that what was typed in is true.",
      ]
    }
  }

  /// Makes it; writes nothing.
  public func run(at desk: Desk) throws -> Made {
    let checkpoint = try desk.open().book(book).read { try $0.checkpoint() }
    return Made(
      note: checkpoint.note, publicKey: checkpoint.publicKeyPEM, sshSignature: checkpoint.sshSignature, sshKey: checkpoint.allowedSigner)
  }
}
