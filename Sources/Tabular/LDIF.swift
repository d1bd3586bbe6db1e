public import Scan

/// Entries of the LDAP Data Interchange Format (RFC 2849): folded lines, Base64 values, comments.
public enum LDIF {
  /// One attribute with its value.
  public struct Attribute: Hashable, Sendable {
    /// The name as written, with its options (`cn;lang-de`).
    public var name: String
    /// The value, Base64 undone.
    public var value: [UInt8]
    /// The value as text; what is not UTF-8 is read as windows-1252.
    public var text: String { Charset("us-ascii")?.decode(value.span).text ?? String(decoding: value, as: UTF8.self) }

    /// An attribute.
    public init(_ name: String, _ value: [UInt8]) {
      self.name = name
      self.value = value
    }
    /// An attribute with a text.
    public init(_ name: String, _ text: String) { self.init(name, Array(text.utf8)) }
  }

  /// One entry.
  public struct Entry: Hashable, Sendable {
    /// The attributes in order; the first is `dn`.
    public var attributes: [Attribute]
    /// The bytes of the entry as it stands in the source, without the empty line behind it.
    public var bytes: [UInt8]
    /// The line on which it begins, counted from 1.
    public var line: Int
    /// Lines that are no attribute, as `line 12: ...`.
    public var flaws: [String]

    /// The first value of the attribute called `name`, in either case.
    public func first(_ name: String) -> String? {
      attributes.first { ASCII.lower($0.name) == ASCII.lower(name) }?.text
    }
  }

  /// Hands out the entries of a source one by one, with the place reached; `body` returns false to stop.
  public static func read<Failure: Error>(
    _ bytes: Span<UInt8>, limits: Limits = .standard, _ body: (Entry, _ reached: Int) throws(Failure) -> Bool
  ) throws(Failure) {
    var position = bytes.has("\u{FEFF}", at: 0) ? 3 : 0
    var line = 1
    var count = 0
    while position < bytes.count, count < limits.records {
      var entry = Entry(attributes: [], bytes: [], line: line, flaws: [])
      let start = position
      var end = position
      while position < bytes.count {
        let (content, next, lines) = logicalLine(bytes, at: position)
        position = next
        if content.isEmpty {
          line += lines
          break
        }
        end = next
        take(bytes, content, line: line, limits: limits, into: &entry)
        line += lines
        if end - start > limits.record { entry.flaws.append("line \(line): the entry is longer than the limit") }
        if end - start > limits.record { break }
      }
      guard !entry.attributes.isEmpty || !entry.flaws.isEmpty else { continue }
      entry.bytes = bytes.array(start..<end)
      if entry.attributes.count == 1, ASCII.lower(entry.attributes[0].name) == "version" { continue }
      count += 1
      guard try body(entry, position) else { return }
    }
  }

  /// A line with the folded ones behind it joined (a blank at a line's start continues the one before).
  private static func logicalLine(_ bytes: Span<UInt8>, at start: Int) -> (content: [UInt8], next: Int, lines: Int) {
    var (content, next) = bytes.line(at: start)
    var joined = bytes.array(content)
    var lines = 1
    while !joined.isEmpty, next < bytes.count, bytes[next] == 32 {
      (content, next) = bytes.line(at: next)
      joined += bytes.array(content.lowerBound + 1..<content.upperBound)
      lines += 1
    }
    return (joined, next, lines)
  }

  private static func take(_ bytes: Span<UInt8>, _ content: [UInt8], line: Int, limits: Limits, into entry: inout Entry) {
    if content[0] == 35 { return }
    guard let colon = content.firstIndex(of: 58), colon > 0, entry.attributes.count < limits.fields, content.count <= limits.line else {
      entry.flaws.append("line \(line): no attribute")
      return
    }
    let name = String(decoding: content[..<colon], as: UTF8.self)
    let span = content.span
    if colon + 1 < content.count, content[colon + 1] == 58 {
      guard let value = Base64.decode(span.extracting(colon + 2..<content.count)) else {
        entry.flaws.append("line \(line): \(name) is not Base64")
        return
      }
      entry.attributes.append(Attribute(name, value))
    } else {
      var from = colon + 1
      if from < content.count, content[from] == 60 { from += 1 }  // `:<` names a file elsewhere: the name is kept, never opened
      while from < content.count, content[from] == 32 { from += 1 }
      entry.attributes.append(Attribute(name, Array(content[from...])))
    }
  }

  /// The entries as LDIF: Base64 where RFC 2849 asks for it, lines of at most 76 octets, an empty line between entries.
  public static func write(_ entries: [[Attribute]]) -> [UInt8] {
    var out = Array("version: 1\n".utf8)
    for entry in entries {
      out.append(10)
      for attribute in entry {
        let line =
          isSafe(attribute.value)
          ? Array("\(attribute.name): ".utf8) + attribute.value
          : Array("\(attribute.name):: \(Base64.encode(attribute.value.span))".utf8)
        fold(line, into: &out)
      }
    }
    return out
  }

  /// SAFE-STRING of RFC 2849: ASCII without NUL, CR and LF, no blank, colon or `<` at the start; and no blank at the end.
  private static func isSafe(_ value: [UInt8]) -> Bool {
    guard let first = value.first, let last = value.last else { return true }
    if first == 32 || first == 58 || first == 60 || last == 32 { return false }
    return value.allSatisfy { $0 < 128 && $0 != 0 && $0 != 10 && $0 != 13 }
  }

  private static func fold(_ line: [UInt8], into out: inout [UInt8]) {
    var from = 0
    var width = 76
    while line.count - from > width {
      out += line[from..<from + width]
      out += [10, 32]
      from += width
      width = 75
    }
    out += line[from...]
    out.append(10)
  }
}
