public import Scan

/// What the vault needs from the world: randomness, a clock, and the folders outside the vault.
public struct Environment: Sendable {
  /// So many random bytes, fit for keys.
  public var random: @Sendable (Int) -> [UInt8]
  /// The time.
  public var now: @Sendable () -> Moment
  /// Where shred secrets lie: `$XDG_STATE_HOME/cardcase`.
  public var stateFolder: String
  /// Where an unlocked key may wait when there is no key ring: `$XDG_RUNTIME_DIR/cardcase`.
  public var runtimeFolder: String?
  /// Whether the kernel's key ring may be used.
  public var usesKeyRing: Bool
  /// So many data go into one transaction of an import at most.
  public var importBatch = 50_000
  /// So many people stand in one row of the table `people`. Where fewer than that come at once, they are not packed. At least 1.
  public var peoplePage = 1000
  /// Called at each step at which a power cut would matter; tests throw here. Elsewhere it does nothing.
  public var trap: @Sendable (FaultPoint) throws -> Void

  /// All of it named.
  public init(
    random: @escaping @Sendable (Int) -> [UInt8] = Environment.systemRandom, now: @escaping @Sendable () -> Moment, stateFolder: String,
    runtimeFolder: String?, usesKeyRing: Bool = true, trap: @escaping @Sendable (FaultPoint) throws -> Void = { _ in }
  ) {
    self.random = random
    self.now = now
    self.stateFolder = stateFolder
    self.runtimeFolder = runtimeFolder
    self.usesKeyRing = usesKeyRing
    self.trap = trap
  }

  /// The environment of a program on this machine, from its variables (XDG base directories).
  public static func system(variables: [String: String], now: @escaping @Sendable () -> Moment) -> Environment {
    let home = variables["HOME"] ?? "."
    let state = variables["XDG_STATE_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil } ?? "\(home)/.local/state"
    let runtime = variables["XDG_RUNTIME_DIR"].flatMap { $0.hasPrefix("/") ? "\($0)/cardcase" : nil }
    return Environment(now: now, stateFolder: "\(state)/cardcase", runtimeFolder: runtime)
  }

  /// Random bytes of the system.
  public static let systemRandom: @Sendable (Int) -> [UInt8] = { count in
    var generator = SystemRandomNumberGenerator()
    var out: [UInt8] = []
    out.reserveCapacity(count + 8)
    while out.count < count {
      let word = generator.next()
      for shift in stride(from: UInt64(0), to: 64, by: 8) { out.append(UInt8(truncatingIfNeeded: word >> shift)) }
    }
    out.removeLast(out.count - count)
    return out
  }

  /// A random number of 60 bits, never 0: an identifier.
  func randomIdentifier() -> UInt64 {
    while true {
      let value = random(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) } & (1 << 60 - 1)
      if value != 0 { return value }
    }
  }
}

/// The steps at which a power cut would matter.
public enum FaultPoint: Hashable, Sendable {
  /// A key file, the register or a slot is about to be replaced.
  case beforeReplacing(String)
  /// It was replaced.
  case replaced(String)
  /// A transaction is about to be committed.
  case beforeCommit
  /// It was committed.
  case committed
  /// The log was moved into the file; the connection is about to close.
  case checkpointed
  /// A step of deleting a book was done: `slot`, `key`, `file`.
  case deleted(String)
}
