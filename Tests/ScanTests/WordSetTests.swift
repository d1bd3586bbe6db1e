import Scan
import Testing

@Suite struct WordSetTests {
  @Test func `words are told from all others`() {
    let long = String(repeating: "x", count: 80)
    let words = WordSet(["info", "inform", "sales", "é", long])
    func holds(_ text: String, _ range: Range<Int>) -> Bool { words.contains(text.utf8.span, range) }
    func holds(_ word: String) -> Bool { holds(word, 0..<word.utf8.count) }
    for word in ["info", "inform", "sales", "é", long] { #expect(holds(word)) }
    for word in ["", "inf", "infos", "inge", "salt", "e", "ê", long + "x", String(long.dropLast())] { #expect(!holds(word)) }
    #expect(holds("the sales desk", 4..<9))
  }
}
