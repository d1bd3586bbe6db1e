import Book
import Scan
import Vault

/// Mail addresses that lead nowhere any more: a server says so for good, or somebody wrote that they left. An address from which
/// mail came later is alive, and so is one of which the user said that the finding is wrong.
struct DeadHandles {
  private var found: [String: String] = [:]

  init(_ vault: Vault) throws {
    var ends: [String: (seconds: Int64, words: String)] = [:]
    let books = try vault.books.filter(\.isReadable).map(\.id)
    for book in books {
      for finding in try vault.book(book).read({ try $0.facts(FactKind.finding, as: Finding.self) }).map(\.value) {
        guard finding.isFinal, finding.state != .left, finding.kind == .bounce || finding.kind == .moved else { continue }
        let seconds = finding.seconds ?? .min
        guard ends[finding.address].map({ $0.seconds <= seconds }) ?? true else { continue }
        let day = finding.seconds.map { " " + Moment(seconds: $0).day().short } ?? ""
        ends[finding.address] = (seconds, finding.kind == .bounce ? "dead: mail came back\(day)" : "given up: they wrote so\(day)")
      }
    }
    guard !ends.isEmpty else { return }
    for book in books {
      let log = try vault.book(book).read { try $0.encounters() }
      let wanted = Set(log.parties.indices.filter { ends[log.parties[$0].handle.normal] != nil }.map { Int32($0) })
      guard !wanted.isEmpty else { continue }
      for index in 0..<log.count where wanted.contains(log.senders[index]) && !log.flags[index].contains(.automatic) {
        let address = log.parties[Int(log.senders[index])].handle.normal
        if let end = ends[address], log.seconds[index] > end.seconds { ends[address] = nil }
      }
    }
    found = ends.mapValues(\.words)
  }

  /// Whether a handle leads nowhere any more.
  func holds(_ handle: Handle) -> Bool { handle.kind == .email && found[handle.normal] != nil }

  /// The same in words: `dead: mail came back 3 Mar 2026`; nil for what is alive.
  func words(_ handle: Handle) -> String? { handle.kind == .email ? found[handle.normal] : nil }

  /// How many there are.
  var count: Int { found.count }
}
