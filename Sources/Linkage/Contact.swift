internal import Scan

/// Telephone numbers, postal addresses and organisations in comparable form.
enum Contact {
  /// A number's significant digits as an integer: the last nine, so that national and international writing meet; 0 when too short.
  static func phone(_ raw: String, callingCode: String?) -> UInt64 {
    var digits: [UInt8] = []
    for byte in raw.utf8 {
      if ASCII.isDigit(byte) { digits.append(byte - 48) }
      if byte == 120 || byte == 59 || byte == 35, digits.count >= 7 { break }  // x, ;ext, #: an extension
    }
    while digits.first == 0 { digits.removeFirst() }
    guard digits.count >= 7, Set(digits).count > 1 else { return 0 }
    return digits.suffix(9).reduce(0) { $0 * 10 + UInt64($1) }
  }

  /// Whether two numbers' significant digits are one number: equal, or the shorter one the end of the longer.
  static func isSame(_ a: UInt64, _ b: UInt64) -> Bool {
    if a == b { return true }
    let (short, long) = a < b ? (a, b) : (b, a)
    guard short >= 10_000_000 else { return false }
    return long % 100_000_000 == short
  }

  /// The hash of an organisation's core words: without legal form; 0 when nothing is left.
  static func organisation(_ raw: String) -> UInt64 {
    let words = OrganisationName.core(raw)
    return words.isEmpty ? 0 : Mix.hash(.organisation, words.joined(separator: " "))
  }
}

/// A postal address in comparable form.
struct PostalForm: Sendable, Hashable {
  /// Digits of the house number, empty if unknown.
  var number = ""
  /// The street's words run together, its kind of way shortened.
  var street = ""
  /// The street's letters as written, for mistypings.
  var streetLetters = ""
  var extraLetters = ""
  /// The second line, likewise.
  var extra = ""
  var locality = ""
  var postcode = ""
  var region = ""

  init(_ address: LinkageAddress) {
    var street = PostalForm.words(address.street)
    number = PostalForm.words(address.number).joined()
    if number.isEmpty {
      if let first = street.first, PostalForm.isNumber(first), street.count > 1 {
        number = first
        street.removeFirst()
      } else if let last = street.last, PostalForm.isNumber(last), street.count > 1 {
        number = last
        street.removeLast()
      }
    }
    self.street = street.map { Words.known.streetWords[$0] ?? $0 }.joined()
    streetLetters = street.joined()
    let extra = PostalForm.words(address.extra)
    self.extra = extra.map { Words.known.streetWords[$0] ?? $0 }.joined()
    extraLetters = extra.joined()
    locality = PostalForm.words(address.locality).joined()
    postcode = PostalForm.words(address.postcode).joined()
    region = PostalForm.words(address.region).joined()
  }

  var isEmpty: Bool { street.isEmpty && extra.isEmpty && locality.isEmpty && postcode.isEmpty }

  private static func isNumber(_ word: String) -> Bool { word.utf8.first.map(ASCII.isDigit) ?? false }
  private static func words(_ text: String) -> [String] { text.isEmpty ? [] : Fold.words(text) }
}
