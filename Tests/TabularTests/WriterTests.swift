import Scan
import Tabular
import Testing

private let nasty = [
  "=1+1", "+49 30 1", "-2", "@SUM(A1)", "\tx", "\rx", "'=1", "''+1", "'quoted'", "plain", "a,b", "say \"hi\"", "x\ny", " edge ", "",
  "=HYPERLINK(\"http://x\")",
  "Zoë",
]

private func read(_ bytes: [UInt8]) -> [[String]] {
  var parser = RowParser()
  var rows: [[String]] = []
  while let row = parser.next(bytes.span) { rows.append(row.cells) }
  return rows
}

@Suite struct TableWriterTests {
  @Test func `no cell of the safe form begins like a formula, and reading gives back what was there`() {
    var writer = TableWriter()
    writer.append(nasty)
    let cells = read(writer.bytes).first ?? []
    for cell in cells { #expect(!Formula.isLikely(cell)) }
    #expect(cells.map(Formula.unprotect) == nasty)
  }

  @Test func `the lossless form is exact`() {
    var writer = TableWriter(safe: false)
    writer.append(nasty)
    #expect(read(writer.bytes) == [nasty])
  }

  @Test func `rows end with CRLF and cells are quoted where they must be`() {
    var writer = TableWriter()
    writer.append(["a", "b,c", "d\"e"])
    #expect(String(decoding: writer.bytes, as: UTF8.self) == "a,\"b,c\",\"d\"\"e\"\r\n")
  }
}

@Suite struct CivilDateTests {
  @Test func `the order of day and month is found from all cells together`() {
    #expect(DateOrder.find(["4/12/1979", "9/30/1975", "0/0/00"]) == .monthFirst)
    #expect(DateOrder.find(["12.4.1979", "30.9.1975"]) == .dayFirst)
    #expect(DateOrder.find(["2026-11-30"]) == .yearFirst)
    #expect(DateOrder.find(["3/4/2019", "5/6/2020"]) == nil)
    #expect(DateOrder.find(["13/4/2019", "4/13/2019"]) == nil)
    #expect(DateOrder.find(["no date", ""]) == nil)
  }

  @Test func `dates are read in their order and never guessed`() {
    #expect(CivilDate("3/4/2019", order: nil) == nil)
    #expect(CivilDate("3/4/2019", order: .dayFirst)?.month == 4)
    #expect(CivilDate("30/4/2019", order: nil)?.day == 30)
    #expect(CivilDate("3.4.2019", order: nil)?.month == 4)
    #expect(CivilDate("--04-15", order: nil)?.year == nil)
    #expect(CivilDate("19790412", order: nil)?.year == 1979)
    #expect(CivilDate("08 Feb 2026", order: nil)?.month == 2)
    #expect(CivilDate("3/14/25, 2:37 PM", order: .monthFirst)?.year == 2025)
    #expect(CivilDate("0/0/00", order: .monthFirst) == nil)
    #expect(CivilDate("31.2.2020", order: nil) == nil)
    #expect(CivilDate("1/2/71", order: .dayFirst)?.year == 1971)
  }
}

@Suite struct LDIFTests {
  private func entries(_ text: String) -> [LDIF.Entry] {
    let bytes = Array(text.utf8)
    var all: [LDIF.Entry] = []
    LDIF.read(bytes.span) { (entry, _) throws(Never) in
      all.append(entry)
      return true
    }
    return all
  }

  @Test func `folded lines are joined, Base64 undone, comments passed over`() {
    let all = entries("version: 1\n\n# a comment\n  that goes on\ndn: cn=A\ncn:: V2nFm25p\n ZXdza2E=\nmail: a@\n b.example\n\ndn: cn=B\n")
    #expect(all.count == 2)
    #expect(all.first?.first("CN") == "Wiśniewska")
    #expect(all.first?.first("mail") == "a@b.example")
  }

  @Test func `a bad line is noted and costs nothing else`() {
    let all = entries("dn: cn=A\nnonsense\ncn:: ***\nsn: B\n")
    #expect(all.first?.attributes.count == 2)
    #expect(all.first?.flaws.count == 2)
  }

  @Test func `what is written reads back the same`() {
    let values = [
      "plain", " blank before", "blank behind ", "Zoë", ":colon", "<angle", "two\nlines", String(repeating: "long ", count: 60), "",
    ]
    let entry = [LDIF.Attribute("dn", "cn=x")] + values.map { LDIF.Attribute("note", $0) }
    let text = LDIF.write([entry, entry])
    let all = entries(String(decoding: text, as: UTF8.self))
    #expect(all.map(\.attributes) == [entry, entry])
    for line in text.split(separator: 10) { #expect(line.count <= 76) }
  }
}
