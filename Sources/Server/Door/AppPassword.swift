import Scan
import Synchronization

/// The password by which a phone reads the address book: 160 random bits made by this program, never one that a person chose,
/// so that no slow hash is needed to guard it.
final class AppPassword: Sendable {
  /// The only user name.
  static let user = "cardcase"
  /// Failures in a minute before the next is answered late.
  static let patience = 5

  private let secret: String?
  private let failures = Mutex<[ContinuousClock.Instant]>([])
  private let now: @Sendable () -> ContinuousClock.Instant

  /// Without a secret nobody gets in.
  init(_ secret: String?, now: @escaping @Sendable () -> ContinuousClock.Instant) {
    self.secret = secret
    self.now = now
  }

  /// What became of an attempt.
  enum Outcome: Sendable { case admitted, refused, refusedLate }

  /// Tries an `Authorization` line (RFC 7617). An unknown user costs the same as a wrong password.
  func attempt(_ line: String?) -> Outcome {
    let (user, password) = AppPassword.basic(line) ?? ("", "")
    let right = Secret.match(password, secret ?? "")
    let known = Secret.match(user, AppPassword.user)
    if right, known, secret != nil { return .admitted }
    guard line != nil else { return .refused }
    let moment = now()
    let count = failures.withLock { failures in
      failures.removeAll { $0.advanced(by: .seconds(60)) <= moment }
      if failures.count < 64 { failures.append(moment) }
      return failures.count
    }
    return count > AppPassword.patience ? .refusedLate : .refused
  }

  private static func basic(_ line: String?) -> (user: String, password: String)? {
    guard let line, ASCII.lower(String(line.prefix(6))) == "basic " else { return nil }
    let letters = Array(ASCII.trim(String(line.dropFirst(6))).utf8)
    guard letters.count <= 1_024, let bytes = Base64.decode(letters.span), let colon = bytes.firstIndex(of: 58) else { return nil }
    return (String(decoding: bytes[..<colon], as: UTF8.self), String(decoding: bytes[(colon + 1)...], as: UTF8.self))
  }
}
