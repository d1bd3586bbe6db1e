internal import Scan

/// A name that somebody goes by in an address: the local part of a mail address, a user name, a profile's last part. A class, since many
/// records of a book share one and comparisons touch it often.
final class Handle: Sendable {
  /// Folded letters without separators and without the digits at the end.
  let core: String
  /// The digits at its end.
  let digits: String
  /// The length of the core in bytes.
  let count: Int
  /// The hash of core and digits: the whole handle.
  let whole: UInt64
  /// The hash of the core.
  let coreHash: UInt64
  /// The hash of the core as a word of a name.
  let word: UInt64
  let origin: Origin
  /// The name it spells in words between separators: `anna.schmidt`.
  let spelled: NameForm?

  enum Origin: UInt8, Sendable {
    case mail, profile, name, domain
  }

  /// The handle in `text`; nil where that has fewer than two letters and digits.
  init?(_ text: String, _ origin: Origin, _ known: inout FeatureCache) {
    let parts = HandleLetters(text)
    guard parts.letters.count + parts.digits.count >= 2 else { return nil }
    let bytes = parts.letters.span
    core = bytes.string(0..<bytes.count)
    digits = String(decoding: parts.digits, as: UTF8.self)
    count = bytes.count
    self.origin = origin
    coreHash = Mix.hash(.handle, bytes)
    var run = Mix.Run(.handle)
    run.add(bytes)
    run.add(35)
    run.add(parts.digits.span)
    whole = run.hash
    word = Mix.hash(.token, bytes)
    spelled = parts.ends.isEmpty || origin == .name || origin == .domain ? nil : known.form(spelledBy: parts)
  }

  /// Whether many have it or nobody: `info`, `sales`.
  var isCommon: Bool { Words.known.isCommonHandle(word) }
}

/// A handle taken apart into letters and the digits at its end.
struct HandleLetters {
  /// The folded letters without separators; digits inside belong to them.
  private(set) var letters: [UInt8] = []
  /// The digits at the end.
  private(set) var digits: [UInt8] = []
  /// Where words end in `letters`, but for the last.
  private(set) var ends: [Int] = []

  init(_ text: String) {
    let folded = Fold.bytes(text)
    letters.reserveCapacity(folded.count)
    var start = 0
    for byte in folded {
      if ASCII.isLetter(byte) || byte >= 128 {
        if !digits.isEmpty { takeDigits() }
        letters.append(byte)
      } else if ASCII.isDigit(byte) {
        digits.append(byte)
      } else if letters.count > start {
        if !digits.isEmpty { takeDigits() }
        start = letters.count
        ends.append(start)
      }
    }
    // A separator at the end parts nothing.
    if ends.last == letters.count { ends.removeLast() }
  }

  private mutating func takeDigits() {
    letters += digits
    digits.removeAll(keepingCapacity: true)
  }

  /// The words between separators, initials included: `anna.schmidt` gives two.
  var words: [String] {
    let bytes = letters.span
    var start = 0
    var words: [String] = []
    for end in ends + [letters.count] {
      words.append(bytes.string(start..<end))
      start = end
    }
    return words
  }
}
