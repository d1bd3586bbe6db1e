import Scan

/// The names by which this server is called. A page of somewhere else that has its name resolved to this machine carries
/// another name, and is refused before anything is looked up (DNS rebinding).
struct HostList: Sendable {
  private let allowed: Set<String>

  init(port: Int) { allowed = ["127.0.0.1:\(port)", "localhost:\(port)", "[::1]:\(port)"] }

  /// Whether a `Host` line names us, with our port.
  func admits(_ host: String?) -> Bool { host.map { allowed.contains(ASCII.lower($0)) } ?? false }
}
