import Scan
import Tabular

/// Clock times and whole times of day as exports write them.
enum ClockText {
  /// Reads `14:05`, `14:05:12`, `2:37 PM`, `2:37 p. m.`; whatever blanks stand within.
  static func seconds(_ text: some StringProtocol) -> Int? {
    var numbers: [Int] = []
    var current: Int?
    var letters: [UInt8] = []
    for scalar in text.unicodeScalars {
      if scalar.isASCII, ASCII.isDigit(UInt8(scalar.value)) {
        guard letters.isEmpty else { return nil }
        current = (current ?? 0) * 10 + Int(scalar.value - 48)
        if (current ?? 0) > 99 { return nil }
      } else if scalar == ":" || (scalar == "." && letters.isEmpty) {
        if let value = current { numbers.append(value) }
        current = nil
      } else if scalar.isASCII, ASCII.isLetter(UInt8(scalar.value)) {
        letters.append(ASCII.lower(UInt8(scalar.value)))
      }
    }
    if let value = current { numbers.append(value) }
    guard numbers.count == 2 || numbers.count == 3 else { return nil }
    var hour = numbers[0]
    if letters.starts(with: Array("am".utf8)) { hour = hour == 12 ? 0 : hour }
    if letters.starts(with: Array("pm".utf8)) { hour = hour == 12 ? 12 : hour + 12 }
    guard hour < 24, numbers[1] < 60, numbers.count < 3 || numbers[2] < 60 else { return nil }
    return hour * 3600 + numbers[1] * 60 + (numbers.count == 3 ? numbers[2] : 0)
  }

  /// A date in `order`, a comma or blank, and a clock: a moment without a zone. ISO 8601 in any case.
  static func moment(_ text: String, order: DateOrder) -> Moment? {
    if let moment = Moment(text) { return moment }
    guard let cut = text.firstIndex(where: { $0 == "," || $0 == " " }) else { return nil }
    guard let date = CivilDate(String(text[..<cut]), order: order), let year = date.year else { return nil }
    guard let day = Day(year: year, month: date.month, day: date.day), let clock = seconds(text[cut...]) else { return nil }
    return Moment(day: day, hour: clock / 3600, minute: clock / 60 % 60, second: clock % 60, offsetMinutes: nil)
  }
}
