import Book
import Foundation
public import Policy
public import Scan

/// A goodbye, or something that reads like an offer. Writes nothing.
public struct CheckMessage: Sendable {
  /// The file; `-` for standard input.
  public var path: String
  /// Judge each line by itself.
  public var lines: Bool
  /// To whom it shall go, an id, a handle or a name: what the vault knows of them, the clauses and the day count then.
  public var recipient: String?
  /// With what was counted.
  public var all: Bool
  /// Of that file.
  public init(path: String, lines: Bool = false, recipient: String? = nil, all: Bool = false) {
    self.path = path
    self.lines = lines
    self.recipient = recipient
    self.all = all
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
    /// What of the person, the clauses and the day makes it stricter, one sentence each.
    public var notes: [String]
    /// `cardcase.message/1`
    public var json: JSON
  }

  /// One judgement, or one a line, to the recipient. Faults: `missing`, `ambiguous`: a name is never guessed.
  public func run(at desk: Desk) throws -> [Checked] {
    guard let recipient else { return try run() }
    let dossier = try Dossier(try desk.open(), at: desk)
    return try run(context: dossier.context(of: dossier.humans.one(recipient, asker: desk.asker)))
  }

  /// One judgement, or one a line, to nobody in particular.
  public func run(context: MessageContext = MessageContext()) throws -> [Checked] {
    let text = try TextFile.read(path)
    let checker = try MessageChecker.standard()
    let reports = lines ? checker.lines(text, context: context) : [checker.check(text, context: context)]
    return reports.map { report in
      Checked(
        label: "\(report.label)", findings: report.findings.map { ($0.words, $0.why, $0.gentler.isEmpty ? nil : $0.gentler) },
        gentle: report.gentle, readAloud: report.readAloud,
        parts: report.parts.map { "\($0)" }, notes: report.notes, json: report.json(all: all))
    }
  }
}

extension Dossier {
  /// What bears on a message to one human: who they are to the employer, the confirmed clauses still in force, the day.
  func context(of human: Human) throws -> MessageContext {
    guard tenure != nil else { return MessageContext() }
    let situation = try situation(.announce, on: human, channel: nil, today: nil)
    let inForce = clauses.filter { clause in
      guard let last = situation.lastDay, let end = clause.lastDay(after: last) else { return true }
      return today <= end
    }
    return MessageContext(
      isClient: situation.relation == .client, isColleague: situation.relation == .colleague, clauses: inForce,
      afterLastDay: situation.lastDay.map { today > $0 })
  }
}

/// Text files named by the user.
enum TextFile {
  /// The text of a file in whatever encoding it is; `-` reads standard input. Faults: `missing`, `limit` above 16 MiB.
  static func read(_ path: String) throws -> String { text(try bytes(path)) }

  /// Its bytes. Faults: `missing`, `limit` above 16 MiB.
  static func bytes(_ path: String) throws -> [UInt8] {
    let data = path == "-" ? FileHandle.standardInput.readDataToEndOfFile() : FileManager.default.contents(atPath: path)
    guard let data else { throw Fault(.missing, "There is no file \(path).") }
    guard data.count <= 16 << 20 else { throw Fault(.limit, "\(path) is larger than any letter.") }
    return Array(data)
  }

  /// The text of bytes in whatever encoding they are.
  static func text(_ bytes: [UInt8]) -> String {
    let (charset, skip) = Charset.detect(bytes.span)
    return charset.decode(Array(bytes[skip...]).span).text
  }
}
