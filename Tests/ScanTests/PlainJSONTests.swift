import Scan
import Testing

@Suite struct PlainJSONTests {
  @Test func `what must be escaped is found wherever it stands`() {
    for byte in UInt8.min...UInt8.max {
      let isPlain = !(byte < 32 || byte == 34 || byte == 92 || byte == 127)
      for place in 0..<19 {
        var text = [UInt8](repeating: place.isMultiple(of: 2) ? 97 : 200, count: 19)
        text[place] = byte
        let found = text.span.isPlainJSON
        #expect(found == isPlain)
      }
    }
    let none = [UInt8]().span.isPlainJSON
    #expect(none)
  }

  @Test func `bytes are appended in one piece`() {
    let text: [UInt8] = [1, 2, 3, 4, 5]
    var out: [UInt8] = [9]
    out.append(text.span, 1..<4)
    out.append(text.span, 2..<2)
    out.append(text.span, 3..<6)
    out.append(utf8Of: "é")
    out.append(utf8Of: "a text that is longer than fifteen bytes")
    #expect(out == [9, 2, 3, 4] + Array("éa text that is longer than fifteen bytes".utf8))
  }
}
