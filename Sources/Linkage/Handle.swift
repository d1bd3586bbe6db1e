internal import Scan

/// A name that somebody goes by in an address: the local part of a mail address, a user name, a profile's last part. Its letters lie in the
/// table it belongs to.
struct Handle: Sendable {
  /// Folded letters without separators and without the digits at the end.
  let core: Stretch
  /// The digits at its end.
  let digits: Stretch
  /// The hash of core and digits: the whole handle.
  let whole: UInt64
  /// The hash of the core.
  let coreHash: UInt64
  /// The hash of the core as a word of a name.
  let word: UInt64
  let origin: Origin
  /// Whether many have it or nobody: `info`, `sales`.
  let isCommon: Bool
  /// The name it spells in words between separators, by number of its form: `anna.schmidt`.
  let spelled: UInt32?

  enum Origin: UInt8, Sendable {
    case mail, profile, name, domain
  }

  /// The length of the core in bytes.
  @inline(__always) var count: Int { core.count }

  /// Whether both are the same letters and digits from the same kind of place.
  func isSame(_ other: Handle) -> Bool { whole == other.whole && origin == other.origin }

  /// Puts the handle in `text` into `table` and gives its number; nil where that has fewer than two letters and digits.
  static func read(_ text: Span<UInt8>, _ origin: Origin, _ table: inout FeatureTable, _ letters: inout HandleLetters) -> UInt32? {
    letters.read(text)
    guard letters.letters.count + letters.digits.count >= 2 else { return nil }
    let start = table.letters.count
    table.letters.append(letters.letters.span, letters.letters.indices)
    let middle = table.letters.count
    table.letters.append(letters.digits.span, letters.digits.indices)
    let spells = !letters.ends.isEmpty && origin != .name && origin != .domain
    let spelled = spells ? table.form(spelledBy: letters, Stretch(start..<middle)) : nil
    let (core, digits) = (Stretch(start..<middle), Stretch(middle..<middle + letters.digits.count))
    table.handles.append(Handle(letters, core, digits, origin, spelled))
    return UInt32(table.handles.count - 1)
  }

  private init(_ letters: HandleLetters, _ core: Stretch, _ digits: Stretch, _ origin: Origin, _ spelled: UInt32?) {
    (self.core, self.digits, self.origin, self.spelled) = (core, digits, origin, spelled)
    let bytes = letters.letters.span
    var run = Mix.Run(.handle)
    run.add(bytes)
    coreHash = run.hash
    run.add(35)
    run.add(letters.digits.span)
    whole = run.hash
    word = Mix.hash(.token, bytes)
    isCommon = Words.known.isCommonHandle(word)
  }
}

/// A handle taken apart into letters and the digits at its end. One serves for many, so that its room is used again.
struct HandleLetters: Sendable {
  /// The folded letters without separators; digits inside belong to them.
  private(set) var letters: [UInt8] = []
  /// The digits at the end.
  private(set) var digits: [UInt8] = []
  /// Where words end in `letters`, but for the last.
  private(set) var ends: [Int] = []

  /// Takes `text` apart.
  mutating func read(_ text: Span<UInt8>) {
    letters.removeAll(keepingCapacity: true)
    if !digits.isEmpty { digits.removeAll(keepingCapacity: true) }
    if !ends.isEmpty { ends.removeAll(keepingCapacity: true) }
    var start = 0
    if text.isASCII {
      for i in text.indices { take(ASCII.lower(text[i]), &start) }
    } else {
      for byte in Fold.bytes(text.string(0..<text.count)) { take(byte, &start) }
    }
    // A separator at the end parts nothing.
    if ends.last == letters.count { ends.removeLast() }
  }

  @inline(__always) private mutating func take(_ byte: UInt8, _ start: inout Int) {
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

  /// The hash of the letters and of where words end in them.
  var hash: UInt64 {
    var run = Mix.Run(.handle)
    run.add(letters.span)
    for end in ends { run.add(UInt8(truncatingIfNeeded: end)) }
    return run.hash
  }

  private mutating func takeDigits() {
    letters += digits
    digits.removeAll(keepingCapacity: true)
  }
}

extension FeatureTable {
  /// The name that the words of a handle spell, initials included: `anna.schmidt`; nil where they spell none. `core` are its letters.
  fileprivate mutating func form(spelledBy handle: HandleLetters, _ core: Stretch) -> UInt32? {
    guard handle.ends.count <= 3 else { return nil }
    for byte in handle.letters where byte < 97 { return nil }
    let hash = handle.hash
    let known = spelled.count(hash)
    if known > 0 { return known - 1 }
    let first = words.count
    var (start, isNoName) = (0, true)
    let bytes = handle.letters.span
    for place in 0...handle.ends.count {
      let end = place < handle.ends.count ? handle.ends[place] : bytes.count
      let word = Word(bytes.extracting(start..<end))
      isNoName = isNoName && word.isNoName
      words.append(word)
      start = end
    }
    forms.append(NameForm(spelledBy: handle, core, words: first..<words.count, &self, isNoName))
    spelled.add(hash, by: UInt32(forms.count))
    return UInt32(forms.count - 1)
  }
}

extension NameForm {
  /// The form of a name spelled by a handle's words.
  fileprivate init(
    spelledBy handle: HandleLetters, _ core: Stretch, words: Range<Int>, _ table: inout FeatureTable, _ isNoName: Bool
  ) {
    let bytes = handle.letters.span
    let family = handle.ends[handle.ends.count - 1]
    (given, self.family) = (Stretch(words.dropLast()), Stretch(words.suffix(1)))
    givenJoined = Stretch(core.first..<core.first + family)
    familyJoined = Stretch(core.first + family..<core.first + bytes.count)
    let start = table.letters.count
    for i in bytes.indices {
      if handle.ends.contains(i) { table.letters.append(32) }
      table.letters.append(bytes[i])
    }
    spoken = Stretch(start..<table.letters.count)
    (derived, derivedBits) = (Stretch(), 0)
    let hashes = NameHashes(handle.letters, ends: handle.ends + [bytes.count], family: family)
    (key, joinedHash, backwardHash) = (hashes.key, hashes.joined, hashes.backward)
    familyHash = Mix.hash(.handle, bytes.extracting(family..<bytes.count))
    (compound, generation, sure, origin, isFull) = (nil, 0, false, .mail, false)
    self.isNoName = isNoName
  }
}
