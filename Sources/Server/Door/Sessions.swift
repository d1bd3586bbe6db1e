import Synchronization

/// Who has come in by a link: the secrets of their cookies, for twelve hours. Kept in memory alone.
final class Sessions: Sendable {
  /// How long one stays in.
  static let life = Duration.seconds(12 * 3_600)

  private let open = Mutex<[(secret: String, until: ContinuousClock.Instant)]>([])
  private let now: @Sendable () -> ContinuousClock.Instant

  init(now: @escaping @Sendable () -> ContinuousClock.Instant) { self.now = now }

  /// The cookie's name. Cookies are shared by all ports of a host; the name keeps two servers from overwriting each other's.
  static func cookieName(port: Int) -> String { "cardcase-\(port)" }

  /// Lets somebody in: the `Set-Cookie` line of a new session.
  func begin(port: Int) -> String {
    let secret = Secret.make(bytes: 32)
    let until = now().advanced(by: Sessions.life)
    open.withLock { open in
      open.append((secret, until))
      if open.count > 16 { open.removeFirst() }
    }
    return "\(Sessions.cookieName(port: port))=\(secret); Path=/; Max-Age=\(Sessions.life.components.seconds); HttpOnly; SameSite=Strict"
  }

  /// Whether a `Cookie` line carries a session. Another local server can plant cookies of our name: every one is tried.
  func admits(cookies: [String], port: Int) -> Bool {
    let prefix = Sessions.cookieName(port: port) + "="
    let given = cookies.flatMap { $0.split(separator: ";") }.map { $0.drop { $0 == " " } }.filter { $0.hasPrefix(prefix) }
      .prefix(8).map { String($0.dropFirst(prefix.count)) }
    let moment = now()
    return open.withLock { open in
      open.removeAll { $0.until <= moment }
      var met = false
      for secret in open.map(\.secret) { for text in given where Secret.match(text, secret) { met = true } }
      return met
    }
  }
}
