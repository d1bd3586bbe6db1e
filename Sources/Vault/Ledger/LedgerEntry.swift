internal import Book
internal import Foundation
internal import MerkleLog
public import Scan

/// One line of a book's ledger.
public struct LedgerEntry: Sendable, Hashable {
  /// Its number, from 0.
  public let number: Int
  /// The line, byte for byte as it was hashed.
  public let bytes: [UInt8]

  init(number: Int, bytes: [UInt8]) {
    self.number = number
    self.bytes = bytes
  }

  /// The line as text.
  public var text: String { String(decoding: bytes, as: UTF8.self) }
  /// The line as JSON; nil where it is damaged.
  public var json: JSON? {
    do { return try JSON.parse(bytes.span) } catch { return nil }
  }
  /// What sort of entry: `cards`, `import`, `undo`, `checkpoint`. Empty where the line is damaged.
  public var kind: String { json?["k"]?.text ?? "" }
  /// The time this machine's clock gave.
  public var time: Moment? { json?["t"]?.text.flatMap { Moment($0) } }
}

/// What an entry says besides its number and time.
struct LedgerLine {
  var kind: String
  var act: Int64?
  var command: Int?
  var source: Source.ID?
  var ids: [String] = []
  var count: Int?
  var root: TreeHash?
  var size: Int?
  var was: TreeHash?
  var now: TreeHash?
  var note: String?

  init(_ kind: String, count: Int? = nil) {
    self.kind = kind
    self.count = count
  }

  /// The canonical form; docs/formats/ledger.md, "Entry".
  func bytes(number: Int, time: Moment) -> [UInt8] {
    var members: [JSON.Member] = [
      .init("v", 1), .init("n", .int(number)), .init("t", .string(time.description)), .init("k", .string(kind)),
    ]
    if let act { members.append(.init("act", .int(act))) }
    if let command { members.append(.init("cmd", .int(command))) }
    if let source { members.append(.init("src", .string(source.description))) }
    if !ids.isEmpty { members.append(.init("ids", .array(ids.map { .string($0) }))) }
    if let count { members.append(.init("count", .int(count))) }
    if let root { members.append(.init("root", .string(root.hex))) }
    if let size { members.append(.init("size", .int(size))) }
    if let was { members.append(.init("was", .string(was.hex))) }
    if let now { members.append(.init("is", .string(now.hex))) }
    if let note { members.append(.init("note", .string(note))) }
    var out: [UInt8] = []
    JSON.object(members).write(into: &out)
    return out
  }
}
