import Age
import Book
import CardDAV
import ICalendar
import Intake
import Scan

extension FuzzTarget {
  /// Calendars.
  static let calendars = [FuzzTarget("icalendar", words: "icalendar", run: icalendar)]
  /// Zip files and what is packed in them.
  static let archives = [FuzzTarget("zip", words: "zip", run: zip), FuzzTarget("deflate", words: "zip", run: deflate)]
  /// What others send to the server, and files that were sealed.
  static let services = [FuzzTarget("dav", words: "dav", run: dav), FuzzTarget("age", words: "age", run: age)]
  /// Any source whatever, by whichever reader claims it.
  static let sources = [FuzzTarget("source", words: "table", run: source)]

  /// Whole-day events are written and read as the same.
  private static func icalendar(_ bytes: [UInt8]) -> String? {
    let file = CalendarFile.read(bytes.span)
    var entries: [CalendarWriter.Entry] = []
    for event in file.events.prefix(50) {
      guard case .day(let day) = event.start else { continue }
      entries.append(CalendarWriter.Entry(uid: event.uid, day: day, summary: event.summary, details: event.details))
    }
    let written = CalendarWriter.write(entries, name: file.name, stamp: Moment(seconds: 0, offsetMinutes: 0))
    let again = CalendarFile.read(written.span)
    guard again.events.count == entries.count else { return "\(entries.count) entries became \(again.events.count)" }
    for (event, entry) in Swift.zip(again.events, entries)
    where event.start != .day(entry.day) || isPlain(entry.summary) && event.summary != entry.summary {
      return "an entry changes by writing"
    }
    return nil
  }

  /// Without the control signs that no calendar may hold, which writing leaves out.
  private static func isPlain(_ text: String) -> Bool { text.utf8.allSatisfy { $0 >= 32 && $0 != 127 || $0 == 10 || $0 == 9 } }

  /// A zip is refused or its entries unpack to the size they promise.
  private static func zip(_ bytes: [UInt8]) -> String? {
    _ = ZipArchive.isZip(bytes.span)
    guard let archive = try? ZipArchive(bytes.span) else { return nil }  // refused: right
    for entry in archive.entries.prefix(64) {
      _ = try? ZipArchive.head(entry, from: bytes.span, count: 512)
      if let data = try? ZipArchive.unpack(entry, from: bytes.span), data.count != entry.size { return "an entry has another size" }
    }
    return nil
  }

  /// The bytes as the packed data of a zip's only entry, which claims the most it may.
  private static func deflate(_ bytes: [UInt8]) -> String? {
    func little(_ value: Int, _ width: Int) -> [UInt8] { (0..<width).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) } }
    let size = 65_536
    let common = little(8, 2) + [0, 0, 0, 0, 0, 0, 0, 0] + little(bytes.count, 4) + little(size, 4) + little(1, 2) + [0, 0]
    let local = Array("PK\u{3}\u{4}".utf8) + [20, 0, 0, 0] + common + Array("a".utf8) + bytes
    let entry = Array("PK\u{1}\u{2}".utf8) + [20, 0, 20, 0, 0, 0] + common + [UInt8](repeating: 0, count: 14) + Array("a".utf8)
    let end = Array("PK\u{5}\u{6}".utf8) + [0, 0, 0, 0, 1, 0, 1, 0] + little(entry.count, 4) + little(local.count, 4) + [0, 0]
    let file = local + entry + end
    guard let archive = try? ZipArchive(file.span), let only = archive.entries.first else { return "a zip of our own making is refused" }
    let head = try? ZipArchive.head(only, from: file.span, count: 4096)
    return unless((head?.count ?? 0) <= 4096, "the head of an entry is longer than asked for")
  }

  /// A shelf of two cards.
  private struct FuzzShelf: Shelf {
    let title = "Your book"
    let all = ["p-1.vcf", "p-2.vcf"].map { name in
      ShelfCard(
        name: name, etag: "e1", bytes: Array("BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Ann Lee\r\nEMAIL:ann@lee.example\r\nEND:VCARD\r\n".utf8))
    }
    func tag() -> String { "tag" }
    func cards() -> [ShelfCard] { all }
    func card(named name: String) -> ShelfCard? { all.first { $0.name == name } }
  }

  /// The bytes as the body of a request: answered, in UTF-8, and never with a server's own fault.
  private static func dav(_ bytes: [UInt8]) -> String? {
    let service = AddressBookService(FuzzShelf())
    for (method, path) in [("PROPFIND", "/dav/books/mine/"), ("REPORT", "/dav/books/mine/")] {
      let request = DAVRequest(method: method, path: path, headers: ["depth": "1"], body: bytes)
      guard let answer = try? service.answer(request) else { return "\(method) ends in an error" }
      if answer.status >= 500 { return "\(method) is answered with \(answer.status)" }
      if answer.body.span.validString(0..<answer.body.count) == nil { return "an answer is no UTF-8" }
    }
    if let path = bytes.span.validString(0..<min(bytes.count, 256)) {
      _ = try? service.answer(DAVRequest(method: "GET", path: path))  // the shelf never throws
    }
    return nil
  }

  /// The bytes as an age file, for an identity that was made for this alone.
  private static func age(_ bytes: [UInt8]) -> String? {
    let identity = AgeIdentity.x25519([UInt8](1...32))
    _ = try? Age.decrypt(bytes, with: [identity])  // refused: right
    _ = AgeRecipient(String(decoding: bytes, as: UTF8.self))
    return nil
  }

  /// The bytes as a file that somebody imports.
  private static func source(_ bytes: [UInt8]) -> String? {
    let recognised = Intake.recognise(Source(path: "file", size: Int64(bytes.count), location: .memory(bytes)))
    guard let reader = recognised.reader else { return nil }
    do { try recognised.read(ReadContext()) { _ in } } catch let fault as Fault {
      if fault.message.isEmpty { return "\(reader.name) refuses without a word" }
    } catch {
      return "\(reader.name) throws what no user can read: \(error)"
    }
    _ = try? recognised.mapping()  // no table, no mapping
    _ = reader.clues(recognised.source, in: ReadContext())
    return nil
  }
}
