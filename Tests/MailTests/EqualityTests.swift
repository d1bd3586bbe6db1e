import Mail
import Scan
import Testing

// The fast scans of Scan look at many bytes at a time; at every length and place they must say what a plain loop says.

@Test func `the scan for a From line says what a plain search says`() {
  for pad in 0..<140 {
    for tail in [0, 1, 4, 5, 70] {
      let text = String(repeating: "F", count: pad) + "\nFrom " + String(repeating: "\nFro", count: tail)
      let bytes = Array(text.utf8)
      let hit = bytes.span.findFromLine(from: 0, to: bytes.count)
      let cut = bytes.span.findFromLine(from: 0, to: pad + 5)
      let behind = bytes.span.findFromLine(from: pad + 1, to: bytes.count)
      #expect(hit == pad + 1)
      #expect(cut == nil)
      #expect(behind == nil)
    }
  }
}

@Test func `the scan for line ends and field names says what a plain loop says`() {
  for length in 0..<70 {
    let bytes = Array(String(repeating: "x", count: length).utf8) + [10, 120]
    let end = bytes.span.lineEnd(from: 0, to: bytes.count)
    let bounded = bytes.span.lineEnd(from: 0, to: length)
    #expect(end == length && bounded == length)
    let field = Array((String(repeating: "X", count: length) + ": y z:").utf8)
    let name = field.span.fieldNameEnd(from: 0, to: field.count)
    #expect(name == (length == 0 ? -1 : length))
    let sentence = Array((String(repeating: "X", count: length) + " y: z").utf8)
    let none = sentence.span.fieldNameEnd(from: 0, to: sentence.count)
    #expect(none == -1)
  }
}

@Test func `the scan of address lists says what a plain loop says`() {
  let special = Set("\"(,:;<@[\\".utf8)
  for byte in UInt8.min...UInt8.max {
    for place in [0, 1, 15, 16, 17, 31, 40] {
      var bytes = [UInt8](repeating: 97, count: 41)
      bytes[place] = byte
      let found = bytes.span.addressSpecial(from: 0, to: 41)
      #expect(found == (special.contains(byte) ? place : 41))
      let visible = bytes.span.isVisible(from: 0, to: 41)
      #expect(visible == (byte > 32 && byte != 127))
      for to in [place, place + 1] {
        let before = bytes.span.addressSpecial(from: 0, to: to)
        let visibleBefore = bytes.span.isVisible(from: 0, to: to)
        #expect(before == (special.contains(byte) ? place : to))
        #expect(visibleBefore == (to == place || visible))
      }
    }
  }
}

@Test func `hashes and comparisons of ranges do not depend on the place`() {
  for length in 0..<40 {
    for place in [0, 1, 7, 8, 9] {
      let word = (0..<length).map { UInt8(65 + $0 % 26) }
      let bytes = [UInt8](repeating: 33, count: place) + word + [33]
      let small = word.map(ASCII.lower)
      let range = place..<place + length
      let hash = bytes.span.foldedHash(range, seed: 5)
      let other = small.span.foldedHash(0..<length, seed: 5)
      #expect(hash == other)
      let same = bytes.span.same(range, as: word.span, at: 0)
      let folded = bytes.span.sameFolded(range, as: small.span, at: 0)
      let short = bytes.span.same(range, as: word.span, at: 1)
      #expect(same && folded && (!short || length == 0))
      if length > 0 {
        let exact = bytes.span.same(range, as: small.span, at: 0)
        #expect(!exact)
      }
    }
  }
}
