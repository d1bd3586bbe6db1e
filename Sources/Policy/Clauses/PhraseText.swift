import Scan

/// A text as the phrase rules see it: words folded, each with its place, and where sentences end.
/// Offsets count Unicode scalars of the text as given, so that other programs can mark the words.
struct PhraseText: Sendable {
  /// One word.
  struct Token: Sendable {
    /// Small letters, no accents, a possessive `'s` gone.
    var word: String
    /// First scalar.
    var start: Int
    /// One past the last scalar.
    var end: Int
    /// The sentence it stands in, counted from 0.
    var sentence: Int
    /// Whether it is a number written in digits.
    var isNumber: Bool
  }

  /// The text's scalars.
  let scalars: [Unicode.Scalar]
  /// Its words in order.
  private(set) var tokens: [Token] = []
  /// The scalar range of each sentence, blanks at its ends left out.
  private(set) var sentences: [Range<Int>] = []

  /// Reads `text`. With `lines`, the end of a line ends a sentence too (mail); without, only an empty line does (agreements, often wrapped).
  init(_ text: String, lines: Bool = false) {
    scalars = Array(text.unicodeScalars)
    var sentenceStart = 0
    var position = 0
    while position < scalars.count {
      let scalar = scalars[position]
      if PhraseText.isWord(scalar) {
        position = readWord(at: position)
      } else {
        position += 1
        if ends(sentenceAt: position - 1, lines: lines) {
          close(from: sentenceStart, to: position)
          sentenceStart = position
        }
      }
    }
    close(from: sentenceStart, to: scalars.count)
  }

  /// The text of a scalar range.
  func string(_ range: Range<Int>) -> String {
    var out = String.UnicodeScalarView()
    out.append(contentsOf: scalars[range])
    return String(out)
  }

  /// The scalar range of the words `range`.
  func span(_ range: Range<Int>) -> Range<Int> {
    guard !range.isEmpty else { return 0..<0 }
    return tokens[range.lowerBound].start..<tokens[range.upperBound - 1].end
  }

  /// The words of sentence `number`, as a range of tokens.
  func words(ofSentence number: Int) -> Range<Int> {
    let low = tokens.firstIndex { $0.sentence >= number } ?? tokens.count
    let high = tokens[low...].firstIndex { $0.sentence > number } ?? tokens.count
    return low..<high
  }

  /// What a folded word loses before it is compared: `company's` is `company`; `let's` stays, it means something else.
  static func normal(_ word: String) -> String {
    guard word.utf8.count > 2, word.hasSuffix("'s"), word != "let's" else { return word }
    return String(word.dropLast(2))
  }

  static func isWord(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII { return ASCII.isLetter(UInt8(scalar.value)) || ASCII.isDigit(UInt8(scalar.value)) }
    return scalar.properties.isAlphabetic || scalar.properties.numericType != nil || (0x300...0x36F).contains(scalar.value)
  }

  private static func isApostrophe(_ scalar: Unicode.Scalar) -> Bool { scalar == "'" || scalar == "\u{2019}" || scalar == "\u{02BC}" }

  // French and Italian elide: `l'entreprise`, `n'hésitez`, `j'ai` are two words each.
  private static let elided: Set<String> = [
    "l", "d", "j", "n", "s", "c", "m", "t", "qu", "jusqu", "lorsqu", "puisqu", "dell", "all", "nell",
  ]

  private mutating func readWord(at start: Int) -> Int {
    var end = start
    var raw = String.UnicodeScalarView()
    var ascii = true
    var digits = true
    while end < scalars.count {
      let scalar = scalars[end]
      if scalar == "\u{AD}" {
        end += 1  // a hyphen that shows only at the end of a line
      } else if PhraseText.isWord(scalar) {
        raw.append(scalar)
        ascii = ascii && scalar.isASCII
        digits = digits && scalar.properties.numericType != nil
        end += 1
      } else if PhraseText.isApostrophe(scalar), end + 1 < scalars.count, PhraseText.isWord(scalars[end + 1]) {
        if PhraseText.elided.contains(ASCII.lower(String(raw))) {
          append(String(raw), start: start, end: end, ascii: ascii, digits: false)
          return end + 1
        }
        raw.append("'")
        digits = false
        end += 1
      } else {
        break
      }
    }
    append(String(raw), start: start, end: end, ascii: ascii, digits: digits)
    return end
  }

  private mutating func append(_ raw: String, start: Int, end: Int, ascii: Bool, digits: Bool) {
    let folded = ascii ? ASCII.lower(raw) : Fold.string(raw)
    tokens.append(Token(word: PhraseText.normal(folded), start: start, end: end, sentence: sentences.count, isNumber: digits))
  }

  private mutating func close(from start: Int, to end: Int) {
    var low = start
    var high = end
    while low < high, scalars[low].properties.isWhitespace { low += 1 }
    while high > low, scalars[high - 1].properties.isWhitespace { high -= 1 }
    if low < high, tokens.last.map({ $0.sentence == sentences.count }) ?? false {
      sentences.append(low..<high)
    } else if low < high, let last = sentences.popLast() {
      sentences.append(last.lowerBound..<high)  // a stray mark belongs to the sentence before it
    }
  }

  // Full stops after these do not end a sentence.
  private static let abbreviations: Set<String> = [
    "inc", "corp", "co", "ltd", "no", "nos", "sec", "art", "mr", "mrs", "ms", "dr", "jr", "sr", "st", "u", "s", "c", "e", "g", "i", "vs",
    "v",
    "bzw", "ca", "nr", "abs", "z", "b", "d", "h", "usw", "etc", "al", "para", "cl", "approx", "plc", "llc", "p", "m", "a", "prof",
  ]

  private func ends(sentenceAt position: Int, lines: Bool) -> Bool {
    switch scalars[position] {
    case "!", "?": return true
    case "\n", "\r":
      if lines { return true }
      var next = position + 1
      while next < scalars.count, scalars[next] == " " || scalars[next] == "\t" || scalars[next] == "\r" { next += 1 }
      return next < scalars.count && scalars[next] == "\n" && scalars[position] == "\n"
    case ".": return endsAtStop(position)
    default: return false
    }
  }

  private func endsAtStop(_ position: Int) -> Bool {
    var next = position + 1
    while next < scalars.count, ")]\"'\u{201D}\u{2019}*_".unicodeScalars.contains(scalars[next]) { next += 1 }
    guard next < scalars.count else { return true }
    guard scalars[next].properties.isWhitespace else { return false }
    guard let last = tokens.last, last.end == position else { return true }
    if last.isNumber {
      // `14.2. The Employee` and `1. You agree`: a number that begins its sentence is its label.
      return !(tokens.count < 2 || tokens[tokens.count - 2].sentence != last.sentence)
    }
    if PhraseText.abbreviations.contains(last.word) {
      while next < scalars.count, scalars[next].properties.isWhitespace { next += 1 }
      // `Inc. The` may end a sentence; a small letter or a digit after the stop never begins one.
      guard last.word.utf8.count > 1, next < scalars.count, ["inc", "corp", "co", "ltd", "llc", "plc", "etc", "usw"].contains(last.word)
      else {
        return false
      }
      return scalars[next].properties.isUppercase && position - last.start > 1 && startsWithArticle(next)
    }
    return true
  }

  private func startsWithArticle(_ position: Int) -> Bool {
    for word in ["The ", "This ", "You ", "If ", "In ", "Any ", "Executive ", "Employee ", "I ", "We ", "For "] {
      let letters = Array(word.unicodeScalars)
      if position + letters.count <= scalars.count, Array(scalars[position..<position + letters.count]) == letters { return true }
    }
    return false
  }
}
