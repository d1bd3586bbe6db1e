internal import Scan

/// Something in a calendar file that a reader got over, with its place.
public struct CalendarNote: Hashable, Sendable, CustomStringConvertible {
  /// Offset in bytes.
  public var offset: Int
  /// What was found there, in words.
  public var reason: String
  /// `byte 120: a line that is no property`.
  public var description: String { "byte \(offset): \(reason)" }
}

/// A component of a calendar: VCALENDAR, VEVENT, VTIMEZONE ... with its properties and inner components in their order.
public struct CalendarComponent: Hashable, Sendable {
  /// The name in capitals.
  public var name: String
  /// The properties.
  public var properties: [CalendarProperty] = []
  /// The components within.
  public var components: [CalendarComponent] = []
  /// Offset of its BEGIN line.
  public var offset: Int

  /// The first property of that name.
  public func first(_ name: String) -> CalendarProperty? { properties.first { $0.name == name } }
  /// All properties of that name.
  public func all(_ name: String) -> [CalendarProperty] { properties.filter { $0.name == name } }
}

/// Reads the components of a calendar file (RFC 5545 section 3.4 to 3.6).
enum CalendarTree {
  /// The outermost components. Unclosed ones end with the file; lines outside any component are noted.
  static func read(_ bytes: Span<UInt8>, limits: Limits, notes: inout [CalendarNote]) -> [CalendarComponent] {
    var open: [CalendarComponent] = []
    var done: [CalendarComponent] = []
    var i = bytes.has("\u{FEFF}", at: 0) ? 3 : 0
    var records = 0
    while i < bytes.count {
      let start = i
      let line = unfolded(bytes, &i, limits: limits)
      if line.isEmpty { continue }
      guard let property = ContentLine.read(line.span, offset: start) else {
        if notes.count < 1_000 { notes.append(CalendarNote(offset: start, reason: "a line that is no property")) }
        continue
      }
      switch property.name {
      case "BEGIN":
        records += 1
        guard open.count < limits.depth, records <= limits.records else {
          notes.append(CalendarNote(offset: start, reason: "more or deeper components than the limit"))
          return close(&open, &done)
        }
        open.append(CalendarComponent(name: property.value.uppercasedASCII, offset: start))
      case "END": end(property, &open, &done, &notes)
      default:
        if open.isEmpty {
          if notes.count < 1_000 { notes.append(CalendarNote(offset: start, reason: "a property outside of any component")) }
        } else if open[open.count - 1].properties.count < limits.fields {
          open[open.count - 1].properties.append(property)
        }
      }
    }
    if let last = open.last { notes.append(CalendarNote(offset: last.offset, reason: "\(last.name) is not closed")) }
    return close(&open, &done)
  }

  private static func end(
    _ property: CalendarProperty, _ open: inout [CalendarComponent], _ done: inout [CalendarComponent], _ notes: inout [CalendarNote]
  ) {
    let name = property.value.uppercasedASCII
    guard open.contains(where: { $0.name == name }) else {
      if notes.count < 1_000 { notes.append(CalendarNote(offset: property.offset, reason: "END:\(name.prefix(60)) without BEGIN")) }
      return
    }
    while let last = open.popLast() {
      if open.isEmpty { done.append(last) } else { open[open.count - 1].components.append(last) }
      if last.name == name { return }
      notes.append(CalendarNote(offset: last.offset, reason: "\(last.name) is not closed"))
    }
  }

  private static func close(_ open: inout [CalendarComponent], _ done: inout [CalendarComponent]) -> [CalendarComponent] {
    while let last = open.popLast() {
      if open.isEmpty { done.append(last) } else { open[open.count - 1].components.append(last) }
    }
    return done
  }

  /// The line at `i` with its folded continuations; moves `i` behind it.
  private static func unfolded(_ bytes: Span<UInt8>, _ i: inout Int, limits: Limits) -> [UInt8] {
    var (content, next) = bytes.line(at: i)
    var line = bytes.array(content)
    while next < bytes.count, bytes[next] == 32 || bytes[next] == 9 {
      (content, next) = bytes.line(at: next)
      if line.count < limits.line { line += bytes.array(content.lowerBound + 1..<max(content.lowerBound + 1, content.upperBound)) }
    }
    i = max(next, i + 1)
    return line
  }
}

extension String {
  /// A to Z for a to z, blanks at the ends gone.
  var uppercasedASCII: String { String(decoding: ASCII.trim(self).utf8.map(ASCII.upper), as: UTF8.self) }
}
