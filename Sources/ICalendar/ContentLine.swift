internal import Scan

/// One property of a calendar object: name, parameters and raw value (RFC 5545 section 3.1).
public struct CalendarProperty: Hashable, Sendable {
  /// The name in capitals.
  public var name: String
  /// The parameters, names in capitals; quotes and RFC 6868 escapes undone. A parameter with several values keeps them joined by commas.
  public var parameters: [String: String]
  /// The value as written, escapes not undone.
  public var value: String
  /// Offset of the line in the file.
  public var offset: Int

  /// The value as TEXT: `\n`, `\,`, `\;` and `\\` undone (section 3.3.11).
  public var text: String { CalendarText.unescape(value) }
}

/// Reads and writes TEXT values.
enum CalendarText {
  static func unescape(_ value: String) -> String {
    guard value.utf8.contains(92) else { return value }
    var out: [UInt8] = []
    var escaped = false
    for byte in value.utf8 {
      if escaped {
        out.append(byte == 110 || byte == 78 ? 10 : byte)
        escaped = false
      } else if byte == 92 {
        escaped = true
      } else {
        out.append(byte)
      }
    }
    if escaped { out.append(92) }
    return String(decoding: out, as: UTF8.self)
  }

  static func escape(_ text: String) -> String {
    var out: [UInt8] = []
    var afterReturn = false
    for byte in text.utf8 {
      switch byte {
      case 92, 44, 59: out += [92, byte]
      case 13: out += [92, 110]
      case 10: if !afterReturn { out += [92, 110] }
      case 9: out.append(byte)
      case 0..<32, 127: break
      default: out.append(byte)
      }
      afterReturn = byte == 13
    }
    return String(decoding: out, as: UTF8.self)
  }
}

/// Cuts unfolded lines into properties.
enum ContentLine {
  /// The property in `line`, or nil where it is none: no name, no colon.
  static func read(_ line: Span<UInt8>, offset: Int) -> CalendarProperty? {
    var i = 0
    while i < line.count, ASCII.isLetter(line[i]) || ASCII.isDigit(line[i]) || line[i] == 45 || line[i] == 95 { i += 1 }
    guard i > 0, i < line.count else { return nil }
    let name = String(decoding: line.array(0..<i).map(ASCII.upper), as: UTF8.self)
    var parameters: [String: String] = [:]
    while i < line.count, line[i] == 59, parameters.count < 100 {
      guard let next = parameter(line, i + 1, &parameters) else { return nil }
      i = next
    }
    guard i < line.count, line[i] == 58 else { return nil }
    return CalendarProperty(name: name, parameters: parameters, value: text(line, i + 1..<line.count), offset: offset)
  }

  /// Reads `NAME=value,"value"` at `start`; gives the place behind it, a semicolon or the colon.
  private static func parameter(_ line: Span<UInt8>, _ start: Int, _ parameters: inout [String: String]) -> Int? {
    guard let equals = line.find(61, from: start, to: line.count), equals - start <= 100 else { return nil }
    let name = String(decoding: line.array(start..<equals).map(ASCII.upper), as: UTF8.self)
    var value: [UInt8] = []
    var quoted = false
    var i = equals + 1
    while i < line.count {
      let byte = line[i]
      if byte == 34 {
        // An unclosed quote, as some programs write in CN, is an ordinary byte.
        if !quoted, line.find(34, from: i + 1, to: line.count) == nil { value.append(byte) } else { quoted.toggle() }
      } else if !quoted, byte == 59 || byte == 58 {
        break
      } else if byte == 94, i + 1 < line.count, let plain = [110: 10, 39: 34, 94: 94][line[i + 1]] as UInt8? {
        value.append(plain)
        i += 1
      } else {
        value.append(byte)
      }
      i += 1
    }
    parameters[name] = text(value.span, 0..<value.count)
    return i
  }

  /// UTF-8, or else windows-1252, as old programs wrote.
  private static func text(_ bytes: Span<UInt8>, _ range: Range<Int>) -> String {
    if let text = bytes.validString(range) { return text }
    let copy = bytes.array(range)
    return Charset.windows1252.decode(copy.span).text
  }
}
