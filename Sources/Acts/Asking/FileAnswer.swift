public import Book
import Intake
import MerkleLog
public import Policy
public import Scan
import Vault

/// Files the employer's answer as evidence with its date. A written yes then goes before the employer's own clause; a written no is known.
public struct FileAnswer: Sendable {
  /// The answer as a file; `-` for standard input; nil for one given by word of mouth.
  public var path: String?
  /// The day it was given; nil: today.
  public var day: Day?
  /// Its decisive words, as they stand in it.
  public var words: String
  /// What it allows.
  public var allows: [Situation.Act]
  /// What it refuses.
  public var refuses: [Situation.Act]
  /// The people it speaks of; empty: all.
  public var people: [String]
  /// Which job; nil for the newest.
  public var tenure: String?

  /// An answer.
  public init(
    path: String?, day: Day? = nil, words: String = "", allows: [Situation.Act] = [], refuses: [Situation.Act] = [], people: [String] = [],
    tenure: String? = nil
  ) {
    (self.path, self.day, self.words, self.allows, self.refuses) = (path, day, words, allows, refuses)
    (self.people, self.tenure) = (people, tenure)
  }

  /// What employers were asked, and answered.
  public struct Filed: Report {
    /// One question and its answer.
    public struct Row: Sendable {
      /// The employer's name.
      public var employer: String
      /// The answer.
      public var answer: EmployerAnswer
      /// Days of silence; nil where it was answered or never asked.
      public var silentDays: Int?
    }
    /// Oldest first.
    public var rows: [Row]
    /// `cardcase.answers/1`
    public var json: JSON { ["schema": "cardcase.answers/1", "answers": .array(rows.map(\.json))] }
  }

  /// Files it. Faults: `usage` where it allows or refuses something and its words are not told or do not stand in the file; `unreadable`,
  /// `unavailable` where they cannot be looked for in it: a scan, an old Word document, a PDF without pdftotext.
  public func run(at desk: Desk) async throws -> Filed {
    let vault = try desk.open()
    let job = try Tenures.one(try vault.mine.read { try $0.tenures() }, tenure)
    let (text, digest) = try await read()
    let decides = !allows.isEmpty || !refuses.isEmpty
    if decides, ASCII.trim(words).isEmpty {
      throw Fault(.usage, "With which words does it say so?", next: "cardcase ask answer FILE --allows keep --words \"you may keep ...\"")
    }
    if let text, !words.isEmpty, !FileAnswer.stands(words, in: text) {
      throw Fault(.usage, "Those words do not stand in the answer.", next: "Copy them from it as they are.")
    }
    if let both = allows.first(where: refuses.contains) { throw Fault(.usage, "It cannot both allow and refuse to \(both.rawValue).") }
    let humans = try Humans(vault)
    let names = try people.map { try humans.one($0, asker: desk.asker).name }
    let (day, file) = (day ?? desk.today, path.map { $0 == "-" ? "standard input" : String($0.split(separator: "/").last ?? "") } ?? "")
    _ = try vault.mine.act("evidence", try vault.command("evidence")) { writer in
      // The answer closes the newest question that is still open; where none is, it stands by itself.
      let open = try writer.facts(FactKind.evidence, as: EmployerAnswer.self).last {
        $0.value.tenure == job.id && $0.value.answered == nil && ($0.value.asked ?? day) <= day
      }
      var answer = open?.value ?? EmployerAnswer(tenure: job.id, asked: nil)
      (answer.answered, answer.quote, answer.digest, answer.file) = (day, words, digest, file)
      (answer.allows, answer.refuses, answer.people) = (allows, refuses, names)
      try writer.put(FactKind.evidence, id: open?.id, answer)
    }
    return try FileAnswer.list(at: desk)
  }

  /// Lists them and changes nothing.
  public static func list(at desk: Desk) throws -> Filed {
    let (tenures, answers) = try desk.open().mine.read { (try $0.tenures(), try $0.employerAnswers()) }
    return Filed(
      rows: answers.map { answer in
        let silent = answer.answered == nil ? answer.asked.map { max(0, desk.today.days(since: $0)) } : nil
        return Filed.Row(employer: tenures.first { $0.id == answer.tenure }?.employer ?? "", answer: answer, silentDays: silent)
      })
  }

  /// The text of the answer, where words are to be looked for in it, and the digest of its bytes.
  private func read() async throws -> (text: String?, digest: String?) {
    guard let path else { return (nil, nil) }
    let bytes = try TextFile.bytes(path)
    let digest = TreeHash(hashing: bytes).hex
    if words.isEmpty { return (nil, digest) }
    let isText = path == "-" || !bytes.starts(with: Array("%PDF".utf8)) && !bytes.starts(with: [80, 75, 3, 4])
    return (isText ? TextFile.text(bytes) : try await AgreementText.read(path).paragraphs.joined(separator: "\n"), digest)
  }

  /// Whether the words stand in the text, line breaks and accents apart.
  private static func stands(_ words: String, in text: String) -> Bool {
    let wanted = Fold.words(words)
    let all = Fold.words(text)
    guard let first = wanted.first, wanted.count <= all.count else { return false }
    return all.indices.dropLast(wanted.count - 1).contains { all[$0] == first && all[$0..<$0 + wanted.count].elementsEqual(wanted) }
  }
}

extension FileAnswer.Filed.Row {
  var json: JSON {
    func days(_ day: Day?) -> JSON { .optional(day?.description) }
    func acts(_ acts: [Situation.Act]) -> JSON { .array(acts.map { .string($0.rawValue) }) }
    return [
      "employer": .string(employer), "asked": days(answer.asked), "answered": days(answer.answered),
      "questions": .array(answer.questions.map { .string($0) }), "words": .string(answer.quote), "written": .bool(answer.isWritten),
      "file": .string(answer.file), "sha256": .optional(answer.digest), "allows": acts(answer.allows), "refuses": acts(answer.refuses),
      "people": .array(answer.people.map { .string($0) }), "silent_days": silentDays.map { .int($0) } ?? .null,
    ]
  }
}

extension EmployerAnswer {
  /// The question and its answer in one line.
  var line: String {
    let question = asked.map { "Asked on \($0.spoken)" } ?? "Not asked"
    guard let answered else { return "\(question), not answered: \(questions.joined(separator: " "))" }
    let way = isWritten ? "in writing (\(file))" : "by word of mouth"
    return "\(question), answered on \(answered.spoken) \(way)" + (quote.isEmpty ? "" : ": \"\(quote)\"")
  }
}
