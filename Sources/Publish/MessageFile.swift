import Scan

/// A mail draft as a file (RFC 5322 and 2045 to 2047) that mail programs open as not yet sent (`X-Unsent: 1`).
public struct MessageFile: Sendable {
  /// A file that goes with the mail.
  public struct Attachment: Sendable {
    /// The file's name.
    public var name: String
    /// Its type, `text/vcard`.
    public var type: String
    /// Its bytes.
    public var bytes: [UInt8]
    /// An attachment.
    public init(name: String, type: String, bytes: [UInt8]) {
      self.name = name
      self.type = type
      self.bytes = bytes
    }
  }

  /// The sender's name and address.
  public var from: (name: String, address: String)
  /// The recipient's name and address. One recipient; never Bcc.
  public var to: (name: String, address: String)
  /// The subject.
  public var subject: String
  /// The text.
  public var body: String
  /// Files that go with it.
  public var attachments: [Attachment]

  /// A draft.
  public init(
    from: (name: String, address: String), to: (name: String, address: String), subject: String, body: String,
    attachments: [Attachment] = []
  ) {
    self.from = from
    self.to = to
    self.subject = subject
    self.body = body
    self.attachments = attachments
  }

  /// The file's bytes, CRLF lines. No line or header can be broken by what a name or subject holds.
  public var bytes: [UInt8] {
    var head = [
      "X-Unsent: 1", "From: \(MessageFile.mailbox(from))", "To: \(MessageFile.mailbox(to))", "Subject: \(MessageFile.encoded(subject))",
      "MIME-Version: 1.0",
    ]
    let text = QuotedPrintable.encode(Array(body.utf8).span)
    if attachments.isEmpty {
      head += ["Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: quoted-printable"]
      return Array((head.joined(separator: "\r\n") + "\r\n\r\n" + text + "\r\n").utf8)
    }
    let boundary = "=_cardcase_part"  // "=_" cannot stand in quoted-printable or Base64
    head.append("Content-Type: multipart/mixed; boundary=\"\(boundary)\"")
    var parts = [
      "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n\(text)"
    ]
    for attachment in attachments {
      let name = attachment.name.filter { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "." || $0 == "-") }
      parts.append(
        "Content-Type: \(attachment.type); name=\"\(name)\"\r\nContent-Disposition: attachment; filename=\"\(name)\"\r\n"
          + "Content-Transfer-Encoding: base64\r\n\r\n\(MessageFile.wrapped(Base64.encode(attachment.bytes.span)))")
    }
    let body = parts.map { "--\(boundary)\r\n\($0)\r\n" }.joined() + "--\(boundary)--\r\n"
    return Array((head.joined(separator: "\r\n") + "\r\n\r\n" + body).utf8)
  }

  /// `"Name" <address>`, the name as an encoded word where it is not plain ASCII.
  static func mailbox(_ box: (name: String, address: String)) -> String {
    let address = box.address.filter { !$0.isNewline && $0 != "<" && $0 != ">" }
    if box.name.isEmpty { return address }
    if box.name.utf8.allSatisfy({ $0 >= 32 && $0 < 127 }) {
      let quoted = box.name.filter { $0 != "\"" && $0 != "\\" }
      return "\"\(quoted)\" <\(address)>"
    }
    return "\(encoded(box.name)) <\(address)>"
  }

  /// `text` as RFC 2047 encoded words where it is not plain ASCII; words break between characters, never inside one.
  static func encoded(_ text: String) -> String {
    if text.utf8.allSatisfy({ $0 >= 32 && $0 < 127 }) { return text }
    var words: [String] = []
    var chunk: [UInt8] = []
    for character in text {
      let bytes = Array(String(character).utf8)
      if chunk.count + bytes.count > 39 {
        words.append("=?utf-8?B?\(Base64.encode(chunk.span))?=")
        chunk = []
      }
      chunk += bytes
    }
    words.append("=?utf-8?B?\(Base64.encode(chunk.span))?=")
    return words.joined(separator: "\r\n ")
  }

  static func wrapped(_ text: String) -> String {
    var lines: [Substring] = []
    var rest = Substring(text)
    while !rest.isEmpty {
      lines.append(rest.prefix(76))
      rest = rest.dropFirst(76)
    }
    return lines.joined(separator: "\r\n")
  }
}
