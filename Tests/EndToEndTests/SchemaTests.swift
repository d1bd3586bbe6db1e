import Foundation
import Testing

/// The program's JSON keeps to the schema files, verb by verb.
@Suite struct SchemaTests {
  /// Verbs on a vault of the made-up leaver, in an order in which each has something to say: the schema, the exit status, the command.
  static let onTheVault: [(schema: String, status: Int32, command: String)] = [
    ("people", 0, "people"), ("people", 0, "people Rossi"), ("people", 0, "people nobody-at-all"), ("person", 0, "show 'Sofia Rossi'"),
    ("person", 0, "show 'Sofia Rossi' --for-them"), ("ties", 0, "ties"), ("ties", 0, "dozen --limit 3 --own"), ("tie", 0, "ties why 'Sofia Rossi'"),
    ("choice", 0, "ties pin 'Sofia Rossi'"), ("choice", 0, "ties pin 'Nobody Yet'"), ("choice", 0, "ties drop 'Wei Zhang'"),
    ("agreement", 0, "agreement read $LEAVER/papers/agreement.txt --yes"), ("agreement", 0, "agreement none"), ("agreements", 0, "agreement"),
    ("tenure", 0, "tenure"), ("tenure", 0, "tenure end Acme --last-day 2026-11-30 --ending resigned"), ("account", 0, "account"),
    ("account", 0, "account set phone --synced yes"), ("account", 0, "account add robin.a@home.example --payer mine --recovery robin@ashford.example"),
    ("consent", 0, "consent 'Katarzyna Wiśniewska' --asked"), ("consent", 0, "consent 'Katarzyna Wiśniewska' --yes --words 'of course'"),
    ("remark", 0, "note 'Sofia Rossi' met at the fair"), ("remark", 0, "tag 'Sofia Rossi' coffee"), ("remark", 0, "log called 'Sofia Rossi' half an hour"),
    ("person", 0, "show 'Sofia Rossi'"), ("edit", 0, "add 'Ada Byron' email=ada@home.example"), ("edit", 0, "edit 'Ada Byron' phone=+447700900111"),
    ("undo", 0, "undo"), ("edit", 0, "add 'Ada King' email=ada@king.example"), ("decision", 0, "merge ada@home.example ada@king.example"), ("undo", 0, "undo"),
    ("decision", 0, "split ada@home.example ada@king.example"), ("keep", 0, "keep 'Sofia Rossi'"), ("keep", 0, "keep 'Sarah O’Neill'"),
    ("verdict", 0, "may announce 'Sofia Rossi' --keep"), ("verdict", 0, "may solicit 'Sofia Rossi'"), ("demand", 0, "demand $LEAVER/letters/hr-reminder.txt"),
    ("ready", 0, "ready"), ("plan", 0, "leave plan"), ("drafts", 0, "leave drafts --to goodbyes"), ("due", 0, "due"), ("hold", 0, "hold letter of today"),
    ("pack", 0, "leave pack"), ("hold", 0, "hold --lift"), ("start", 0, "start"), ("stop", 0, "leave stop"), ("stop", 0, "leave stop --resume"),
    ("import", 3, "import $LEAVER/vcard_4.0.vcf"), ("import", 3, "import --dry-run $LEAVER/vcard_4.0.vcf"), ("import", 0, "import --look $LEAVER/vcard_4.0.vcf"),
    ("export", 0, "export mine.json"), ("export", 0, "export mine.vcf"), ("archive", 0, "export -"), ("ledger", 0, "ledger verify"),
    ("checkpoint", 0, "ledger checkpoint"), ("doctor", 0, "doctor"), ("unlock", 0, "unlock"), ("end", 0, "leave return"), ("end", 0, "leave seal"),
    ("statement", 0, "leave statement"), ("end", 0, "leave seal --undo"), ("end", 0, "leave delete --yes"),
  ]

  /// Verbs that need no vault.
  static let onFiles: [(schema: String, status: Int32, command: String)] = [
    ("ties", 0, "ties $LEAVER/takeout/Takeout/Mail --me robin@ashford.example"), ("duplicates", 0, "duplicates $LEAVER/vcard_4.0.vcf $LEAVER/thunderbird.ldif"),
    ("clauses", 0, "clauses $LEAVER/papers/agreement.txt"), ("clauses", 0, "clauses $LEAVER/papers/agreement.txt --all"),
    ("message", 0, "check-message letter.txt"), ("message", 0, "check-message letter.txt --lines"), ("demand", 0, "demand $LEAVER/letters/lawyer-preserve.txt"),
    ("demand", 0, "demand account --place Germany"), ("law", 0, "law England"), ("law", 0, "law Atlantis"), ("verdict", 4, "may --situation one.yaml"),
    ("verdict", 0, "may --situation two.yaml"), ("convert", 0, "convert $LEAVER/vcard_4.0.vcf cards.csv"), ("import", 0, "import --look $LEAVER/thunderbird.ldif"),
    ("how", 0, "import --how linkedin"), ("demo", 0, "demo --to demo"), ("init", 0, "init --name 'Robin Ashford' --address robin@ashford.example"),
  ]

  /// Faults, each with its code.
  static let wrong: [(code: String, status: Int32, command: String)] = [
    ("missing", 1, "people"), ("missing", 1, "clauses nothing-here.txt"), ("usage", 2, "duplicates"), ("usage", 2, "law England --today yesterday"),
    ("refused", 4, "init --computer employer"), ("usage", 2, "ties --limit none"),
  ]

  @Test func `every verb on a vault prints what its schema says`() throws {
    let program = try Program.leaver()
    defer { program.end() }
    for row in SchemaTests.onTheVault { try hold(program, row) }
  }

  @Test func `every verb that needs no vault prints what its schema says`() throws {
    let program = try Program()
    defer { program.end() }
    let letter = "Hello. I am leaving Acme on 30 November.\nMy new firm is cheaper, come over to us.\nThank you for the years.\n"
    let situation = "jurisdiction: US-CA\n  input: {kind: message, timing: after, audience: customers, targeted: true, initiated_by: leaver, covenant: non_solicit, content: solicits}\n"
    try letter.write(toFile: program.home + "/letter.txt", atomically: true, encoding: .utf8)
    try "- id: one\n  \(situation)".write(toFile: program.home + "/one.yaml", atomically: true, encoding: .utf8)
    try "- id: one\n  \(situation)- id: two\n  \(situation)".write(toFile: program.home + "/two.yaml", atomically: true, encoding: .utf8)
    for row in SchemaTests.onFiles { try hold(program, row) }
  }

  @Test func `a fault is one document on standard error, and standard output stays empty`() throws {
    let program = try Program()
    defer { program.end() }
    let schema = try Schema(named: "fault")
    for row in SchemaTests.wrong {
      let outcome = try program.shell("cardcase \(row.command) --json")
      #expect(outcome.status == row.status && outcome.output.isEmpty, "\(row.command): \(outcome)")
      let document = try JSONSerialization.jsonObject(with: Data(outcome.complaint.utf8))
      #expect(schema.faults(of: document) == [], "\(row.command)")
      #expect((document as? [String: Any])?["code"] as? String == row.code, "\(row.command)")
    }
  }

  @Test func `every schema has a verb here that prints it`() {
    let printed = Set((SchemaTests.onTheVault + SchemaTests.onFiles).map(\.schema)).union(["fault"])
    #expect(printed == Schema.names)
  }

  @Test func `every schema named in the sources has a file, and every file is named there`() throws {
    let named = try SchemaTests.named(in: Program.root + "/Sources")
    let filed = Set(try Schema.names.map { try Schema(named: $0).identity })
    #expect(named == filed)
    let contract = try String(contentsOfFile: Program.root + "/docs/formats/json.md", encoding: .utf8)
    for name in Schema.names { #expect(contract.contains("| \(name) |"), "json.md has no row for \(name)") }
  }

  @Test(arguments: Schema.names.sorted())
  func `a schema file uses only what is checked, and is named after what it describes`(name: String) throws {
    let schema = try Schema(named: name)
    #expect(schema.unchecked.isEmpty)
    #expect(schema.identity.hasPrefix("cardcase.\(name)/"))
  }

  @Test func `the checker finds what departs from a schema`() throws {
    let schema = try Schema(named: "people")
    func faults(_ text: String) throws -> [String] { schema.faults(of: try JSONSerialization.jsonObject(with: Data(text.utf8))) }
    let person = #""id":"p","name":"n","book":"mine","handles":["a"],"last":null"#
    #expect(try faults(#"{"schema":"cardcase.people/1","people":[{\#(person),"more":1}]}"#) == [])
    #expect(try faults(#"{"schema":"cardcase.people/2","people":[]}"#) == ["$.schema is not cardcase.people/1: cardcase.people/2"])
    #expect(try faults(#"{"schema":"cardcase.people/1"}"#) == ["$ has no people"])
    #expect(try faults(#"{"schema":"cardcase.people/1","people":[{\#(person),"books":[true]}]}"#) == ["$.people[0].books[0] is not string"])
    let closed = Schema(["anyOf": [["type": "integer"], ["enum": ["a", NSNull()]], ["type": "object", "additionalProperties": ["type": "boolean"]]]])
    for good in ["1", "\"a\"", "null", "{\"x\":true}"] { #expect(try closed.faults(of: JSONSerialization.jsonObject(with: Data(good.utf8), options: .fragmentsAllowed)) == []) }
    for bad in ["true", "1.5", "\"b\"", "{\"x\":1}", "[]"] {
      #expect(try closed.faults(of: JSONSerialization.jsonObject(with: Data(bad.utf8), options: .fragmentsAllowed)) == ["$ fits none of its forms"], "\(bad)")
    }
  }

  /// Runs one command with `--json` and holds each document it prints against the schema.
  private func hold(_ program: Program, _ row: (schema: String, status: Int32, command: String)) throws {
    let outcome = try program.shell("cardcase \(row.command) --json </dev/null")
    #expect(outcome.status == row.status, "\(row.command): \(outcome.complaint)")
    let schema = try Schema(named: row.schema)
    let documents = SchemaTests.documents(outcome.output)
    #expect(!documents.isEmpty, "\(row.command): no JSON in \(outcome.output.prefix(300))")
    for document in documents { #expect(schema.faults(of: document).prefix(5) == [], "\(row.command)") }
  }

  /// One document, the elements of a list, or one document a line.
  private static func documents(_ text: String) -> [Any] {
    if let whole = try? JSONSerialization.jsonObject(with: Data(text.utf8)) { return whole as? [Any] ?? [whole] }
    return text.split(separator: "\n").compactMap { try? JSONSerialization.jsonObject(with: Data($0.utf8)) }
  }

  /// Every `cardcase.NAME/NUMBER` in the Swift files of a folder.
  private static func named(in folder: String) throws -> Set<String> {
    var found: Set<String> = []
    for case let file as String in FileManager.default.enumerator(atPath: folder) ?? .init() where file.hasSuffix(".swift") {
      let text = try String(contentsOfFile: folder + "/" + file, encoding: .utf8)
      for piece in text.components(separatedBy: "cardcase.").dropFirst() {
        let name = piece.prefix { $0.isASCII && $0.isLowercase || $0 == "-" }
        let rest = piece.dropFirst(name.count)
        let number = rest.dropFirst().prefix { $0.isASCII && $0.isNumber }
        if !name.isEmpty, rest.first == "/", !number.isEmpty { found.insert("cardcase.\(name)/\(number)") }
      }
    }
    return found
  }
}
