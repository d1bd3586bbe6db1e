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
    let parts = HandleWords(text)
    guard parts.count >= 2 else { return nil }
    core = parts.words.count == 1 ? parts.words[0] : parts.words.joined()
    digits = parts.digits
    count = core.utf8.count
    self.origin = origin
    coreHash = Mix.hash(.handle, core)
    var run = Mix.Run(.handle)
    run.add(core)
    run.add(35)
    run.add(digits)
    whole = run.hash
    word = Mix.hash(.token, core)
    spelled = origin == .mail || origin == .profile ? known.form(of: parts.words) : nil
  }

  /// Whether many have it or nobody: `info`, `sales`.
  var isCommon: Bool { Words.known.isCommonHandle(word) }
}

/// A handle taken apart: the words between separators, initials included, and the digits at its end.
private struct HandleWords {
  private(set) var words: [String] = []
  private(set) var digits = ""
  /// The letters and digits of all.
  private(set) var count = 0

  init(_ text: String) {
    var word: [UInt8] = []
    var digits: [UInt8] = []
    for byte in Fold.bytes(text) {
      if ASCII.isLetter(byte) || byte >= 128 {
        if !digits.isEmpty {  // digits inside belong to the letters
          word += digits
          digits.removeAll(keepingCapacity: true)
        }
        word.append(byte)
      } else if ASCII.isDigit(byte) {
        digits.append(byte)
      } else {
        if !word.isEmpty {
          put(word + digits)
          digits.removeAll(keepingCapacity: true)
        }
        word.removeAll(keepingCapacity: true)
      }
    }
    if !word.isEmpty { put(word) }
    self.digits = String(decoding: digits, as: UTF8.self)
    count += digits.count
  }

  private mutating func put(_ word: [UInt8]) {
    words.append(String(decoding: word, as: UTF8.self))
    count += word.count
  }
}
