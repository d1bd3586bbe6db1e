import Scan

/// What a file is that no reader takes, and why it is left.
enum Unread {
  /// Kind, kind for people, and the reason in one sentence.
  static func name(_ head: Head, name: String) -> (kind: String, spoken: String, trouble: String) {
    let bytes = head.bytes.span
    let ending = ASCII.lower(name).split(separator: ".").last.map(String.init) ?? ""
    if head.bytes.isEmpty { return ("empty", "empty file", "it is empty") }
    if bytes.has("%PDF-", at: 0) {
      return ("pdf", "PDF document", "a document holds no contacts; for a contract use: cardcase clauses FILE")
    }
    if bytes.has("!BDN", at: 0) {
      return ("pst", "Outlook data file", "Outlook data files cannot be read yet; export the contacts as CSV and the mail as .eml or mbox")
    }
    if bytes.has("SQLite format 3\0", at: 0) { return ("sqlite", "SQLite database", sqlite(ending)) }
    if bytes.has("\u{89}PNG", at: 0) || head.bytes.starts(with: [0x89, 0x50, 0x4E, 0x47]) || head.bytes.starts(with: [0xFF, 0xD8, 0xFF])
      || bytes.has("GIF8", at: 0) || ["heic", "webp", "tif", "tiff", "svg"].contains(ending)
    {
      return ("image", "picture", "pictures cannot be read yet")
    }
    if head.entries.contains("word/document.xml") {
      return ("docx", "Word document", "a document holds no contacts; for a contract use: cardcase clauses FILE")
    }
    if head.entries.contains("xl/workbook.xml") { return ("xlsx", "Excel workbook", "Excel workbooks cannot be read yet; save it as CSV") }
    if !head.entries.isEmpty { return ("zip", "zip file", "it holds nothing that can be read") }
    if ["html", "htm"].contains(ending) || head.contains("<html") || head.contains("<!DOCTYPE html") {
      return ("html", "web page", "web pages cannot be read; where a service offers JSON or CSV, ask for that")
    }
    switch head.firstByte {
    case UInt8(ascii: "{"), UInt8(ascii: "["): return ("json", "JSON", "it is JSON of a kind that is not known")
    case UInt8(ascii: "<"): return ("xml", "XML", "it is XML of a kind that is not known")
    default: break
    }
    return ("unknown", "unknown", "its kind is not known")
  }

  private static func sqlite(_ ending: String) -> String {
    switch ending {
    case "abcddb", "abbu": "address books of macOS cannot be read yet; export them as vCard"
    case "sqlite": "databases cannot be read yet; a Thunderbird address book can be exported as CSV or LDIF"
    default: "databases cannot be read yet; export the data as CSV or vCard"
    }
  }
}
