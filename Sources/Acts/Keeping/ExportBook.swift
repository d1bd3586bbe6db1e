public import Book
import Foundation
import Intake
public import Scan
import Publish
import VCard
import Vault

/// Everything of one book, in a form that other programs read. The same book always gives the same bytes.
public struct ExportBook: Sendable {
  /// Whose book.
  public var book: BookID
  /// The file; `-` hands the bytes back.
  public var file: String

  /// Of that book, to that file.
  public init(book: BookID = .mine, file: String) {
    self.book = book
    self.file = file
  }

  /// What was written.
  public struct Exported: Report {
    /// The file.
    public var file: String
    /// How many people.
    public var people: Int
    /// The bytes, where they go to standard output.
    public var bytes: [UInt8]?
    /// `cardcase.export/1`
    public var json: JSON { ["schema": "cardcase.export/1", "file": .string(file), "people": .int(people)] }
  }

  /// Writes it. Faults: `system` where the file cannot be written, `usage` for a form that is not known.
  public func run(at desk: Desk) throws -> Exported {
    let store = try desk.open().book(book)
    let form = file == "-" ? "json" : String(file.split(separator: ".").last ?? "").lowercased()
    let (bytes, people) = try store.read { reader -> ([UInt8], Int) in
      let entries = try reader.people()
      switch form {
      case "json": return (Archive.bytes(of: try reader.export()), entries.count)
      case "vcf": return (try entries.flatMap { try reader.vcard(of: $0.id) }, entries.count)
      case "csv": return (ContactTable.csv(try entries.compactMap { try reader.effective($0.id)?.fields }, safe: true), entries.count)
      default: throw Fault(.usage, "I cannot write .\(form).", next: "Endings: .json (everything), .vcf, .csv")
      }
    }
    if file == "-" { return Exported(file: file, people: people, bytes: bytes) }
    try PrivateFile.save(bytes, to: file)
    return Exported(file: file, people: people, bytes: nil)
  }
}

extension BookReader {
  /// The effective card of a person as a vCard 4.0.
  func vcard(of person: Person.ID) throws -> [UInt8] {
    guard let fields = try effective(person)?.fields else { return [] }
    var summary = CardSummary(fields)
    summary.uid = "urn:cardcase:\(person)"
    return summary.card(version: .v40).canonical()
  }
}
