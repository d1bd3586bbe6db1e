import Book
import Scan

/// Who is who: each party of each source as a number of a person. Several handles may be one person.
struct Roster {
  /// By source and party: the person, or -1 for the owner.
  private(set) var persons: [[Int32]] = []
  /// The key of each person.
  private(set) var keys: [String] = []
  private(set) var indexes: [String: Int32] = [:]

  var count: Int { keys.count }

  init(_ question: TieQuestion, sources: [TieSource], me: Set<String>) {
    let total = sources.reduce(0) { $0 + $1.log.parties.count }
    indexes.reserveCapacity(total)
    keys.reserveCapacity(total)
    for source in sources {
      persons.append(source.log.parties.map { person($0.handle.normal, question.groups, me) })
    }
  }

  private mutating func person(_ normal: String, _ groups: [String: String], _ me: Set<String>) -> Int32 {
    if me.contains(normal) { return -1 }
    let key = groups.isEmpty ? normal : groups[normal] ?? normal
    if me.contains(key) { return -1 }
    if let known = indexes[key] { return known }
    let number = Int32(keys.count)
    keys.append(key)
    indexes[key] = number
    return number
  }
}
