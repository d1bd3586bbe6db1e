import Linkage
import Testing

@Suite struct PeopleTests {
  @Test(arguments: [
    "info@firm.example", "sales@firm.example", "team-list@firm.example", "noreply@firm.example", "do-not-reply@firm.example",
    "root@localhost", "support@firm.example",
  ])
  func `role, list and no-reply addresses never join two people`(address: String) {
    let answer = linked([person("a", "Maria Keller", address), person("b", "Tom Osterhaus", address), person("c", "", address)])
    #expect(!answer.isSuggested("a", "b") && !answer.isSuggested("a", "c") && !answer.isSuggested("b", "c"))
  }

  @Test func `a robot that writes in its firm's name is nobody whose address bears that name`() {
    let answer = linked([
      person("a", "Forgehub", "noreply@forgehub.example"), person("b", "tronicum", "tronicum@user.forgehub.example"),
      person("c", "Forgehub", "info@forgehub.example"),
    ])
    #expect(!answer.isSuggested("a", "b") && !answer.isSuggested("b", "c"))
  }

  @Test func `one personal address joins, a crowd's address does not`() {
    let answer = linked([person("a", "Maria Keller", "mk@keller.example"), person("b", "M. Keller", "mk@keller.example")])
    #expect(answer.isMerged("a", "b"))
    let names = ["Maria Keller", "Tom Osterhaus", "Ida Falkner", "Uwe Zander", "Pia Norden"]
    let crowd = names.enumerated().map { person("x\($0.offset)", $0.element, "board@club.example") }
    #expect(!linked(crowd).isSuggested("x0", "x1"))
  }

  @Test func `two namesakes stay two`() {
    let answer = linked([
      person("a", "James Miller", "j.miller@northfield.example", phone: "+44 20 7946 0123", org: "Northfield Traders Ltd"),
      person("b", "James Miller", "james.miller@southgate.example", phone: "+44 20 7946 0188", org: "Southgate Retail plc"),
      person("c", "Jim Miller", "j.miller@northfield.example"),
    ])
    #expect(!answer.isSuggested("a", "b") && !answer.isSuggested("b", "c"))
    #expect(answer.isMerged("a", "c"))
  }

  @Test func `father and son on one landline stay two`() {
    let answer = linked([
      person("a", "John Carter", "john@carterfab.example", phone: "(212) 555-0120", org: "Carter & Son Fabrication"),
      person("b", "John Carter Jr.", "johnny@carterfab.example", phone: "(212) 555-0120", org: "Carter & Son Fabrication"),
      person("c", "John Carter", "johnny@carterfab.example", phone: "212-555-0120"),
    ])
    #expect(!answer.isSuggested("a", "b") && !answer.isSuggested("a", "c"))
    #expect(answer.isMerged("b", "c"))
  }

  @Test func `a couple at one address is two people`() {
    let answer = linked([
      person("a", "Peter Osterhaus", phone: "+49 30 5550001", street: "Lindenallee 4", town: "Potsdam"),
      person("b", "Maria Osterhaus", phone: "+49 30 5550001", street: "Lindenallee 4", town: "Potsdam"),
    ])
    #expect(!answer.isSuggested("a", "b"))
  }

  @Test(arguments: [
    ("Maria Osterhaus", "Osterhaus, Maria"), ("Maria Osterhaus", "Dr. Maria Osterhaus, PhD"), ("Katarzyna Wiśniewska", "Kasia Wisniewska"),
    ("Mohammed Al-Farsi", "Muhammad Alfarsi"), ("Jürgen Großkopf", "Juergen Grosskopf"), ("Zoë Ní Bhriain", "Zoe Ni Bhriain"),
    ("Peter van der Berghe", "van der Berghe, Peter"), ("张伟", "Zhang Wei"), ("Алексей Смолянинов", "Aleksei Smolyaninov"),
    ("FengtuWong", "Fengtu Wong"),
    ("Evaristo Ibáñez Ruiz", "Evaristo Ibáñez"), ("Thekla Schmitt-Meyerhof", "Thekla Schmitt"),
  ])
  func `one name in two writings is at least suggested`(a: String, b: String) {
    #expect(linked([person("a", a), person("b", b)]).isSuggested("a", "b"), "\(a) / \(b)")
  }

  @Test(arguments: [
    ("Maria Osterhaus", "Marta Osterhaus"), ("Paul Osterhaus", "Paula Osterhaus"), ("John Osterhaus", "Joan Osterhaus"),
    ("Maria Osterhaus", "Maria Falkner"),
  ])
  func `two names are two people`(a: String, b: String) {
    #expect(!linked([person("a", a), person("b", b)]).isSuggested("a", "b"), "\(a) / \(b)")
  }

  @Test(arguments: ["mosterhaus", "maria.osterhaus", "osterhausm", "mariaosterhaus", "osterhaus.maria"])
  func `a handle made of a rare name is suggested`(local: String) {
    #expect(linked([person("a", "Maria Osterhaus", "x17@one.example"), person("b", "", local + "@two.example")]).isSuggested("a", "b"))
  }

  @Test func `a handle that many could own is not`() {
    let crowd = ["Julia", "Jonas", "Jens", "Jana", "Jakob", "Jette", "Jan", "Jule"].enumerated().map {
      person("c\($0.offset)", "\($0.element) Doe", "k\($0.offset)@x.example")
    }
    let answer = linked(crowd + [person("h", "", "jdoe@two.example")])
    #expect((0..<8).allSatisfy { !answer.isSuggested("c\($0)", "h") })
  }

  @Test func `telephone numbers agree across national and international writing`() {
    let answer = linked([person("a", "Maria Osterhaus", phone: "+49 30 23125 101"), person("b", "M. Osterhaus", phone: "030 23125101")])
    #expect(answer.isMerged("a", "b"))
  }

  @Test func `an unknown year of birth contradicts nothing`() {
    let answer = linked([
      person("a", "Maria Osterhaus", "mo@x.example", born: "1979-04-12"), person("b", "Maria Osterhaus", "mo@x.example", born: "--04-12"),
      person("c", "Maria Osterhaus", "mo@x.example", born: "1604-04-12"),
      person("d", "Maria Osterhaus", "mo@x.example", born: "1982-11-30"),
    ])
    #expect(answer.isMerged("a", "b") && answer.isMerged("a", "c"))
    #expect(!answer.isMerged("a", "d") && !answer.isSuggested("a", "d"))
  }

  @Test func `the user's word holds in both tiers`() {
    let two = [person("a", "Maria Osterhaus", "mo@x.example"), person("b", "Maria Osterhaus", "mo@x.example"), person("z", "Tom Zander")]
    let apart = linked(two, notSame: [("a", "b")])
    #expect(!apart.isMerged("a", "b") && !apart.isSuggested("a", "b"))
    #expect(linked(two, same: [("a", "z")]).isMerged("b", "z"))
    #expect(!linked(two, same: [("a", "z"), ("z", "b")], notSame: [("a", "b")]).isSuggested("a", "b"))
  }

  @Test func `a chain whose ends contradict is refused`() {
    let answer = linked([
      person("a", "Maria Osterhaus", "one@x.example"), person("b", "M. Osterhaus", "one@x.example", "two@x.example"),
      person("c", "Thekla Osterhaus", "two@x.example"),
      person("d", "Thekla Osterhaus", "three@x.example"), person("e", "Maria Osterhaus", "four@x.example"),
    ])
    #expect(!answer.isMerged("a", "c"))
  }

  @Test func `every pair says why in bits and words`() throws {
    let answer = linked([person("a", "Maria Osterhaus", "mo@x.example"), person("b", "M. Osterhaus", "mo@x.example")])
    let pair = try #require(answer.pairs().first { $0.a == "a" && $0.b == "b" })
    #expect(abs(pair.evidence.reduce(0) { $0 + $1.bits } - pair.bits) < 0.2)
    #expect(pair.evidence.contains { $0.signal == .email && $0.text.contains("mo@x.example") })
    #expect(pair.evidence.last?.signal == .prior)
  }

  @Test func `firms are one without their legal form, by domain, or by a domain that spells them`() {
    let found = OrganisationLinker.link([
      OrganisationRecord(id: "1", names: ["Nordwind Logistik GmbH"]), OrganisationRecord(id: "2", names: ["nordwind logistik"]),
      OrganisationRecord(id: "3", domains: ["maria@nordwindlogistik.example"]),
      OrganisationRecord(id: "4", names: ["Fourth Coffee S.p.A."], domains: ["fourthcoffee.example"]),
      OrganisationRecord(id: "5", names: ["Fourth Coffee"], domains: ["www.fourthcoffee.example"]),
      OrganisationRecord(id: "6", names: ["Someone"], domains: ["gmail.com"]),
      OrganisationRecord(id: "7", names: ["Anyone"], domains: ["gmail.com"]),
    ])
    #expect(found.clusters.contains { $0.contains("1") && $0.contains("2") && $0.contains("3") })
    #expect(found.clusters.contains(["4", "5"]))
    #expect(!found.clusters.contains { $0.contains("6") && $0.contains("7") })
  }
}
