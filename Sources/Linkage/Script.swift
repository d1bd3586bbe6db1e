internal import Scan

/// Names in scripts that `Fold` leaves alone: Han, Hangul and kana, written in Latin letters for comparison.
enum Script {
  static func isHan(_ word: String) -> Bool { word.unicodeScalars.allSatisfy { (0x4E00...0x9FFF).contains($0.value) } }
  static func isHangul(_ word: String) -> Bool { word.unicodeScalars.allSatisfy { (0xAC00...0xD7A3).contains($0.value) } }

  /// Whether the text is of Latin letters: one word of these is a user name rather than a whole name.
  static func isPlain(_ text: String) -> Bool { text.unicodeScalars.allSatisfy { $0.value < 0x250 } }

  /// A Han or Hangul name without a blank as family name and given name: `张伟` is `张` `伟`.
  static func split(_ word: String) -> [String] {
    guard word.utf8.first.map({ $0 >= 0xE3 }) ?? false else { return [word] }
    let scalars = Array(word.unicodeScalars)
    guard (2...4).contains(scalars.count), isHan(word) || isHangul(word) else { return [word] }
    let head = scalars.count == 4 ? 2 : 1
    var family = String.UnicodeScalarView()
    family.append(contentsOf: scalars[..<head])
    var given = String.UnicodeScalarView()
    given.append(contentsOf: scalars[head...])
    return [String(family), String(given)]
  }

  /// The words in Latin letters where that is known, else as they are.
  static func latin(_ words: [String], isFamily: Bool = false) -> [String] {
    words.map { word in
      guard word.utf8.first.map({ $0 >= 0xE3 }) ?? false else { return word }
      if isHangul(word) { return hangul(word) }
      return HanNames.pinyin(word) ?? kana(word) ?? word
    }
  }

  /// Revised Romanisation of Hangul syllables, without assimilation.
  private static func hangul(_ word: String) -> String {
    let leads = "g kk n d tt r m b pp s ss - j jj ch k t p h".split(separator: " ").map { $0 == "-" ? "" : String($0) }
    let vowels = "a ae ya yae eo e yeo ye o wa wae oe yo u wo we wi yu eu ui i".split(separator: " ").map(String.init)
    let tails = "- k k k n n n t l k m l l l p l m p p t t ng t t k t p t".split(separator: " ").map { $0 == "-" ? "" : String($0) }
    return word.unicodeScalars.map { scalar in
      let index = Int(scalar.value) - 0xAC00
      return leads[index / 588] + vowels[index % 588 / 28] + tails[index % 28]
    }.joined()
  }

  /// Hepburn of kana without length marks; nil where another script is in the word.
  private static func kana(_ word: String) -> String? {
    let table = [
      "a", "a", "i", "i", "u", "u", "e", "e", "o", "o", "ka", "ga", "ki", "gi", "ku", "gu", "ke", "ge", "ko", "go", "sa", "za", "shi", "ji",
      "su", "zu", "se", "ze", "so", "zo", "ta", "da", "chi", "ji", "", "tsu", "zu", "te", "de", "to", "do", "na", "ni", "nu", "ne", "no",
      "ha", "ba", "pa", "hi", "bi", "pi", "fu", "bu", "pu", "he", "be", "pe", "ho", "bo", "po", "ma", "mi", "mu", "me", "mo", "ya", "ya",
      "yu", "yu", "yo", "yo", "ra", "ri", "ru", "re", "ro", "wa", "wa", "i", "e", "o", "n", "vu",
    ]
    var out = ""
    for scalar in word.unicodeScalars {
      let value = Int(scalar.value)
      if value == 0x30FC { continue }
      let index = (0x3041...0x3094).contains(value) ? value - 0x3041 : (0x30A1...0x30F4).contains(value) ? value - 0x30A1 : -1
      guard table.indices.contains(index) else { return nil }
      if [0x3083, 0x3085, 0x3087].contains(value) || [0x30E3, 0x30E5, 0x30E7].contains(value) {  // small ya, yu, yo join the sound before
        if out.hasSuffix("i") { out.removeLast() }
        out += out.hasSuffix("sh") || out.hasSuffix("ch") || out.hasSuffix("j") ? String(table[index].dropFirst()) : table[index]
      } else {
        out += table[index]
      }
    }
    return out
  }
}
