import Scan

/// The words by which contact tables of many languages call their columns: data of `Resources/columns.txt`.
struct ColumnVocabulary: Sendable {
  /// Whole names, folded, and the notion they stand for.
  let phrases: [String: String]
  /// Single words, folded, and the notion they carry.
  let words: [String: String]

  /// The vocabulary that travels in the binary.
  static let standard = ColumnVocabulary(Resource.text("intake/columns.txt") ?? "")

  init(_ text: String) {
    var phrases: [String: String] = [:]
    var words: [String: String] = [:]
    var inWords = false
    for line in text.split(separator: "\n") where !line.hasPrefix("#") {
      if line.hasPrefix("[") {
        inWords = line == "[words]"
        continue
      }
      guard let equals = line.firstIndex(of: "=") else { continue }
      let notion = ASCII.trim(String(line[..<equals]))
      for item in line[line.index(after: equals)...].split(separator: "|") {
        let key = ColumnVocabulary.key(String(item)).words.joined(separator: " ")
        // The first meaning stands: what is written above is the more usual one.
        if inWords { words[key] = words[key] ?? notion } else { phrases[key] = phrases[key] ?? notion }
      }
    }
    self.phrases = phrases
    self.words = words
  }

  /// The words of a column's name, folded, `e-mail` in one, digits taken out as the ordinal (1 where there is none).
  static func key(_ column: String) -> (words: [String], ordinal: Int) {
    var words: [String] = []
    var ordinal = 1
    for word in Fold.words(spaced(column)) {
      if let number = Int(word) {
        ordinal = number
      } else if words.last == "e", word.hasPrefix("mail") || word.hasPrefix("post") {
        words[words.count - 1] = "email"
        if word.utf8.count > 4 { words.append(String(word.dropFirst(4))) }
      } else if (words.last == "p" && word == "o") || (words.last == "po" && word == "box") || (words.last == "post" && word == "code") {
        words[words.count - 1] = word == "o" ? "po" : word == "box" ? "pobox" : "postcode"
      } else {
        let digits = word.utf8.reversed().prefix(while: ASCII.isDigit).count
        if digits > 0, digits < word.utf8.count, let number = Int(word.suffix(digits)) {
          ordinal = number
          words.append(String(word.dropLast(digits)))
        } else {
          words.append(word)
        }
      }
    }
    return (words, ordinal)
  }

  /// `HasOptedOutOfEmail`, `given_name` with blanks where words meet.
  private static func spaced(_ column: String) -> String {
    var out = String.UnicodeScalarView()
    var wasSmall = false
    for scalar in column.unicodeScalars {
      if scalar == "_" {
        out.append(" ")
        wasSmall = false
        continue
      }
      if wasSmall, scalar.isASCII ? (65...90).contains(scalar.value) : scalar.properties.isUppercase { out.append(" ") }
      // An accent written apart belongs to the letter before it.
      if !(0x300...0x36F).contains(scalar.value) {
        wasSmall = scalar.isASCII ? (97...122).contains(scalar.value) : scalar.properties.isLowercase
      }
      out.append(scalar)
    }
    return String(out)
  }
}
