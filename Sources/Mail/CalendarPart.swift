internal import Scan

/// A calendar object that a mail carries: an invitation, an answer to one, a cancellation (RFC 6047).
public struct CalendarPart: Hashable, Sendable {
  /// What it asks for, as the part's header says: `REQUEST`, `REPLY`, `CANCEL`; capitals, empty where it does not say.
  public var method: String
  /// The calendar object, decoded; for the calendar reader.
  public var bytes: [UInt8]
  /// Offset of the part in the file.
  public var offset: Int

  /// The calendar objects of a message, at most ten; the same object is often there twice, as text and as a file.
  public static func read(_ bytes: Span<UInt8>, _ summary: MessageSummary) -> [CalendarPart] {
    read(bytes, MIMETree(bytes, headers: summary.headers, body: summary.frame.body))
  }

  /// The same for a message whose parts are known.
  static func read(_ bytes: Span<UInt8>, _ tree: MIMETree) -> [CalendarPart] {
    var found: [CalendarPart] = []
    for part in tree.parts {
      let isCalendar = part.type.value == "text/calendar" || part.type.value == "application/ics"
      guard isCalendar || part.fileName.map({ ASCII.lower($0).hasSuffix(".ics") }) ?? false, found.count < 10 else { continue }
      let content = BodyText.bytes(bytes, part)
      let method = String(decoding: (part.type.parameters["method"] ?? "").utf8.map(ASCII.upper), as: UTF8.self)
      if let place = found.firstIndex(where: { $0.bytes == content }) {
        if found[place].method.isEmpty { found[place].method = method }
      } else {
        found.append(CalendarPart(method: method, bytes: content, offset: part.body.lowerBound))
      }
    }
    return found
  }
}
