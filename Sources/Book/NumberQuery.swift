internal import Scan

/// A telephone number that somebody asks for, however it is written: `+49 170 1234567`, `0170/1234567`, `0049-170-1234567`, or a part of it.
public struct NumberQuery: Sendable {
  /// Without the zeros that are dialled before a country or an area.
  private let digits: [UInt8]

  /// Nil where the text is more than a number, or has fewer than three digits.
  public init?(_ text: String) {
    var plain = ""
    for scalar in ASCII.lower(text).hasPrefix("tel:") ? text.dropFirst(4).unicodeScalars : text[...].unicodeScalars {
      switch scalar {
      case "0"..."9", "+", "(", ")": plain.unicodeScalars.append(scalar)
      // What parts a number on screens and in print.
      case " ", "-", ".", "/", "\u{A0}", "\u{2009}"..."\u{2015}", "\u{202F}": continue
      default: return nil
      }
    }
    digits = Array(Handle.normalize(.phone, plain).utf8.filter(ASCII.isDigit).drop { $0 == 48 })
    if digits.count < 3 { return nil }
  }

  /// Whether a word is, or holds, this number. A number that is written with its area but without its country is found by one with both.
  public func fits(_ word: Span<UInt8>) -> Bool {
    let start = word.indices.first { word[$0] != 43 && word[$0] != 48 } ?? word.count
    let count = word.count - start
    if count >= digits.count { return (start...start + count - digits.count).contains { has(word, $0, 0, digits.count) } }
    // Seven digits tell one subscriber of an area from another.
    return count >= 7 && has(word, start, digits.count - count, count)
  }

  /// The same of a handle, which only a phone number is.
  public func fits(_ handle: Handle) -> Bool { handle.kind == .phone && fits(handle.normal.utf8.span) }

  /// Whether a handle is this number and no longer one that only begins so or holds it: one ends as the other, seven digits at least.
  public func means(_ handle: Handle) -> Bool {
    guard handle.kind == .phone else { return false }
    let word = Array(handle.normal.utf8.drop { $0 == 43 || $0 == 48 })
    let count = min(word.count, digits.count)
    return count >= 7 && word.suffix(count).elementsEqual(digits.suffix(count))
  }

  /// Whether so many digits from `first` on stand in `word` from `start` on.
  private func has(_ word: Span<UInt8>, _ start: Int, _ first: Int, _ count: Int) -> Bool {
    (0..<count).allSatisfy { word[start + $0] == digits[first + $0] }
  }
}
