import Scan
import Tabular
import Testing

private func rows(_ text: String, delimiter: Character = ",") -> [[String]] { parsed(text, delimiter).map(\.cells) }

private func parsed(_ text: String, _ delimiter: Character = ",") -> [Row] {
  let bytes = Array(text.utf8)
  var parser = RowParser(delimiter: delimiter.asciiValue ?? 44)
  var rows: [Row] = []
  while let row = parser.next(bytes.span) { rows.append(row) }
  return rows
}

@Suite struct RowParserTests {
  @Test func `cells are split at the delimiter and rows at any line end`() {
    #expect(rows("a,b\r\nc,d\ne,f\rg,h") == [["a", "b"], ["c", "d"], ["e", "f"], ["g", "h"]])
    #expect(rows("a,,\r\n,,") == [["a", "", ""], ["", "", ""]])
    #expect(rows("a;b", delimiter: ";") == [["a", "b"]])
  }

  @Test func `a quoted cell holds delimiters, doubled quotes and line ends`() {
    #expect(rows("\"a,1\",\"say \"\"hi\"\"\",\"x\r\ny\"\nz") == [["a,1", "say \"hi\"", "x\r\ny"], ["z"]])
    #expect(rows("\"\",\"\"\"\"") == [["", "\""]])
  }

  @Test func `lines are counted through line ends within quotes`() {
    let all = parsed("h\n\"a\nb\nc\"\nlast")
    #expect(all.map(\.line) == [1, 2, 5])
  }

  @Test func `text behind a closing quote is taken along and noted`() {
    let row = parsed("\"a\"b,c").first
    #expect(row?.cells == ["ab", "c"])
    #expect(row?.flaw == .textAfterQuote)
    #expect(parsed("\"a\"  ,c").first?.flaw == nil)
    #expect(parsed("\"a\"  ,c").first?.cells == ["a", "c"])
  }

  @Test func `a quote never closed costs its own line and no other`() {
    let all = parsed("a,b\n\"open,c\nd,e\nf,g")
    #expect(all.map(\.cells) == [["a", "b"], ["\"open", "c"], ["d", "e"], ["f", "g"]])
    #expect(all.map(\.flaw) == [nil, .openQuote, nil, nil])
  }

  @Test func `a quote within a plain cell is a letter`() {
    #expect(rows("5\" disk,b") == [["5\" disk", "b"]])
  }

  @Test func `limits hold`() {
    let bytes = Array("aaaaaaaaaa,b\nc,d".utf8)
    var parser = RowParser(limits: Limits(line: 5, records: 2))
    #expect(parser.next(bytes.span)?.flaw == .tooLong)
    #expect(parser.next(bytes.span)?.cells == ["c", "d"])
    #expect(parser.next(bytes.span) == nil)
  }
}

@Suite struct DialectTests {
  private func find(_ text: String) -> Dialect {
    let bytes = Array(text.utf8)
    return Dialect.find(bytes.span)
  }

  @Test func `the delimiter is found from the rows`() {
    #expect(find("a;b;c\n1,5;2;3\n4;5;6").delimiter == UInt8(ascii: ";"))
    #expect(find("a\tb\n1,2\t3").delimiter == 9)
    #expect(find("a,b\n\"x;y;z\",2").delimiter == UInt8(ascii: ","))
    #expect(find("only\none\ncolumn").delimiter == UInt8(ascii: ","))
  }

  @Test func `Excel's sep line decides and is no row`() {
    let dialect = find("\u{FEFF}sep=|\r\na|b,c,d\r\n")
    #expect(dialect.delimiter == UInt8(ascii: "|"))
    #expect(dialect.start == 10)
  }
}

@Suite struct TableTests {
  private func table(_ text: String) -> (Table, [Row]) {
    let bytes = Array(text.utf8)
    let table = Table(bytes.span, dialect: Dialect.find(bytes.span)) { $0.contains("Name") }
    var rows: [Row] = []
    table.rows(bytes.span) { (row, _, _) throws(Never) in
      rows.append(row)
      return true
    }
    return (table, rows)
  }

  @Test func `the header is found by its cells behind any preamble`() {
    let (found, rows) = table("Notes:\n\"Some words, and more.\"\n\nName, Mail \nAnn,a@b\n")
    #expect(found.columns == ["Name", "Mail"])
    #expect(found.headerLine == 4)
    #expect(rows.map(\.cells) == [["Ann", "a@b"]])
  }

  @Test func `without a header every row is a record`() {
    let (found, rows) = table("Ann,a@b\nBob,b@c\n")
    #expect(found.columns == ["Column 1", "Column 2"])
    #expect(rows.count == 2)
  }

  @Test func `a row with more cells than columns does not fit, one with fewer does`() {
    let (found, rows) = table("Name,Mail\nAnn\nBob,b@c,extra\nCy,c@d,,\n")
    #expect(found.misfit(rows[0]) == nil)
    #expect(found.misfit(rows[1]) == "the row has 3 cells, the header 2")
    #expect(found.misfit(rows[2]) == nil)
  }

  @Test func `UTF-16 and windows-1252 become UTF-8`() {
    let wide: [UInt8] = [0xFF, 0xFE, 0x41, 0, 0xFC, 0]
    #expect(Table.text(wide.span).utf8 == Array("Aü".utf8))
    let narrow: [UInt8] = [0x41, 0xFC]
    #expect(Table.text(narrow.span).utf8 == Array("Aü".utf8))
    #expect(Table.text(Array("Aü".utf8).span).utf8 == nil)
  }
}
