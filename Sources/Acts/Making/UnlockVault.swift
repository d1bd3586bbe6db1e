import Book
public import Scan
import Vault

/// Leaves the key of a vault with a passphrase at hand for a set time, and takes it away again.
public struct UnlockVault: Sendable {
  /// How long, in seconds.
  public var seconds: Int
  /// For so long.
  public init(seconds: Int = 900) { self.seconds = seconds }

  /// Where the key waits.
  public struct Unlocked: Report {
    /// In plain words.
    public var place: String
    /// `cardcase.unlock/1`
    public var json: JSON { ["schema": "cardcase.unlock/1", "place": .string(place)] }
  }

  /// Unlocks. Faults: `locked` when the passphrase does not fit.
  public func run(at desk: Desk) throws -> Unlocked {
    guard try Vault.needsPassphrase(at: desk.path, environment: desk.environment) else {
      return Unlocked(place: "this vault has no passphrase: it is open already")
    }
    guard let passphrase = desk.passphrase() else { throw Fault(.locked, "The vault needs its passphrase.", next: "cardcase unlock") }
    switch try Vault.unlock(at: desk.path, passphrase: passphrase, seconds: seconds, environment: desk.environment) {
    case .keyRing: return Unlocked(place: "in the kernel's key ring, for \(seconds / 60) minutes")
    case .runtimeFile: return Unlocked(place: "in a file only you can read, for \(seconds / 60) minutes")
    case .nowhere: return Unlocked(place: "nowhere: this machine has no safe place for it, so each command will ask")
    }
  }

  /// Takes the key away.
  public static func lock(at desk: Desk) throws { try Vault.lock(at: desk.path, environment: desk.environment) }
}
