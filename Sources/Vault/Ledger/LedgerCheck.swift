public import Book
internal import Foundation
internal import GRDB
public import MerkleLog
internal import Scan

/// What an audit of a book's ledger found.
public struct LedgerReport: Sendable, Hashable {
  /// One thing that is wrong.
  public struct Problem: Sendable, Hashable, CustomStringConvertible {
    /// The entry it is about, where it is about one.
    public var entry: Int?
    /// What is wrong, in one sentence.
    public var text: String
    /// `entry 12: ...`
    public var description: String { entry.map { "entry \($0): \(text)" } ?? text }
  }
  /// How many entries there are.
  public var size: Int
  /// The root over them, afresh.
  public var root: TreeHash
  /// What is wrong; empty when all is well.
  public var problems: [Problem]
  /// How many data were compared with their commitments.
  public var data: Int

  /// Whether all is well.
  public var isClean: Bool { problems.isEmpty }
}

/// The proof of one datum: everything somebody else needs to find it in a checkpoint. docs/formats/ledger.md, "Proofs".
public struct DatumProof: Sendable, Hashable {
  /// The datum, byte for byte as it was committed to.
  public var datum: [UInt8]
  /// Its salt.
  public var salt: TreeHash
  /// Its place in the batch, and how many data the batch has.
  public var index: Int
  /// How many data the batch has.
  public var batchSize: Int
  /// The path in the batch.
  public var batchPath: [TreeHash]
  /// The entry that holds the batch root.
  public var entry: LedgerEntry
  /// The path in the log.
  public var logPath: [TreeHash]
  /// The state of the log that the path leads to, signed.
  public var checkpoint: SignedCheckpoint

  /// Whether the datum is what the entry and the checkpoint say.
  public var holds: Bool {
    guard let text = entry.json?["root"]?.text, let root = TreeHash(hex: text) else { return false }
    guard MerkleTree.verifies(leaf: .leaf(salt: salt, datum), index: index, size: batchSize, path: batchPath, root: root) else {
      return false
    }
    let state = checkpoint.checkpoint
    return MerkleTree.verifies(leaf: .leaf(entry.bytes), index: entry.number, size: state.size, path: logPath, root: state.root)
  }
}

/// A checkpoint with its signatures, in the forms outside tools read.
public struct SignedCheckpoint: Sendable, Hashable {
  /// Origin, size, root.
  public var checkpoint: Checkpoint
  /// The C2SP signed note.
  public var note: String
  /// 64 bytes for `openssl pkeyutl -rawin`.
  public var signature: [UInt8]
  /// For `ssh-keygen -Y verify`.
  public var sshSignature: String
  /// The public key as PEM.
  public var publicKeyPEM: String
  /// The public key as a line of `allowed_signers`.
  public var allowedSigner: String
}

extension BookReader {
  // MARK: Reading

  /// How many entries the ledger has.
  public func ledgerCount() throws -> Int { try Int.fetchOne(db, sql: "select count(*) from ledger") ?? 0 }

  /// Entries from number `from` on.
  public func ledgerEntries(from: Int = 0, limit: Int = .max) throws -> [LedgerEntry] {
    let rows = try Row.fetchCursor(db, sql: "select n, entry from ledger where n >= ? order by n limit ?", arguments: [from, limit])
    var out: [LedgerEntry] = []
    while let row = try rows.next() { out.append(LedgerEntry(number: row[0], bytes: Array(row[1] as Data))) }
    return out
  }

  /// Which ledger this is: the first line of its checkpoints.
  public var ledgerOrigin: String { origin }

  private var origin: String { "cardcase.local/ledger/\(context.logID)" }

  private func signer() throws -> CheckpointSigner {
    guard let signer = CheckpointSigner(secret: context.signingKey) else { throw Fault(.tampered, "The vault's signing key is damaged.") }
    return signer
  }

  /// The state of the ledger, signed. Writes nothing.
  public func checkpoint() throws -> SignedCheckpoint {
    let frontier = try LedgerTable(db: db, context: context).head()
    let checkpoint = Checkpoint(origin: origin, size: frontier.count, root: frontier.root)
    let signer = try signer()
    do {
      return SignedCheckpoint(
        checkpoint: checkpoint, note: try signer.note(checkpoint), signature: try signer.signature(checkpoint),
        sshSignature: try signer.sshSignature(checkpoint), publicKeyPEM: signer.publicKeyPEM, allowedSigner: signer.allowedSigner)
    } catch {
      throw Fault(.system, "The checkpoint could not be signed.", underlying: "\(error)")
    }
  }

  // MARK: Audit

  /// Recomputes everything: numbers, authenticators, form, the tree, the batch roots from the data that are there; with `note`, that the
  /// log begins with what that checkpoint saw. Every problem with an entry names it.
  public func verifyLedger(against note: String? = nil) throws -> LedgerReport {
    var (problems, leaves): ([LedgerReport.Problem], [TreeHash]) = ([], [])
    var roots: [Int: TreeHash] = [:]
    let rows = try Row.fetchCursor(db, sql: "select n, entry, mac from ledger order by n")
    while let row = try rows.next() {
      let number: Int = Int.fromDatabaseValue(row[0]) ?? -1
      while leaves.count < number {
        problems.append(.init(entry: leaves.count, text: "is missing."))
        leaves.append(.empty)
      }
      let entry = Data.fromDatabaseValue(row[1]).map { Array($0) } ?? []
      if context.cipher.ledgerMac(number, entry) != Data.fromDatabaseValue(row[2]) {
        problems.append(.init(entry: number, text: "was changed: its bytes do not fit its authenticator."))
      }
      leaves.append(.leaf(entry))
      let line = LedgerEntry(number: number, bytes: entry).json
      if line?["n"]?.integer != number { problems.append(.init(entry: number, text: "does not carry its own number.")) }
      if let text = line?["root"]?.text { roots[number] = TreeHash(hex: text) }
    }
    let root = MerkleTree.root(leaves)
    problems += try headProblems(leaves, root)
    let (data, wrong) = try batchProblems(roots)
    problems += wrong
    if let note { problems += try checkpointProblems(note, leaves) }
    return LedgerReport(size: leaves.count, root: root, problems: problems, data: data)
  }

  private func headProblems(_ leaves: [TreeHash], _ root: TreeHash) throws -> [LedgerReport.Problem] {
    let head: Frontier
    do { head = try LedgerTable(db: db, context: context).head() } catch {
      return [.init(entry: nil, text: "The sealed head of the ledger was changed or is damaged.")]
    }
    if head.count > leaves.count {
      return (leaves.count..<head.count).map {
        .init(entry: $0, text: "is missing at the end: the sealed head knows \(head.count) entries.")
      }
    }
    if head.count < leaves.count {
      return (head.count..<leaves.count).map {
        .init(entry: $0, text: "was added behind the sealed head, which knows \(head.count) entries.")
      }
    }
    return head.root == root ? [] : [.init(entry: nil, text: "The entries do not give the root that the sealed head has.")]
  }

  private func checkpointProblems(_ note: String, _ leaves: [TreeHash]) throws -> [LedgerReport.Problem] {
    guard let seen = SignedNote.open(note, publicKey: try signer().publicKey) else {
      return [.init(entry: nil, text: "The checkpoint is not signed by this vault, or was changed.")]
    }
    guard seen.origin == origin else { return [.init(entry: nil, text: "The checkpoint is of another ledger.")] }
    guard seen.size <= leaves.count else {
      return [.init(entry: leaves.count, text: "is missing: the checkpoint saw \(seen.size) entries, here are \(leaves.count).")]
    }
    if MerkleTree.root(Array(leaves.prefix(seen.size))) == seen.root { return [] }
    return [.init(entry: nil, text: "The first \(seen.size) entries are not those the checkpoint saw.")]
  }

  private func batchProblems(_ roots: [Int: TreeHash]) throws -> (data: Int, problems: [LedgerReport.Problem]) {
    var (data, problems): (Int, [LedgerReport.Problem]) = (0, [])
    // The ledger speaks of what an open act has written too.
    let all = BookReader(db, context, hidden: -1)
    let parties = try PartyTable(all)
    let rows = try Row.fetchCursor(db, sql: "select id, act, entry, kind, first, count, seed from batch order by id")
    while let row = try rows.next() {
      let entry: Int = row[2]
      do {
        let batch = try Batch(all, row)
        let leaves = try batch.leaves(all, parties)
        data += leaves.count
        if leaves.count != batch.count || MerkleTree.root(leaves) != roots[entry] {
          problems.append(.init(entry: entry, text: "does not fit the data it speaks of: they were changed or are gone."))
        }
      } catch {
        problems.append(.init(entry: entry, text: "The data it speaks of cannot be opened: they were changed or moved."))
      }
    }
    return (data, problems)
  }

  // MARK: Proofs

  /// The proof that this record came in when the ledger says it did.
  public func prove(card: Card.ID) throws -> DatumProof {
    guard let record = try self.card(card) else { throw Fault(.missing, "There is no such record.") }
    guard
      let row = try Row.fetchOne(
        db,
        sql: "select id, act, entry, kind, first, count, seed from batch where kind = 'cards' and first <= ? order by first desc limit 1",
        arguments: [record.row])
    else { throw Fault(.missing, "The ledger has no batch with that record.") }
    let batch = try Batch(self, row)
    return try proof(batch, index: Int(record.row - batch.first), datum: Datum.card(record.format, bytes(of: record)))
  }

  /// The proof of encounter `index` of a page.
  public func prove(encounter index: Int, on page: EncounterPage) throws -> DatumProof {
    guard
      let row = try Row.fetchOne(
        db, sql: "select id, act, entry, kind, first, count, seed from batch where kind = 'encounters' and first = ?", arguments: [page.id])
    else { throw Fault(.missing, "The ledger has no batch with that page.") }
    let log = try self.log(of: page)
    guard (0..<log.count).contains(index) else { throw Fault(.missing, "There is no such encounter on that page.") }
    var datum: [UInt8] = []
    Datum.encounter(log, index, quoted: QuotedHandles(log.parties), into: &datum)
    return try proof(Batch(self, row), index: index, datum: datum)
  }

  private func proof(_ batch: Batch, index: Int, datum: [UInt8]) throws -> DatumProof {
    let data = try batch.leaves(self, PartyTable(self))
    let entries = try ledgerEntries().map { TreeHash.leaf($0.bytes) }
    var salts = batch.salts
    guard let entry = try ledgerEntries(from: batch.entry, limit: 1).first, let batchPath = MerkleTree.inclusionPath(index, in: data),
      let logPath = MerkleTree.inclusionPath(batch.entry, in: entries), let salt = salts.salt(index)
    else { throw Fault(.tampered, "The ledger and the data do not fit.", next: "cardcase ledger verify") }
    return DatumProof(
      datum: datum, salt: salt, index: index, batchSize: batch.count, batchPath: batchPath, entry: entry, logPath: logPath,
      checkpoint: try checkpoint())
  }
}

/// A batch of data as it was written.
struct Batch {
  let entry: Int
  let kind: String
  let first: Int64
  let count: Int
  let salts: BatchSalts

  init(_ reader: BookReader, _ row: Row) throws {
    let plain = try reader.open(row[6], "batch", "seed", row[0], row[1])
    guard plain.first == 1, let seed = TreeHash(plain.dropFirst()) else { throw CodecError.version }
    (entry, kind, first, count) = (row[2], row[3], row[4], row[5])
    salts = BatchSalts(seed)
  }

  /// The salted leaves of its data, made afresh.
  func leaves(_ reader: BookReader, _ parties: PartyTable) throws -> [TreeHash] {
    var out: [TreeHash] = []
    var salts = salts
    func add(_ datum: [UInt8]) throws {
      guard let salt = salts.salt(out.count) else { throw CodecError.value }
      out.append(.leaf(salt: salt, datum))
    }
    if kind == "cards" {
      let rows = try Row.fetchCursor(
        reader.db, sql: "select id, act, raw, fields from card where id >= ? and id < ? order by id",
        arguments: [first, first + Int64(count)])
      while let row = try rows.next() {
        let format = try reader.open(row[3], "card", "fields", row[0], row[1]).last
        guard let known = BookReader.formats.first(where: { $0.number == format }) else { throw CodecError.value }
        let raw = try reader.open(row[2], "card", "raw", row[0], row[1]).dropFirst()
        try add(Datum.card(known.format, Array(raw)))
      }
      return out
    }
    guard let row = try Row.fetchOne(reader.db, sql: "select id, source, count, act from encounter where id = ?", arguments: [first]) else {
      return []
    }
    let page = EncounterPage(id: row[0], source: Source.ID(value: UInt64(row[1] as Int64)), count: row[2], act: row[3])
    let log = try reader.log(of: page, parties)
    let quoted = QuotedHandles(log.parties)
    let numbers = log.parties.indices.map { Int32($0) }
    var datum: [UInt8] = []
    for index in 0..<log.count {
      Datum.encounter(log, index, quoted: quoted, numbers: numbers, into: &datum)
      try add(datum)
    }
    return out
  }
}

extension ActWriter {
  /// Keeps that somebody else has seen a checkpoint of this book.
  public func addWitness(_ witness: Witness) throws {
    guard let split = witness.note.range(of: "\n\n"), let seen = Checkpoint(text: String(witness.note[..<split.lowerBound]) + "\n") else {
      throw Fault(.unreadable, "That is not a checkpoint.")
    }
    try put("witness", witness)
    var line = LedgerLine("witness")
    (line.size, line.root, line.note) = (seen.size, seen.root, witness.how)
    try append(line)
  }

  /// Keeps the state of an employer's ledger in this one.
  public func recordCheckpoint(_ checkpoint: Checkpoint) throws {
    var line = LedgerLine("checkpoint")
    (line.size, line.root) = (checkpoint.size, checkpoint.root)
    line.ids = [String(checkpoint.origin.split(separator: "/").last ?? "")]
    try append(line)
  }
}
