/// Folding of text for look-up and comparison: small letters, no accents, Greek and Cyrillic written in Latin. Never shown.
public enum Fold {
  private static let table: [UInt32: [UInt8]] = {
    var table: [UInt32: [UInt8]] = [:]
    for entry in FoldTable.entries.utf8.split(separator: 32) {
      guard let equals = entry.firstIndex(of: 61), let scalar = UInt32(String(Substring(entry[..<equals])), radix: 16) else { continue }
      table[scalar] = Array(entry[entry.index(after: equals)...])
    }
    return table
  }()

  /// `text` folded, as UTF-8: `Åkesson` gives `akesson`, `Ní Bhriain` gives `ni bhriain`, `Миллер` gives `miller`.
  public static func bytes(_ text: String) -> [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(text.utf8.count)
    let plain = text.utf8Span.span
    if plain.isASCII {  // nearly all there is
      for i in plain.indices { out.append(ASCII.lower(plain[i])) }
      return out
    }
    for scalar in text.unicodeScalars {
      let value = scalar.value
      if value < 128 {
        out.append(ASCII.lower(UInt8(value)))
      } else if (0x300...0x36F).contains(value) || (0x200B...0x200F).contains(value) || value == 0xFEFF {
        continue  // accents written apart, marks of direction
      } else if let folded = table[value] {
        out += folded
      } else {
        out += Array(String(scalar).utf8)
      }
    }
    return out
  }

  /// `text` folded, as a string.
  public static func string(_ text: String) -> String { String(decoding: bytes(text), as: UTF8.self) }

  /// The words of `text`, folded: maximal runs of letters and digits. An apostrophe joins (`O'Brien` is `obrien`).
  public static func words(_ text: String) -> [String] {
    var out: [UInt8] = []
    append(wordsOf: text, to: &out)
    return out.split(separator: 32).map { String(decoding: $0, as: UTF8.self) }
  }

  /// Appends the same words, each with a blank in front, without making a string of any.
  public static func append(wordsOf text: String, to out: inout [UInt8]) { append(wordsOf: text.utf8.span, to: &out) }

  /// The same of UTF-8.
  public static func append(wordsOf text: Span<UInt8>, to out: inout [UInt8]) {
    if text.isASCII(0..<text.count) { return append(wordsOfFolded: text, to: &out) }
    let folded = bytes(text.string(0..<text.count))
    append(wordsOfFolded: folded.span, to: &out)
  }

  /// The same of a text that is folded but for its capitals.
  private static func append(wordsOfFolded text: Span<UInt8>, to out: inout [UInt8]) {
    // A blank for each word, and none but the first has no other byte in front.
    out.append(addingCapacity: text.count + 1) { words in
      var isInWord = false
      for i in text.indices {
        let byte = ASCII.lower(text[i])
        if ASCII.isLetter(byte) || ASCII.isDigit(byte) || byte >= 128 {
          if !isInWord { words.append(32) }
          isInWord = true
          words.append(byte)
        } else if byte != 39 {
          isInWord = false
        }
      }
    }
  }
}
