import Linkage
import Testing

@Suite struct OrganisationTests {
  private func clusters(_ firms: (String, String)...) -> [[String]] {
    OrganisationLinker.link(
      firms.enumerated().map { index, firm in
        OrganisationRecord(
          id: "\(index)", names: firm.0.isEmpty ? [] : [firm.0], domains: firm.1.isEmpty ? [] : [firm.1])
      }
    ).clusters
  }

  @Test(arguments: [
    ("Halvik Foods Ltd", "Halvik Foods Limited"), ("Halvik Foods S.p.A.", "Halvik Foods SpA"),
    ("Halvik Foods GmbH & Co. KG", "HALVIK FOODS GMBH"),
    ("Halvik Électronique", "Halvik Electronique SARL"), ("Halvik Foods, Inc.", "Halvik Foods Incorporated"),
  ])
  func `one firm in two writings is one`(a: String, b: String) { #expect(clusters((a, ""), (b, "")) == [["0", "1"]], "\(a) / \(b)") }

  @Test(arguments: [
    ("Halvik Foods Ltd", "Halvik Steel Ltd"), ("Halvik Foods GmbH", "Halvik Foods plc"), ("Halvik Foods GmbH", "Halvik Foods AG"),
    ("Halvik Foods", "Halvik"), ("HF", "HS"),
  ])
  func `two firms are two`(a: String, b: String) { #expect(clusters((a, ""), (b, "")).isEmpty, "\(a) / \(b)") }

  @Test func `a domain joins what it spells, its initials, and a name mistyped beside it`() {
    #expect(clusters(("Halvik Foods", ""), ("", "halvikfoods.example")) == [["0", "1"]])
    #expect(clusters(("Halvik Foods", "hf.example"), ("HF", "hf.example")) == [["0", "1"]])
    #expect(clusters(("Halvik Foods", "hf.example"), ("Havlik Foods", "mail.hf.example")) == [["0", "1"]])
  }

  @Test func `initials with two domains are two firms`() {
    #expect(clusters(("MS", "marholm.example"), ("MS", "monbrusen.example")).isEmpty)
  }

  @Test func `a name that could mean two firms joins neither`() {
    let found = clusters(
      ("Halvik Foods Ltd", "halvik-uk.example"), ("Halvik Foods S.A.", "halvik-es.example"), ("Halvik Foods", ""))
    #expect(found.isEmpty)
  }

  @Test func `a mail provider's domain is nobody's`() {
    #expect(OrganisationLinker.isProvider("gmail.com"))
    #expect(clusters(("Halvik Foods", "gmail.com"), ("Marbrus Steel", "gmail.com")).isEmpty)
  }
}
