internal import Book
internal import Foundation
internal import GRDB
internal import Scan

/// The directory, kept in step with people, cards and own cards within the act.
extension ActWriter {
  static let directoryPageSize = 1000

  /// Makes the entries of the people touched anew.
  func refreshDirectory() throws {
    if let roll, try !(Bool.fetchOne(db, sql: "select exists (select 1 from directory)") ?? false) { return try writeDirectory(of: roll) }
    forgetRoll()
    if touched.isEmpty { return }
    let maker = try EntryMaker(self, touched, isDeep: isDeep)
    var pages = try DirectoryPages(self)
    for person in touched.sorted() {
      if let entry = try maker.entry(person) { try pages.put(entry) } else { try pages.remove(person) }
    }
    try pages.write()
    touched = []
    isDeep = false
  }

  /// Makes the whole directory anew.
  func rebuildDirectory() throws {
    // New pages go on from the highest version there was: no old page can be put in their place.
    let floor = try Int64.fetchOne(db, sql: "select max(version) from directory") ?? 0
    try run("delete from place", [])
    try run("delete from directory", [])
    try writeDirectory(of: MemberRoll(self), after: floor)
  }

  /// Writes a directory where there is none, page by page: no more than one is held. `floor` is the version below which no page may begin.
  private func writeDirectory(of roll: MemberRoll, after floor: Int64 = 0) throws {
    // Once it is written nobody is touched any more.
    (self.roll, touched, isDeep) = (nil, [], false)
    let maker = try EntryMaker(self, roll)
    var page = DirectoryCodec.Page()
    var number: Int64 = 1
    for place in roll.persons.indices {
      guard try maker.write(at: place, to: &page) else { continue }
      if page.count == 1 { try beginStretch(at: roll.persons[place], onPage: number) }
      if page.count < ActWriter.directoryPageSize { continue }
      try write(page.bytes, of: page.count, number, version: floor + 1)
      page.clear()
      number += 1
    }
    if page.count > 0 { try write(page.bytes, of: page.count, number, version: floor + 1) }
  }

  /// Says that persons from this one on, up to where the next stretch begins, stand on a page: it is written in their order, and a row for
  /// each of them would be most of what the directory costs.
  private func beginStretch(at person: Int64, onPage page: Int64) throws {
    try run("insert into place (id, page) values (?, ?)", [-person, page])
  }

  private func write(_ entries: [UInt8], of count: Int, _ page: Int64, version: Int64) throws {
    try run(
      """
      insert into directory (id, version, count, body) values (?, ?, ?, ?)
      on conflict (id) do update set version = excluded.version, count = excluded.count, body = excluded.body
      """, [page, version, count, try seal(entries, "directory", "body", page, version)])
  }

  /// The directory's pages as they are changed in memory and written once.
  struct DirectoryPages {
    let writer: ActWriter
    private var open: [Int64: [DirectoryEntry]] = [:]
    private var changed: Set<Int64> = []
    private var counts: [Int64: Int] = [:]
    private var versions: [Int64: Int64] = [:]
    private var newest: Int64 = 0
    private var places: [(person: Int64, page: Int64)] = []
    private var filling: Int64?

    init(_ writer: ActWriter) throws {
      self.writer = writer
      let rows = try Row.fetchCursor(writer.db, sql: "select id, version, count from directory")
      while let row = try rows.next() {
        versions[row[0]] = row[1]
        counts[row[0]] = row[2]
        newest = max(newest, row[0])
      }
      filling = counts.filter { $0.value < ActWriter.directoryPageSize }.keys.min()
    }

    private func page(of person: Int64) throws -> Int64? { versions.isEmpty ? nil : try writer.directoryPage(holding: person) }

    private mutating func load(_ page: Int64) throws {
      if open[page] == nil { open[page] = try writer.directoryPage(page) }
    }

    mutating func put(_ entry: DirectoryEntry) throws {
      let known = try page(of: Int64(entry.id.value))
      if let known {
        try load(known)
        if let index = open[known]?.firstIndex(where: { $0.id == entry.id }) {
          if open[known]?[index] == entry { return }
          open[known]?[index] = entry
          changed.insert(known)
          return
        }
      }
      let page = freePage()
      try load(page)
      open[page, default: []].append(entry)
      counts[page, default: 0] += 1
      changed.insert(page)
      if page != known { places.append((Int64(entry.id.value), page)) }
    }

    private mutating func freePage() -> Int64 {
      if let page = filling, counts[page, default: 0] < ActWriter.directoryPageSize { return page }
      newest += 1
      filling = newest
      counts[newest] = 0
      return newest
    }

    mutating func remove(_ person: Int64) throws {
      guard let page = try page(of: person) else { return }
      try writer.run("delete from place where id = ?", [person])
      try load(page)
      // Within a stretch there are numbers that nobody on its page has.
      guard let index = open[page]?.firstIndex(where: { $0.id.value == UInt64(person) }) else { return }
      open[page]?.remove(at: index)
      counts[page] = open[page]?.count ?? 0
      changed.insert(page)
    }

    func write() throws {
      for page in changed.sorted() {
        let entries = open[page] ?? []
        try writer.write(DirectoryCodec.write(entries), of: entries.count, page, version: (versions[page] ?? 0) + 1)
      }
      var rows = RowBuffer.places
      for place in places { try rows.add(writer.db, place.person, place.page) }
      try rows.flush(writer.db)
    }
  }
}

extension RowBuffer {
  /// Rows that say on which page of the directory persons stand who are not where their stretch is.
  fileprivate static var places: RowBuffer {
    RowBuffer(
      "insert into place (id, page) values", width: 2, row: { "(\($0[0]), \($0[1]))" },
      "on conflict (id) do update set page = excluded.page")
  }
}

extension EncounterLog {
  /// For each party the seconds of its last encounter; `Int64.min` where there is none with a date. What a source calls spam or a draft does not count.
  func lastSeconds() -> [Int64] {
    var last = [Int64](repeating: .min, count: parties.count)
    for index in 0..<count where seconds[index] != .min && !flags[index].contains(.discard) {
      let time = seconds[index]
      if senders[index] >= 0, last[Int(senders[index])] < time { last[Int(senders[index])] = time }
      for position in recipientRange(index) where last[Int(recipients[position])] < time { last[Int(recipients[position])] = time }
    }
    return last
  }
}
