import Book
import Foundation
import Policy
public import Scan

/// A goodbye, or something that reads like an offer. Writes nothing.
public struct CheckMessage: Sendable {
  /// The file; `-` for standard input.
  public var path: String
  /// Judge each line by itself.
  public var lines: Bool
  /// Of that file.
  public init(path: String, lines: Bool = false) {
    self.path = path
    self.lines = lines
  }

  /// The judgement on one text.
  public struct Checked: Report {
    /// `announcement`, `borderline`, `solicitation`
    public var label: String
    /// What was found, with its words.
    public var findings: [(words: String, why: String, gentler: String?)]
    /// The whole in gentler words.
    public var gentle: String
    /// As a hostile reader would quote it.
    public var readAloud: String
    /// What makes it an announcement.
    public var parts: [String]
    /// `cardcase.message/1`
    public var json: JSON
  }

  /// One judgement, or one a line.
  public func run() throws -> [Checked] {
    let text = try TextFile.read(path)
    let checker = try MessageChecker.standard()
    let reports = lines ? checker.lines(text) : [checker.check(text)]
    return reports.map { report in
      Checked(
        label: "\(report.label)", findings: report.findings.map { ($0.words, $0.why, $0.gentler) }, gentle: report.gentle,
        readAloud: report.readAloud,
        parts: report.parts.map { "\($0)" }, json: report.json())
    }
  }
}

/// Text files named by the user.
enum TextFile {
  /// The text of a file in whatever encoding it is; `-` reads standard input. Faults: `missing`, `limit` above 16 MiB.
  static func read(_ path: String) throws -> String {
    let data: Data
    if path == "-" {
      data = FileHandle.standardInput.readDataToEndOfFile()
    } else {
      guard let contents = FileManager.default.contents(atPath: path) else { throw Fault(.missing, "There is no file \(path).") }
      data = contents
    }
    guard data.count <= 16 << 20 else { throw Fault(.limit, "\(path) is larger than any letter.") }
    let bytes = Array(data)
    let (charset, skip) = Charset.detect(bytes.span)
    return charset.decode(Array(bytes[skip...]).span).text
  }
}
