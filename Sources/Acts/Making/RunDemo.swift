import Ties
public import Book
import Foundation
import Leave
public import Scan
import Vault

/// The whole way on a made-up leaver, in a vault of its own.
public struct RunDemo: Sendable {
  /// The folder for all files of the demo; made anew each time.
  public var folder: String
  /// In that folder.
  public init(folder: String) { self.folder = folder }

  /// The day the demo takes place.
  public static let day = "2026-11-20"

  /// What the demo shows.
  public struct Shown: Report {
    /// A question and its answer.
    public struct Asked: Sendable {
      /// The question.
      public var question: String
      /// The answer in words, with its date or whom to ask.
      public var headline: String
      /// The reason in a few words.
      public var reason: String
      /// The whole verdict.
      public var verdict: Verdict
    }
    /// The import.
    public var imported: ImportFiles.Imported
    /// Mails, and other encounters.
    public var mails: Int
    /// Meetings, chats, calls.
    public var others: Int
    /// Humans known.
    public var people: Int
    /// The closest.
    public var ranked: RankTies.Ranked
    /// Reach of the dozen.
    public var ready: TellReadiness.Told
    /// Three questions.
    public var asked: [Asked]
    /// The plan.
    public var planned: PlanLeave.Planned
    /// The drafts.
    public var drafted: DraftLetters.Drafted
    /// People of whom two bear one name or share a line, and who stayed two.
    public var keptApart: [String]
    /// The folder.
    public var folder: String
    /// Names of the dozen.
    public var dozen: [String] { ranked.first.map(\.name) }
    /// `cardcase.demo/1`
    public var json: JSON {
      [
        "schema": "cardcase.demo/1", "people": .int(people), "dozen": .array(dozen.map { .string($0) }),
        "verdicts": .array(
          asked.map {
            ["question": .string($0.question), "headline": .string($0.headline), "verdict": .string($0.verdict.answer.rawValue)]
          }),
        "plan": .array(planned.plan.steps.map(\.json)), "behind_the_door": .array(planned.behindTheDoor.map { .string($0) }),
        "drafts": .string(drafted.folder),
      ]
    }
  }

  /// Runs it. Faults: `exists` where the folder holds something that is not the demo's.
  public func run(at outer: Desk) throws -> Shown {
    let day = Day(RunDemo.day) ?? outer.today
    try prepare()
    var desk = Desk(path: "\(folder)/robin.cardcase", today: day, variables: outer.variables, progress: outer.progress)
    // The demo leaves nothing outside its folder: its state lies there too.
    desk.variables["XDG_STATE_HOME"] = URL(fileURLWithPath: folder).standardizedFileURL.path + "/state"
    _ = try MakeVault(name: "Robin Ashford", addresses: ["robin@ashford.example"], withoutWitness: true).run(at: desk)
    try tellJob(desk)
    let imported = try ImportFiles(paths: ["\(folder)/files"], tenure: "Acme", allowed: .policy, doubtful: .hold).run(at: desk)
    try tellPapers(desk)
    _ = try EditAccount(account: "phone", synced: true).run(at: desk)
    _ = try RecordConsent(person: "Katarzyna Wiśniewska", yes: true, words: "Yes of course, please keep them!").run(at: desk)
    _ = try RecordConsent(person: "Priya Raghunathan", yes: false, words: "I would rather not, we have a strict rule about that here.").run(
      at: desk)
    return try show(desk, imported)
  }

  private func show(_ desk: Desk, _ imported: ImportFiles.Imported) throws -> Shown {
    let vault = try desk.open()
    let dossier = try Dossier(vault, at: desk)
    let asked = try [
      ask("say goodbye to James?", .announce, "j.miller@northfield.example", dossier, on: dossier.tenure?.lastDay?.adding(days: 1)),
      ask("keep Sofia's work address?", .keep, "Sofia Rossi", dossier, on: nil),
      ask("offer James a project?", .solicit, "j.miller@northfield.example", dossier, on: dossier.tenure?.lastDay?.adding(days: 1)),
    ]
    var mails = 0
    var others = 0
    for registered in try vault.books where registered.isReadable {
      let log = try vault.book(registered.id).read { try $0.encounters() }
      let count = log.media.filter { $0 == .mail }.count
      mails += count
      others += log.count - count
    }
    return Shown(
      imported: imported, mails: mails, others: others, people: dossier.humans.all.count, ranked: dossier.ranked,
      ready: try TellReadiness().run(at: desk), asked: asked,
      planned: try PlanLeave.plan(dossier), drafted: try DraftLetters(folder: "\(folder)/goodbyes", own: false).draft(dossier),
      keptApart: keptApart(dossier.humans),
      folder: folder)
  }

  /// Names that two people bear.
  private func keptApart(_ humans: Humans) -> [String] {
    let names = Dictionary(grouping: humans.all.filter { !$0.name.isEmpty }, by: { Fold.words($0.name).prefix(2).joined(separator: " ") })
    return names.values.filter { $0.count > 1 }.map { group in
      let shortest = group.map(\.name).min { $0.count < $1.count } ?? ""
      return "\(group.count == 2 ? "two" : "\(group.count)") people called \(shortest)"
    }.sorted()
  }

  private func ask(_ question: String, _ act: Situation.Act, _ person: String, _ dossier: Dossier, on day: Day?) throws -> Shown.Asked {
    let human = try dossier.humans.one(person)
    let verdict = try dossier.verdict(act, on: human, today: day)
    let reason = verdict.reasons.first.map { $0.source.name } ?? ""
    return .init(question: question, headline: verdict.headline, reason: reason, verdict: verdict)
  }

  private func tellJob(_ desk: Desk) throws {
    var details = EditTenure.Details()
    details.names = ["Acme"]
    details.domains = ["acme-consulting.example"]
    details.place = "England"
    details.pay = 62_000
    details.from = Day("2019-04-01")
    details.lastDay = Day("2026-11-30")
    details.ending = .resigned
    details.successor = "Nadia Rahman"
    details.contact = "Sam Whitlock"
    _ = try EditTenure(employer: "Acme Technical Consulting", details: details).run(at: desk)
  }

  private func tellPapers(_ desk: Desk) throws {
    guard let text = Resource.text("demo/papers/agreement.txt") else {
      throw Fault(.missing, "The demo's agreement is missing from this program.")
    }
    let found = try FindClauses.find(in: text, all: false)
    let vault = try desk.open()
    let job = try Tenures.one(try vault.mine.read { try $0.tenures() }, nil)
    var clauses = found.rows.map(\.clause)
    for index in clauses.indices { clauses[index].confirmed = true }
    let agreement = Agreement(
      id: desk.newID(Agreement.self), tenure: job.id, sort: .contract, name: "agreement.txt", signed: Day("2019-03-04"), law: found.law,
      clauses: clauses)
    _ = try vault.mine.act("agreement", try vault.command("agreement")) { try $0.put(agreement) }
  }

  /// Makes the folder anew and writes the files into it.
  private func prepare() throws {
    let files = FileManager.default
    let mark = "\(folder)/this-is-the-demo"
    if files.fileExists(atPath: folder), !files.fileExists(atPath: mark) {
      throw Fault(.exists, "The folder \(folder) holds something that is not the demo's.", next: "cardcase demo --to FOLDER")
    }
    do {
      if files.fileExists(atPath: folder) { try files.removeItem(atPath: folder) }
      try files.createDirectory(atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
      try Data().write(to: URL(fileURLWithPath: mark))
      for name in Resource.names(under: "demo/") {
        let inner = name.dropFirst("demo/".count)
        let isPaper = inner.hasPrefix("papers/") || inner.hasPrefix("letters/") || inner == "README.md"
        // A file in UTF-16 cannot be embedded as it is: it travels as Base64.
        let isCoded = inner.hasSuffix(".base64")
        let bare = isCoded ? inner.dropLast(".base64".count) : inner
        let path = isPaper ? "\(folder)/\(bare)" : "\(folder)/files/\(bare)"
        let parent = path.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
        try files.createDirectory(atPath: parent, withIntermediateDirectories: true)
        let bytes = Resource.bytes(name) ?? []
        try Data(isCoded ? Base64.decode(bytes.span) ?? bytes : bytes).write(to: URL(fileURLWithPath: path))
      }
    } catch { throw Fault(.system, "The folder \(folder) cannot be written.", next: "cardcase demo --to FOLDER", underlying: "\(error)") }
  }
}
