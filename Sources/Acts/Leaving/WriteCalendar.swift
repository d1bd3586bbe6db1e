import Book
import ICalendar
import MerkleLog
import Policy
public import Scan
import Vault

/// The days on which clauses end, as a calendar file. It names no person and no employer and quotes nothing: a calendar is often shared,
/// and often with the employer.
public struct WriteCalendar: Sendable {
  /// The file; `-` hands the bytes back.
  public var file: String
  /// To that file.
  public init(file: String) { self.file = file }

  /// What was written.
  public struct Written: Report {
    /// The file.
    public var file: String
    /// The entries.
    public var entries: [(uid: String, day: Day, summary: String)]
    /// The bytes, where they go to standard output.
    public var bytes: [UInt8]?
    /// `cardcase.calendar/1`
    public var json: JSON {
      [
        "schema": "cardcase.calendar/1", "file": .string(file),
        "entries": .array(
          entries.map { ["uid": .string($0.uid), "day": .string($0.day.description), "summary": .string($0.summary)] }),
      ]
    }
  }

  /// Writes it. Faults: `system` where the file cannot be written.
  public func run(at desk: Desk) throws -> Written {
    let vault = try desk.open()
    var seen: [String: Int] = [:]
    let entries = try Clocks.running(vault, today: desk.today).map { row in
      let key = "\(row.clock.paper) \(row.clock.clause.section) \(row.clock.clause.kind.rawValue)"
      seen[key, default: 0] += 1
      return WriteCalendar.entry(row.clock, key: "\(key) \(seen[key] ?? 1)")
    }
    let stamp = Moment(seconds: Int64(desk.today.number) * 86_400, offsetMinutes: 0)
    let bytes = CalendarWriter.write(entries, name: "Dates of my own", stamp: stamp)
    let rows = entries.map { (uid: $0.uid, day: $0.day, summary: $0.summary) }
    if file == "-" { return Written(file: file, entries: rows, bytes: bytes) }
    try PrivateFile.save(bytes, to: file)
    return Written(file: file, entries: rows, bytes: nil)
  }

  /// One entry. Its identifier stays the same when the day moves, so that a calendar moves the entry and makes no second one.
  static func entry(_ clock: ClauseClock, key: String) -> CalendarWriter.Entry {
    let digest = TreeHash(hashing: Array(key.utf8)).hex.prefix(24)
    let section = clock.clause.section.isEmpty ? "A clause" : "Clause \(clock.clause.section)"
    let note = clock.note.isEmpty ? "" : " \(clock.note.prefix(1).uppercased())\(clock.note.dropFirst())."
    return CalendarWriter.Entry(
      uid: "\(digest)@cardcase.invalid", day: clock.until, summary: "\(section) runs to this day",
      details: "\(clock.clause.kind.spoken.prefix(1).uppercased())\(clock.clause.kind.spoken.dropFirst()) runs until \(clock.until.spoken)."
        + "\(note) Read the paper again before you act.")
  }
}

/// The clocks of every job's clauses.
enum Clocks {
  /// Those that have not run out and that no law voids, the first to end first.
  static func running(_ vault: Vault, today: Day) throws -> [(employer: String, clock: ClauseClock)] {
    try all(vault, today: today).filter { !$0.clock.isVoid && $0.clock.until >= today }
  }

  /// All of them, those void and past too.
  static func all(_ vault: Vault, today: Day) throws -> [(employer: String, clock: ClauseClock)] {
    let (tenures, papers) = try vault.mine.read { (try $0.tenures(), try $0.agreements()) }
    return try tenures.flatMap { job in
      try of(papers.filter { $0.tenure == job.id }, job, today: today).map { (job.shortName, $0) }
    }.sorted { $0.clock.until < $1.clock.until }
  }

  /// Those of one job's papers.
  static func of(_ papers: [Agreement], _ job: Tenure, today: Day) throws -> [ClauseClock] {
    let facts = try Facts.bundled().loading(places: [job.place].compactMap { $0 } + papers.compactMap(\.law))
    return try PolicyEngine(facts: facts).clocks(of: papers, tenure: job, today: today)
  }
}
