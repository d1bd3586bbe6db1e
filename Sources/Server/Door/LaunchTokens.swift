import Synchronization

/// One-time tokens of the printed link: 256 bits, good once, for sixty seconds.
final class LaunchTokens: Sendable {
  /// How long a link opens the door.
  static let life = Duration.seconds(60)

  private let open = Mutex<[(token: String, until: ContinuousClock.Instant)]>([])
  private let now: @Sendable () -> ContinuousClock.Instant

  init(now: @escaping @Sendable () -> ContinuousClock.Instant) { self.now = now }

  /// A new token. Those given out before stay good until they are used or too old.
  func issue() -> String {
    let token = Secret.make(bytes: 32)
    let until = now().advanced(by: LaunchTokens.life)
    open.withLock { open in
      open.append((token, until))
      if open.count > 8 { open.removeFirst() }
    }
    return token
  }

  /// Takes a token: true once, if it is young enough.
  func redeem(_ given: String) -> Bool {
    let moment = now()
    return open.withLock { open in
      open.removeAll { $0.until <= moment }
      // All are looked at, so that the time does not tell which one was near.
      let hits = open.indices.filter { Secret.match(given, open[$0].token) }
      guard let hit = hits.first else { return false }
      open.remove(at: hit)
      return true
    }
  }
}
