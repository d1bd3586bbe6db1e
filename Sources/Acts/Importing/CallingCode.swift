import Scan

/// Country calling codes, as far as a number has to be parted from its code.
enum CallingCode {
  /// The code of an international number (`+442079460123` gives `44`), by the lengths of ITU-T E.164's list.
  static func of(_ number: String) -> String {
    let digits = number.filter { $0.isASCII && $0.isNumber }
    if digits.hasPrefix("1") || digits.hasPrefix("7") { return String(digits.prefix(1)) }
    let two: Set<String> = [
      "20", "27", "30", "31", "32", "33", "34", "36", "39", "40", "41", "43", "44", "45", "46", "47", "48", "49", "51", "52", "53", "54",
      "55", "56", "57",
      "58", "60", "61", "62", "63", "64", "65", "66", "81", "82", "84", "86", "90", "91", "92", "93", "94", "95", "98",
    ]
    let head = String(digits.prefix(2))
    return two.contains(head) ? head : String(digits.prefix(3))
  }
}
