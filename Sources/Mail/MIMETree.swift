public import Scan

/// One part of a message, as ranges into the file (RFC 2046).
public struct MIMEPart: Hashable, Sendable {
  /// What it is.
  public var type: ContentType
  /// `inline`, `attachment` or empty.
  public var disposition: String
  /// The name it goes by, if any.
  public var fileName: String?
  /// `7bit`, `base64`, `quoted-printable` ...; small letters.
  public var encoding: String
  /// Where its content stands, still encoded.
  public var body: Range<Int>
  /// How deep it lies: 0 is the message itself.
  public var depth: Int

  /// Whether it is shown as text of the message and not offered as a file.
  public var isText: Bool { type.value.hasPrefix("text/") && disposition != "attachment" && fileName == nil }
}

/// The parts of a message, outer before inner, in the order of the file; bounded in number and depth.
public struct MIMETree: Sendable {
  /// The parts; the first is the message itself.
  public private(set) var parts: [MIMEPart] = []
  /// What was got over.
  public private(set) var notes: [MailNote] = []
  private let most: Int
  private let deepest: Int

  /// Reads the tree of a message.
  public init(_ bytes: Span<UInt8>, headers: HeaderBlock, body: Range<Int>, limits: Limits = .standard) {
    most = min(limits.fields, 2_000)
    deepest = min(limits.depth, 32)
    add(bytes, headers, body, depth: 0)
  }

  private mutating func add(_ bytes: Span<UInt8>, _ headers: HeaderBlock, _ body: Range<Int>, depth: Int, parent: String = "") {
    guard parts.count < most, depth <= deepest else {
      if notes.last?.reason != .tooManyParts { notes.append(MailNote(offset: body.lowerBound, reason: .tooManyParts)) }
      return
    }
    let inherited = ContentType(value: parent == "multipart/digest" ? "message/rfc822" : "text/plain", parameters: [:])
    var type = headers.first(.contentType).map { ContentType.read(bytes, $0) } ?? inherited
    if !type.value.contains("/") { type.value = type.value == "text" || type.value.isEmpty ? "text/plain" : "application/octet-stream" }
    let disposition = headers.first(.contentDisposition).map { ContentType.read(bytes, $0) }
    let encoding = headers.first(.transferEncoding).map { ContentType.read(bytes, $0).value } ?? "7bit"
    let name = disposition?.parameters["filename"] ?? type.parameters["name"]
    parts.append(
      MIMEPart(type: type, disposition: disposition?.value ?? "", fileName: name, encoding: encoding, body: body, depth: depth))
    if type.value.hasPrefix("multipart/"), let boundary = type.parameters["boundary"], !boundary.isEmpty {
      split(bytes, body, Array(boundary.utf8), depth: depth, parent: type.value)
    } else if type.value == "message/rfc822", encoding != "base64", encoding != "quoted-printable" {
      enter(bytes, body, depth: depth + 1, parent: "")
    }
  }

  /// Reads the headers at the beginning of `range` and adds what follows them.
  private mutating func enter(_ bytes: Span<UInt8>, _ range: Range<Int>, depth: Int, parent: String) {
    var headers = HeaderBlock()
    var ignored: [MailNote] = []
    HeaderScan.scan(bytes, in: range, into: &headers, notes: &ignored)
    add(bytes, headers, min(headers.bodyStart, range.upperBound)..<range.upperBound, depth: depth, parent: parent)
  }

  /// Cuts a multipart body at its boundary lines.
  private mutating func split(_ bytes: Span<UInt8>, _ body: Range<Int>, _ boundary: [UInt8], depth: Int, parent: String) {
    var open: Int?
    var line = body.lowerBound
    while line < body.upperBound, parts.count < most {
      let lineEnd = bytes.lineEnd(from: line, to: body.upperBound)
      let next = min(lineEnd + 1, body.upperBound)
      if let closing = isBoundary(bytes, line..<lineEnd, boundary) {
        if let start = open { enter(bytes, start..<max(start, withoutLineEnd(bytes, line, start)), depth: depth + 1, parent: parent) }
        open = closing ? nil : next
        if closing { return }
      }
      line = lineEnd + 1
    }
    if let start = open {
      notes.append(MailNote(offset: start, reason: .unclosedPart))
      enter(bytes, start..<body.upperBound, depth: depth + 1, parent: parent)
    }
  }

  /// Whether the line is the boundary; true when it is the closing one, nil when it is no boundary.
  @inline(__always)
  private func isBoundary(_ bytes: Span<UInt8>, _ line: Range<Int>, _ boundary: [UInt8]) -> Bool? {
    guard line.count >= boundary.count + 2, bytes[line.lowerBound] == 45, bytes[line.lowerBound + 1] == 45 else { return nil }
    guard bytes.same(line.lowerBound + 2..<line.lowerBound + 2 + boundary.count, as: boundary.span, at: 0) else { return nil }
    let rest = bytes.trimmed(line.lowerBound + 2 + boundary.count..<line.upperBound)
    if rest.isEmpty { return false }
    return rest.count == 2 && bytes[rest.lowerBound] == 45 && bytes[rest.lowerBound + 1] == 45 ? true : nil
  }

  /// The line end before a boundary belongs to the boundary (RFC 2046 section 5.1.1).
  private func withoutLineEnd(_ bytes: Span<UInt8>, _ line: Int, _ low: Int) -> Int {
    var end = line
    if end > low, bytes[end - 1] == 10 { end -= 1 }
    if end > low, bytes[end - 1] == 13 { end -= 1 }
    return end
  }
}
