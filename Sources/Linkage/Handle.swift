internal import Scan

/// A name that somebody goes by in an address: the local part of a mail address, a user name, a profile's last part.
struct Handle: Sendable, Hashable {
  /// Folded letters without separators and without the digits at the end.
  let core: String
  /// The digits at its end.
  let digits: String
  /// The hash of core and digits: the whole handle.
  let whole: UInt64
  /// The hash of the core.
  let coreHash: UInt64
  /// The words between separators (`anna.schmidt` gives two), initials included.
  let words: [String]
  let origin: Origin

  enum Origin: UInt8, Sendable {
    case mail, profile, name, domain
  }

  init?(_ text: String, _ origin: Origin) {
    var words: [String] = []
    var word: [UInt8] = []
    var digits: [UInt8] = []
    for byte in Fold.bytes(text) {
      if ASCII.isLetter(byte) || byte >= 128 {
        if !digits.isEmpty {  // digits inside belong to the letters
          word += digits
          digits = []
        }
        word.append(byte)
      } else if ASCII.isDigit(byte) {
        digits.append(byte)
      } else {
        if !word.isEmpty {
          words.append(String(decoding: word + digits, as: UTF8.self))
          digits = []
        }
        word = []
      }
    }
    if !word.isEmpty { words.append(String(decoding: word, as: UTF8.self)) }
    let core = words.joined()
    guard core.utf8.count + digits.count >= 2 else { return nil }
    self.core = core
    self.digits = String(decoding: digits, as: UTF8.self)
    self.words = words
    self.origin = origin
    coreHash = Mix.hash(.handle, core)
    whole = Mix.hash(.handle, core + "#" + self.digits)
  }

  var count: Int { core.utf8.count }
}
