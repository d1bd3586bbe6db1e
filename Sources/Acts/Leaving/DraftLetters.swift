public import Book
import Foundation
public import Leave
import Policy
import Publish
public import Scan
import Ties
import Vault

/// Goodbyes as files: one mail draft a person, from the private address, opened as unsent by mail programs; what goes by text or
/// on a network as plain text. Nothing is sent.
public struct DraftLetters: Sendable {
  /// The folder to write to; made if it is not there.
  public var folder: String
  /// How many people.
  public var limit: Int
  /// Whether only those among them get one whom one's own sources alone show to be close too.
  public var own: Bool
  /// To these alone, whom the user named; empty for the closest.
  public var names: [String]
  /// Into that folder.
  public init(folder: String, limit: Int = 12, own: Bool = true, to names: [String] = []) {
    self.folder = folder
    self.limit = limit
    self.own = own
    self.names = names
  }

  /// The drafts.
  public struct Drafted: Report {
    /// One draft.
    public struct Draft: Sendable {
      /// The person.
      public var person: Person.ID
      /// The name.
      public var name: String
      /// How it goes.
      public var channel: Goodbye.Channel
      /// The file.
      public var file: String
      /// The text.
      public var text: String
      /// What the check says: `announcement`.
      public var label: String
    }
    /// The folder.
    public var folder: String
    /// One a person.
    public var drafts: [Draft]
    /// Who gets none, and why.
    public var left: [(name: String, why: String)]
    /// On which employers' data the choice of these people rests, with how many of them; empty where it rests on one's own.
    public var restsOn: [(employer: String, people: Int)] = []
    /// `cardcase.drafts/1`
    public var json: JSON {
      [
        "schema": "cardcase.drafts/1", "folder": .string(folder),
        "drafts": .array(
          drafts.map {
            [
              "person": .string($0.person.description), "name": .string($0.name), "channel": .string($0.channel.rawValue),
              "file": .string($0.file),
              "label": .string($0.label),
            ]
          }),
        "left": .array(left.map { ["name": .string($0.name), "why": .string($0.why)] }),
        "rests_on": .array(restsOn.map { ["employer": .string($0.employer), "people": .int($0.people)] }),
      ]
    }
  }

  /// Writes them. Faults: `missing` without a private address or a last day, or where nobody has a name that was given, `ambiguous` where
  /// two have it, `system` where the folder cannot be written.
  public func run(at desk: Desk) throws -> Drafted {
    let dossier = try Dossier(desk.open(), at: desk, limit: limit)
    return try draft(dossier, asker: desk.asker)
  }

  func draft(_ dossier: Dossier, asker: (any Asker)? = nil) throws -> Drafted {
    try dossier.vault.mine.read { try $0.refuseWhenStopped() }
    guard let own = dossier.accounts.first(where: { $0.payer == .mine && $0.handle.kind == .email }) else {
      throw Fault(
        .missing, "A goodbye comes from an address that outlives the job, and I know none of yours.",
        next: "cardcase account add robin@home.example")
    }
    guard let tenure = dossier.tenure, let lastDay = tenure.lastDay else {
      throw Fault(.missing, "I do not know your last day.", next: "cardcase tenure add \"EMPLOYER\" --last-day 2026-11-30")
    }
    do {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    } catch { throw Fault(.system, "The folder \(folder) cannot be written.", underlying: "\(error)") }
    var drafted = Drafted(folder: folder, drafts: [], left: [])
    let named = try names.map { try dossier.humans.one($0, asker: asker) }
    if named.isEmpty, !self.own { drafted.restsOn = employersData(dossier) }
    let chosen = named.isEmpty && self.own ? try dossier.closeByOwnSources() : nil
    let checker = try MessageChecker.standard()
    for someone in try dossier.leaveCase(about: named.isEmpty ? nil : named).people {
      guard let reason = why(someone) ?? whyUnchosen(someone, chosen, tenure) else {
        let letter = try dossier.letter(to: someone, tenure, lastDay, own)
        guard let letter else {
          drafted.left.append((someone.reach.name, "only \(tenure.shortName)'s systems reach them: they stay behind the door"))
          continue
        }
        drafted.drafts.append(try write(letter, someone, own, checker.check(letter.body)))
        continue
      }
      drafted.left.append((someone.reach.name, reason))
    }
    return drafted
  }

  /// On which employers' data the choice of the closest rests, with how many of them.
  private func employersData(_ dossier: Dossier) -> [(employer: String, people: Int)] {
    dossier.ranked.ties.restsOn(first: limit).filter { !$0.book.isMine && $0.people > 0 }.map {
      (dossier.ranked.employers[$0.book] ?? $0.book.name, $0.people)
    }
  }

  /// Whose closeness shows in the employer's data alone is written to when the user says so, not because that data says so.
  private func whyUnchosen(_ someone: LeaveCase.Someone, _ chosen: Set<String>?, _ tenure: Tenure) -> String? {
    guard let chosen, !chosen.contains(someone.reach.person.description) else { return nil }
    return "close by \(tenure.shortName)'s data alone; you choose: leave draft \"\(someone.reach.name)\""
  }

  private func why(_ someone: LeaveCase.Someone) -> String? {
    if someone.consent == false { return "said no: nothing is sent" }
    switch someone.goodbye {
    case .go: return nil
    case .wait(let day): return "not before \(day.spoken)"
    case .ask(let whom): return "ask \(whom) first"
    case .no: return "may announce says no"
    }
  }

  private func write(_ letter: Goodbye, _ someone: LeaveCase.Someone, _ own: Account, _ report: MessageReport) throws -> Drafted.Draft {
    let stem = Fold.words(letter.recipient).joined(separator: "-")
    let isMail = letter.channel == .mail
    let path = "\(folder)/\(stem.isEmpty ? someone.reach.person.description : stem).\(isMail ? "eml" : "txt")"
    let bytes: [UInt8]
    if isMail {
      bytes =
        MessageFile(
          from: (letter.sender, letter.senderAddress), to: (letter.recipient, letter.recipientAddress ?? ""), subject: letter.subject,
          body: letter.body,
          attachments: [
            .init(name: "card.vcf", type: "text/vcard", bytes: OwnCardFile.bytes(name: letter.sender, address: letter.senderAddress))
          ]
        ).bytes
    } else {
      bytes = Array(letter.body.utf8)
    }
    try PrivateFile.save(bytes, to: path)
    return .init(
      person: someone.reach.person, name: letter.recipient, channel: letter.channel, file: path, text: letter.body, label: "\(report.label)"
    )
  }
}

/// Files that only the user can read.
enum PrivateFile {
  /// The same, with a fault that names the file.
  static func save(_ bytes: [UInt8], to path: String) throws {
    do { try write(bytes, to: path) } catch { throw Fault(.system, "The file \(path) cannot be written.", underlying: "\(error)") }
  }

  /// Writes the bytes to a new file beside the path and moves it there, mode 0600.
  static func write(_ bytes: [UInt8], to path: String) throws {
    let url = URL(fileURLWithPath: path)
    try Data(bytes).write(to: url, options: .atomic)
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
  }
}

extension Dossier {
  /// The letter to one person; nil where no way of one's own leads to them.
  func letter(to someone: LeaveCase.Someone, _ tenure: Tenure, _ lastDay: Day, _ own: Account) throws -> Goodbye? {
    let channel: Goodbye.Channel
    switch someone.reach.way {
    case .privateMail, .addressAndMobile, .address: channel = .mail
    case .mobile: channel = .text
    case .network: channel = .network
    case .none: return nil
    }
    guard let human = humans.all.first(where: { $0.id == someone.reach.person }) else { return nil }
    let address = channel == .mail ? privateAddress(of: human) : nil
    if channel == .mail, address == nil { return nil }
    let first = String(human.name.split(separator: " ").first ?? Substring(human.name))
    return Goodbye(
      sender: profile.name.isEmpty ? own.handle.raw : profile.name, senderAddress: own.handle.raw, recipient: human.name, greeting: first,
      recipientAddress: address?.raw, channel: channel, employer: tenure.shortName, lastDay: lastDay, left: true,
      successor: tenure.successor,
      thanks: try thanks(to: human),
      underClause: someone.isCustomer && clauses.contains { $0.kind == .nonSolicitCustomers || $0.kind == .noService })
  }
}
