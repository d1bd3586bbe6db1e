import Foundation
import Testing

/// The user's words on who is who, through the program.
@Suite struct DecisionTests {
  private struct Dice: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return (state ^ state >> 31) &* 0x94d0_49bb_1331_11eb
    }
  }

  private func card(_ name: String, _ lines: String...) -> String {
    (["BEGIN:VCARD", "VERSION:3.0", "FN:\(name)"] + lines + ["END:VCARD", ""]).joined(separator: "\r\n")
  }

  private func vault(_ cards: [String]) throws -> Program {
    let program = try Program()
    try program.cardcase("init", "--name", "Robin Ashford", "--address", "robin@ashford.example", "--no-witness")
    try write(cards, "first.vcf", program)
    try program.cardcase("import", "first.vcf", "--book", "mine")
    return program
  }

  private func write(_ cards: [String], _ name: String, _ program: Program) throws {
    try cards.joined().write(toFile: program.home + "/" + name, atomically: true, encoding: .utf8)
  }

  /// The person of each record, by where it was read from.
  private func people(_ program: Program) throws -> [String: String] {
    let records = JSONDocument(try program.cardcase("duplicates", "--json").output)["records"].items
    return Dictionary(records.map { ($0["origin"].text, $0["merged"].text) }, uniquingKeysWith: { first, _ in first })
  }

  /// The same with a thousand steps where `CARDCASE_SOAK` is set.
  @Test func `not the same holds through random imports, merges and undos`() throws {
    let names = ["Mara Lindqvist", "Otto Brandt", "Xavier Pohl", "Ida Falkner", "Tom Zander", "Pia Norden", "Uwe Osterhaus", "Lena Roth"]
    let first = [
      card("Mara Lindqvist", "EMAIL:mara@one.example"), card("Mara Lindqvist", "EMAIL:mara@one.example", "TEL:+49301234567"),
    ]
    let program = try vault(first + names.dropFirst().enumerated().map { card($0.element, "EMAIL:p\($0.offset)@x.example") })
    defer { program.end() }
    let before = try people(program)
    #expect(before["first.vcf, card 1"] == before["first.vcf, card 2"])
    #expect(try program.cardcase("split", "mara@one.example", "+49301234567").status == 0)
    var dice = Dice(state: 7)
    var undoable = 0
    let steps = ProcessInfo.processInfo.environment["CARDCASE_SOAK"] == nil ? 24 : 1000
    for step in 0..<steps {
      switch Int.random(in: 0..<4, using: &dice) {
      case 0, 1:
        let name = names.randomElement(using: &dice) ?? ""
        let address = ["EMAIL:mara@one.example", "TEL:+49301234567", "EMAIL:n\(step)@y.example", "EMAIL:p1@x.example"]
        try write(
          [card(name, address.randomElement(using: &dice) ?? "", address.randomElement(using: &dice) ?? "")], "s\(step).vcf", program)
        if try program.cardcase("import", "s\(step).vcf", "--book", "mine").status == 0 { undoable += 1 }
      case 2:
        let ids = JSONDocument(try program.cardcase("people", "--json").output)["people"].items.map { $0["id"].text }
        let now = try people(program)
        let two = Set([now["first.vcf, card 1"], now["first.vcf, card 2"]].compactMap { $0 })
        guard let a = ids.randomElement(using: &dice), let b = ids.randomElement(using: &dice), a != b, Set([a, b]) != two else { continue }
        if try program.cardcase("merge", a, b).status == 0 { undoable += 1 }
      default:
        guard undoable > 0 else { continue }
        if try program.cardcase("undo").status == 0 { undoable -= 1 }
      }
      let now = try people(program)
      #expect(now["first.vcf, card 1"] != now["first.vcf, card 2"], "step \(step)")
      #expect(now["first.vcf, card 1"] != nil && now["first.vcf, card 2"] != nil)
    }
    #expect(try program.cardcase("doctor").status == 0)
  }

  @Test func `a new epoch parts and joins nobody who is shown, and says what it would do`() throws {
    let program = try vault([
      card("Jon Halvik", "EMAIL:jon@halvik.example", "ORG:Halvik Foods"),
      card("Jon Halvik", "EMAIL:jhalvik@mail.example", "ORG:Halvik Foods"),
      card("Ida Falkner", "EMAIL:ida@falkner.example"), card("I. Falkner", "EMAIL:ifalkner@mail.example"),
      card("Tom Zander", "EMAIL:tom@zander.example"), card("Pia Norden", "EMAIL:pia@norden.example"),
    ])
    defer { program.end() }
    let before = try people(program)
    #expect(before["first.vcf, card 1"] == before["first.vcf, card 2"])
    // A crowd of the same name: what was certain is not so any more.
    try write((0..<90).map { card("Jon Halvik", "EMAIL:h\($0)@firm\($0).example", "ORG:Halvik Foods") }, "crowd.vcf", program)
    try program.cardcase("import", "crowd.vcf", "--book", "mine")
    let after = try people(program)
    for record in before.keys { for other in before.keys { #expect((before[record] == before[other]) == (after[record] == after[other])) } }
    let found = JSONDocument(try program.cardcase("duplicates", "--json").output)
    #expect(found["doubts"].items.contains { $0["person"]["id"].text == after["first.vcf, card 1"] })
    // Asked again, nothing shown changes either; the user's word does.
    try program.cardcase("duplicates", "--again")
    #expect(try people(program) == after)
    #expect(try program.cardcase("split", after["first.vcf, card 1"] ?? "", "jhalvik@mail.example").status == 0)
    let parted = try people(program)
    #expect(parted["first.vcf, card 1"] != parted["first.vcf, card 2"])
  }

  @Test func `within an epoch the same records give the same people in any order`() throws {
    let crowd = (0..<60).map { card("Person\($0) Osterhaus\($0)", "EMAIL:p\($0)@x.example") }
    let later = [
      card("Mara Lindqvist", "EMAIL:mara@one.example"), card("M. Lindqvist", "EMAIL:mara@one.example", "TEL:+49301234567"),
      card("Mara Lindqvist", "TEL:+49301234567"), card("Otto Brandt", "EMAIL:otto@brandt.example"),
    ]
    var seen: Set<Set<Set<String>>> = []
    for order in [[0, 1, 2, 3], [3, 2, 1, 0], [2, 0, 3, 1]] {
      let program = try vault(crowd)
      defer { program.end() }
      for index in order {
        try write([later[index]], "later\(index).vcf", program)
        try program.cardcase("import", "later\(index).vcf", "--book", "mine")
      }
      let groups = Dictionary(grouping: try people(program), by: \.value).values.map { Set($0.map(\.key)) }
      seen.insert(Set(groups))
    }
    #expect(seen.count == 1)
  }
}
