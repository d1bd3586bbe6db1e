import Book
import Scan
import Subprocess
import Tabular

/// The text of an agreement: its paragraphs, from PDF, Word or plain text.
public struct AgreementText: Hashable, Sendable {
  /// The paragraphs in order; an empty line separates two. Counted from 0.
  public let paragraphs: [String]

  /// Paragraphs that are known.
  public init(paragraphs: [String]) { self.paragraphs = paragraphs }

  /// How large a document may be, and its text.
  private static let limit = 64 << 20

  /// Reads the document at `path`: PDF through `pdftotext`, Word (`.docx`), or text in whatever encoding. Throws where it cannot
  /// be opened, where it is a picture of text, and where `pdftotext` is missing.
  public static func read(_ path: String) async throws -> AgreementText {
    let source = try Source(file: path)
    guard source.size <= limit else { throw Fault(.limit, "\(path) is larger than \(limit >> 20) MB.") }
    let head = try source.head(1024)
    if head.span.find("%PDF-", from: 0, to: head.count) != nil { return try await pdf(path) }
    if ZipArchive.isZip(head.span) {
      return AgreementText(paragraphs: try source.withBytes { try WordText.paragraphs($0) })
    }
    if head.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) {
      throw Fault(.unreadable, "\(path) is an old Word document.", next: "Open it and save it as .docx, PDF or plain text.")
    }
    return try source.withBytes { bytes in
      let (decoded, _) = Table.text(bytes)
      return AgreementText(text: decoded.map { String(decoding: $0, as: UTF8.self) } ?? bytes.string(0..<bytes.count))
    }
  }

  /// Splits plain text at its empty lines; lines of one paragraph stay as they are.
  public init(text: String) {
    var paragraphs: [String] = []
    var lines: [String] = []
    func take() {
      if !lines.isEmpty { paragraphs.append(lines.joined(separator: "\n")) }
      lines.removeAll()
    }
    var plain = text.replacingLineEnds
    if plain.first == "\u{FEFF}" { plain.removeFirst() }
    for line in plain.split(separator: "\n", omittingEmptySubsequences: false) {
      if ASCII.trim(String(line)).isEmpty { take() } else { lines.append(ASCII.trimEnd(String(line))) }
    }
    take()
    self.init(paragraphs: paragraphs)
  }

  /// The same with each numbered section a paragraph of its own: a PDF tells lines, and often no empty one between sections.
  public var splitAtNumbers: AgreementText {
    AgreementText(
      paragraphs: paragraphs.flatMap { paragraph -> [String] in
        var parts: [String] = []
        var lines: [Substring] = []
        for line in paragraph.split(separator: "\n") {
          if !lines.isEmpty, AgreementText.beginsSection(line) {
            parts.append(lines.joined(separator: "\n"))
            lines.removeAll()
          }
          lines.append(line)
        }
        return parts + [lines.joined(separator: "\n")]
      })
  }

  /// `14.2 The Employee`, `14. After`, `§ 7 Rückgabe`; not the end of a wrapped `clause / 14.2 of this agreement`.
  private static func beginsSection(_ line: Substring) -> Bool {
    let words = line.split(separator: " ", maxSplits: 2, omittingEmptySubsequences: true)
    guard words.count > 1 else { return false }
    if words[0] == "§" { return words[1].first?.isNumber == true }
    let digits = words[0].split(separator: ".", omittingEmptySubsequences: true)
    let isNumber = words[0].contains(".") && !digits.isEmpty && digits.allSatisfy { $0.count < 3 && $0.allSatisfy(\.isNumber) }
    return isNumber && words[1].first?.isUppercase == true
  }

  private static func pdf(_ path: String) async throws -> AgreementText {
    let file = path.hasPrefix("-") ? "./" + path : path
    let output: (isRead: Bool, text: String)
    do {
      let result = try await run(
        .name("pdftotext"), arguments: ["-enc", "UTF-8", "-nopgbrk", "-q", file, "-"], output: .string(limit: limit), error: .discarded)
      output = (result.terminationStatus.isSuccess, result.standardOutput)
    } catch {
      throw Fault(
        .unavailable, "PDF needs the program pdftotext, which is not on this machine or could not be run.",
        next: "Install poppler-utils (apt install poppler-utils), or save the document as text.", underlying: "\(error)")
    }
    guard output.isRead else { throw Fault(.unreadable, "\(path) is damaged or locked with a password.") }
    let read = AgreementText(text: output.text).splitAtNumbers
    guard !read.paragraphs.isEmpty else {
      throw Fault(
        .unreadable, "\(path) holds no text: it is a picture of the pages.", next: "Ask for the document as text, or type the clause.")
    }
    return read
  }
}

extension String {
  /// CRLF and CR as LF, form feeds as empty lines.
  fileprivate var replacingLineEnds: String {
    var out: [UInt8] = []
    out.reserveCapacity(utf8.count)
    var last: UInt8 = 0
    for byte in utf8 {
      switch byte {
      case 13: out.append(10)
      case 10: if last != 13 { out.append(10) }
      case 12: out += [10, 10]
      default: out.append(byte)
      }
      last = byte
    }
    return String(decoding: out, as: UTF8.self)
  }
}

extension ASCII {
  /// `text` without blanks at its end.
  fileprivate static func trimEnd(_ text: String) -> String {
    let bytes = Array(text.utf8)
    let kept = bytes.count - bytes.reversed().prefix(while: isSpace).count
    return kept == bytes.count ? text : String(decoding: bytes[..<kept], as: UTF8.self)
  }
}
