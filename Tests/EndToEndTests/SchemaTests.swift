import Foundation
import Testing

/// The program's JSON keeps to the schema files, verb by verb.
@Suite struct SchemaTests {
  /// Commands on a vault of the made-up leaver, in an order in which each has something to say. Before each stands the schema of what it
  /// prints, and after a colon the exit status where it is not 0.
  static let onTheVault = rows(
    """
    people        people
    people        people Rossi
    people        people nobody-at-all
    person        show 'Sofia Rossi'
    person        show 'Sofia Rossi' --for-them
    ties          ties
    ties          dozen --limit 3 --own
    tie           ties why 'Sofia Rossi'
    choice        ties pin 'Sofia Rossi'
    choice        ties pin 'Nobody Yet'
    choice        ties drop 'Wei Zhang'
    choice        ties clear 'Wei Zhang'
    import        import $FIXTURES/Fixtures/mail/office.mbox --tenure Acme --allowed policy
    proposals     proposals
    proposals     proposals 'Ann Okafor'
    proposal      proposals leave $(cardcase proposals 'Ann Okafor' --json | sed -n 's/.*"id": "\\(f-[^"]*\\)".*/\\1/p')
    proposal      proposals take $(cardcase proposals 'Ben Castile' --json | sed -n 's/.*"id": "\\(f-[^"]*\\)".*/\\1/p')
    services      account services
    person        show 'Carl Duarte'
    agreement     agreement read $LEAVER/papers/agreement.txt --yes
    agreement     agreement none
    agreements    agreement
    tenure        tenure
    tenure        tenure end Acme --last-day 2026-11-30 --ending resigned
    account       account
    account       account set phone --synced yes
    account       account add robin.a@home.example --payer mine --recovery robin@ashford.example
    consent       consent 'Katarzyna Wiśniewska' --asked
    consent       consent 'Katarzyna Wiśniewska' --yes --words 'of course'
    remark        note 'Sofia Rossi' met at the fair
    remark        tag 'Sofia Rossi' coffee
    remark        log called 'Sofia Rossi' half an hour
    person        show 'Sofia Rossi'
    edit          add 'Ada Byron' email=ada@home.example
    edit          edit 'Ada Byron' phone=+447700900111
    undo          undo
    edit          add 'Ada King' email=ada@king.example
    edit          add 'Ada Lace' email=ada@lace.example
    decision      split 'Ada King' 'Ada Lace'
    decision      merge 'Ada Byron' 'Ada King'
    duplicates    duplicates
    decisions     duplicates decided
    review        duplicates review --limit 1 </dev/null
    epoch         duplicates --again
    keep          keep 'Sofia Rossi'
    keep          keep 'Sarah O’Neill'
    verdict       may announce 'Sofia Rossi' --keep
    verdict       may solicit 'Sofia Rossi'
    demand        demand $LEAVER/letters/hr-reminder.txt
    question      ask hr cards --may-keep 'the cards given to me' --keep
    answers       ask
    answers       ask answer $LEAVER/letters/hr-reminder.txt --allows keep --words 'I am happy to talk about how we tell clients'
    questionnaire ask policy ip-cards=yes --keep
    new-employer  ask new-employer
    precedents    precedent add --year 2024 --asked nothing
    precedents    precedent
    ready         ready
    plan          leave plan
    drafts        leave drafts --to goodbyes
    due           due
    calendar      due --calendar clauses.ics
    hold          hold letter of today
    pack          leave pack
    hold          hold --lift
    start         start
    stop          leave stop
    stop          leave stop --resume
    import:3      import $LEAVER/vcard_4.0.vcf
    import:3      import --dry-run $LEAVER/vcard_4.0.vcf
    import        import --look $LEAVER/vcard_4.0.vcf
    export        export mine.json
    export        export mine.vcf
    archive       export -
    ledger        ledger verify
    checkpoint    ledger checkpoint
    witness       ledger witness --how print
    doctor        doctor
    unlock        unlock
    end           leave return
    end           leave seal
    statement     leave statement
    end           leave seal --undo
    end           leave delete --yes
    """)

  /// Commands that need no vault.
  static let onFiles = rows(
    """
    ties          ties $LEAVER/takeout/Takeout/Mail --me robin@ashford.example
    services      account services $FIXTURES/Fixtures/mail/office.mbox
    duplicates    duplicates $LEAVER/vcard_4.0.vcf $LEAVER/thunderbird.ldif
    duplicates    duplicates $LEAVER/vcard_4.0.vcf --new $LEAVER/thunderbird.ldif
    firms         duplicates $LEAVER/vcard_4.0.vcf $LEAVER/thunderbird.ldif --firms
    clauses       clauses $LEAVER/papers/agreement.txt
    clauses       clauses $LEAVER/papers/agreement.txt --all
    message       check-message letter.txt
    message       check-message letter.txt --lines
    message       check-message letter.txt --all
    demand        demand $LEAVER/letters/lawyer-preserve.txt
    demand        demand account --place Germany
    question      ask hr
    questionnaire ask policy
    new-employer  ask new-employer --place Germany
    help          help
    help          help all
    law           law England
    law           law Atlantis
    verdict:4     may --situation one.yaml
    verdict       may --situation two.yaml
    convert       convert $LEAVER/vcard_4.0.vcf cards.csv
    import        import --look $LEAVER/thunderbird.ldif
    how           import --how linkedin
    demo          demo --to demo
    init          init --name 'Robin Ashford' --address robin@ashford.example
    """)

  /// Commands that fail, each after its fault's code and the exit status.
  static let wrong = rows(
    """
    missing:1     people
    missing:1     clauses nothing-here.txt
    usage:2       nonsense
    missing:1     duplicates
    usage:2       duplicates --new one.csv
    usage:2       law England --today yesterday
    refused:4     init --computer employer
    usage:2       ties --limit none
    """)

  @Test func `every verb on a vault prints what its schema says`() throws {
    let program = try Program.leaver()
    defer { program.end() }
    for row in SchemaTests.onTheVault { try hold(program, row) }
  }

  @Test func `every verb that needs no vault prints what its schema says`() throws {
    let program = try Program()
    defer { program.end() }
    let letter = "Hello. I am leaving Acme on 30 November.\nMy new firm is cheaper, come over to us.\nThank you for the years.\n"
    let situation = """
      jurisdiction: England
        input:
          {kind: take_list, timing: before, audience: customers, targeted: true, initiated_by: employee, used_employer_records: true,
           covenant: confidentiality, content: [exported_file]}

      """
    try letter.write(toFile: program.home + "/letter.txt", atomically: true, encoding: .utf8)
    try "- id: one\n  \(situation)".write(toFile: program.home + "/one.yaml", atomically: true, encoding: .utf8)
    try "- id: one\n  \(situation)- id: two\n  \(situation)".write(toFile: program.home + "/two.yaml", atomically: true, encoding: .utf8)
    for row in SchemaTests.onFiles { try hold(program, row) }
  }

  @Test func `the page tells its link in one document while it runs`() throws {
    let program = try Program()
    defer { program.end() }
    try program.cardcase("init", "--no-witness")
    // `timeout` ends it; what it printed by then stands.
    let outcome = try program.shell("timeout 4 cardcase serve --json </dev/null")
    let documents = SchemaTests.documents(outcome.output)
    #expect(documents.count == 1, "\(outcome)")
    for document in documents { #expect(try Schema(named: "serve").faults(of: document) == []) }
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
      #expect((document as? [String: Any])?["code"] as? String == row.word, "\(row.command)")
    }
  }

  @Test func `every schema has a verb here that prints it`() {
    let printed = Set((SchemaTests.onTheVault + SchemaTests.onFiles).map(\.word)).union(["fault", "serve"])
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
    let truths: [String: Any] = ["type": "object", "additionalProperties": ["type": "boolean"]]
    let forms = Schema(["anyOf": [["type": "integer"], ["enum": ["a", NSNull()]], truths]])
    func fits(_ text: String) throws -> Bool {
      forms.faults(of: try JSONSerialization.jsonObject(with: Data(text.utf8), options: .fragmentsAllowed)).isEmpty
    }
    for good in ["1", "\"a\"", "null", "{\"x\":true}"] { #expect(try fits(good), "\(good)") }
    for bad in ["true", "1.5", "\"b\"", "{\"x\":1}", "[]"] { #expect(try !fits(bad), "\(bad)") }
  }

  /// One line of the lists above.
  struct Row {
    var word: String
    var status: Int32
    var command: String
  }

  private static func rows(_ text: String) -> [Row] {
    text.split(separator: "\n").compactMap { line in
      guard let blank = line.firstIndex(of: " ") else { return nil }
      let head = line[..<blank].split(separator: ":")
      let command = line[blank...].trimmingCharacters(in: .whitespaces)
      return Row(word: "\(head[0])", status: head.count > 1 ? Int32(head[1]) ?? -1 : 0, command: command)
    }
  }

  /// Runs one command with `--json` and holds each document it prints against the schema.
  private func hold(_ program: Program, _ row: Row) throws {
    let outcome = try program.shell("cardcase \(row.command) --json </dev/null")
    #expect(outcome.status == row.status, "\(row.command): \(outcome.complaint)")
    let schema = try Schema(named: row.word)
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
