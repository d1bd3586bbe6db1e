public import Book
internal import Foundation
internal import GRDB
internal import Scan

/// What `doctor` found in a vault, and what it did.
public struct DoctorReport: Sendable, Hashable {
  /// One finding.
  public struct Finding: Sendable, Hashable {
    /// How bad it is.
    public enum Weight: String, Sendable { case note, repaired, wrong }
    /// How bad it is.
    public var weight: Weight
    /// The book, where it is about one.
    public var book: BookID?
    /// What, in one sentence.
    public var text: String
  }
  /// What was found.
  public var findings: [Finding]
  /// Whether nothing is wrong (any more).
  public var isClean: Bool { findings.allSatisfy { $0.weight != .wrong } }
}

extension Vault {
  /// Checks folder, keys, files, ledgers and directory. With `repair` it takes away what a crash left and makes projections anew;
  /// without, it writes nothing.
  public func doctor(repair: Bool) throws -> DoctorReport {
    var checkup = Checkup(vault: self, repair: repair)
    try faulting { try checkup.run() }
    return DoctorReport(findings: checkup.findings)
  }

  private struct Checkup {
    let vault: Vault
    let repair: Bool
    var findings: [DoctorReport.Finding] = []

    mutating func note(_ weight: DoctorReport.Finding.Weight, _ book: BookID?, _ text: String) {
      findings.append(.init(weight: weight, book: book, text: text))
    }

    mutating func run() throws {
      try modes()
      try strays()
      try copies()
      for row in try vault.registerFile.read().rows {
        guard let id = BookID(row.id) else { continue }
        if row.state == .deleted {
          try finishDeleting(row, id)
        } else {
          try check(id, row)
        }
      }
    }

    private mutating func modes() throws {
      for path in [vault.path, "\(vault.path)/keys"] where Files.mode(path) != 0o700 {
        try fix(nil, "A folder of the vault could be read by others.") { try Files.setMode(path, 0o700) }
      }
      for folder in [vault.path, "\(vault.path)/keys"] {
        for name in try Files.names(in: folder) where name != "keys" && Files.mode("\(folder)/\(name)") != 0o600 {
          try fix(nil, "A file of the vault could be read by others.") { try Files.setMode("\(folder)/\(name)", 0o600) }
        }
      }
    }

    /// Mends, or tells. What a run that was broken off merely left lying is a note: it harms nothing, and the next run puts it right.
    private mutating func fix(_ book: BookID?, _ text: String, weight: DoctorReport.Finding.Weight = .wrong, _ body: () throws -> Void)
      throws
    {
      if repair { try body() }
      note(repair ? .repaired : weight, book, text)
    }

    /// Files that a crash left: half-written replacements, and books that never came into the register.
    private mutating func strays() throws {
      let stores = Set(try vault.registerFile.read().rows.map(\.store))
      for folder in [vault.path, "\(vault.path)/keys"] {
        for name in try Files.names(in: folder) {
          let stem = name.split(separator: ".").first.map(String.init) ?? name
          let isStray =
            name.hasSuffix(".new") || (folder != vault.path || name.hasSuffix(".sqlite")) && name != "vault" && !stores.contains(stem)
          if isStray, name != "keys", name != "vault.json", name != "register" {
            try fix(nil, "A file was left behind by a run that was broken off.", weight: .note) { try Files.erase("\(folder)/\(name)") }
          }
        }
      }
    }

    /// Private copies that readers made of a book a crash had left, and did not live to remove.
    private mutating func copies() throws {
      let folder = "\(vault.environment.stateFolder)/\(vault.id)"
      guard Files.exists(folder) else { return }
      for name in try Files.names(in: folder) where name.hasPrefix("copy-") {
        if repair { Files.discardFolder("\(folder)/\(name)") }
        note(repair ? .repaired : .note, nil, "A private copy of a book was left outside the vault.")
      }
    }

    private mutating func finishDeleting(_ row: Register.Row, _ id: BookID) throws {
      let hasSecret = try ShredSecrets(vaultID: vault.id, environment: vault.environment).secret(of: row.store) != nil
      let left = hasSecret || Files.exists(vault.keyFiles.path(row.store)) || Files.exists("\(vault.path)/\(row.store).sqlite")
      let vault = vault
      if left { try fix(id, "Deleting the book was broken off.") { try vault.destroy(row.store) } }
    }

    private mutating func check(_ id: BookID, _ row: Register.Row) throws {
      let store: BookStore
      do { store = try vault.book(id) } catch let fault as Fault where fault.code == .missing {
        return note(.note, id, fault.message)
      }
      let stamp = Files.stamp(store.context.file)
      if stamp == nil || stamp?.size == 0 {
        // The register came first and the file did not follow: make it now.
        let vault = vault
        return try fix(id, "The book's file was never made.", weight: .note) { try vault.makeFile(id) }
      }
      let mayWrite = repair && row.state == .open && !(row.hold.map { $0.lifted == nil } ?? false)
      if (Files.stamp(store.context.file + "-wal")?.size ?? 0) > 0 {
        if mayWrite { try store.writing { _ in } }
        note(mayWrite ? .repaired : .note, id, "A log was left by a run that was broken off.")
      }
      if try store.read({ try $0.acts() }).contains(where: { $0.state == .open }) {
        if mayWrite { try store.writing { db in try store.removeOpenAct(db) } }
        note(mayWrite ? .repaired : .note, id, "An import was broken off\(mayWrite ? "; what it had written was taken away" : "").")
      }
      try checkContent(store, id, mayWrite)
    }

    private mutating func checkContent(_ store: BookStore, _ id: BookID, _ mayWrite: Bool) throws {
      let (integrity, report, differs) = try store.read { reader in
        let answer = try String.fetchOne(reader.db, sql: "pragma integrity_check(1)") ?? "no answer"
        return (answer, try reader.verifyLedger(), try reader.directoryDiffers())
      }
      if integrity != "ok" { note(.wrong, id, "The book's file is damaged.") }
      for problem in report.problems { note(.wrong, id, "Ledger, \(problem)") }
      if differs {
        if mayWrite {
          try store.perform("rebuild", try vault.command("doctor"), undoable: false) { try $0.rebuildDirectory() }
        }
        note(mayWrite ? .repaired : .wrong, id, "The directory did not fit the cards.")
      }
    }
  }
}

extension BookReader {
  /// Whether the directory is another than the one that people, cards and encounters give today, or somebody in it cannot be found.
  func directoryDiffers() throws -> Bool {
    let ids = try everyPerson(withAliases: false)
    let maker = try EntryMaker(self, Set(ids), isDeep: true)
    var expected: [DirectoryEntry] = []
    for id in ids {
      if let entry = try maker.entry(id) { expected.append(entry) }
    }
    var shown: [DirectoryEntry] = []
    var isAstray = false
    try eachDirectoryPage { page, bytes in
      for entry in try DirectoryCodec.read(bytes) {
        if try directoryPage(holding: Int64(entry.id.value)) != page { isAstray = true }
        shown.append(entry)
      }
    }
    return isAstray || shown.sorted { $0.id < $1.id } != expected.sorted { $0.id < $1.id }
  }
}
