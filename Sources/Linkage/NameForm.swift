/// One name being taken apart: given names, family name, generation mark. Words are folded.
struct NameDraft: Sendable, Hashable {
  /// Given and middle names in order; one-letter tokens are initials.
  var given: [Token] = []
  /// The words of the family name without particles.
  var family: [Token] = []
  /// The family name in one word with its particles (`vanderberg`, `alfarsi`).
  var familyJoined = ""
  /// 0 none, 2 II, 3 III, 4 IV, 20 junior, 21 senior.
  var generation: UInt8 = 0
  /// Whether the source told given from family name, or a comma did.
  var sure = false
  /// Where the form comes from.
  var origin = NameForm.Origin.written
  /// The hash of all full words in alphabetical order; 0 where there are fewer than two.
  var key: UInt64 = 0
  /// The hashes of all words run together, given name first and family name first; 0 below six letters.
  var joinedHash: UInt64 = 0
  var backwardHash: UInt64 = 0
  /// The handles people make of this name.
  var derived: [Derivation] = []

  mutating func seal() {
    var (letters, ends): ([UInt8], [Int]) = ([], [])
    for token in given + family {
      letters += token.text.utf8
      ends.append(letters.count)
    }
    let hashes = NameHashes(letters, ends: ends, family: given.isEmpty ? 0 : ends[given.count - 1])
    (key, joinedHash, backwardHash) = (hashes.key, hashes.joined, hashes.backward)
    derived = Derivation.all(of: self)
  }
}

/// What stands for a whole name, however its words are ordered or run together.
struct NameHashes {
  /// Of all full words in the order of the alphabet; 0 where there are fewer than two.
  let key: UInt64
  /// Of all words run together, given names first and family name first; 0 below six letters.
  let joined: UInt64
  let backward: UInt64

  /// The hashes of words that lie one behind the other in `letters`, each to its end; the family name begins at `family`.
  init(_ letters: [UInt8], ends: [Int], family: Int) {
    let bytes = letters.span
    var words: [Range<Int>] = []
    var start = 0
    for end in ends {
      if end > start + 1 { words.append(start..<end) }
      start = end
    }
    words.sort { letters[$0].lexicographicallyPrecedes(letters[$1]) }
    var run = Mix.Run(.fullName)
    for place in words.indices {
      if place > 0 { run.add(32) }
      run.add(bytes.extracting(words[place]))
    }
    key = words.count < 2 ? 0 : run.hash
    var turned = Mix.Run(.handle)
    turned.add(bytes.extracting(family..<bytes.count))
    turned.add(bytes.extracting(0..<family))
    joined = bytes.count < 6 ? 0 : Mix.hash(.handle, bytes)
    backward = bytes.count < 6 ? 0 : turned.hash
  }
}

/// A name taken apart, as it is compared: its words and letters lie in the table it belongs to.
struct NameForm: Sendable {
  let given: Stretch
  let family: Stretch
  /// The letters of the family name in one word, and of the given names.
  let familyJoined: Stretch
  let givenJoined: Stretch
  /// All words, folded, for a sentence.
  let spoken: Stretch
  let derived: Stretch
  /// One bit each for the handles people make of it.
  let derivedBits: UInt64
  let key: UInt64
  let joinedHash: UInt64
  let backwardHash: UInt64
  /// The hash of the family name in one word, as a handle.
  let familyHash: UInt64
  /// The family name in one word where it is of several: a word's place.
  let compound: Int?
  let generation: UInt8
  let sure: Bool
  let origin: Origin
  /// Whether it is one word only.
  var isSingle: Bool { given.count + family.count == 1 }
  /// Whether it stands where a name should and is none.
  let isNoName: Bool
  /// Whether it has a full given name and a family name, so that it can contradict another.
  let isFull: Bool

  enum Origin: UInt8, Sendable {
    /// As the record has it.
    case written
    /// With a nickname in the given name's place.
    case nickname
    /// Spelled by a mail address.
    case mail
    /// One run of letters taken for two words.
    case guessed
  }

  /// Whether no handle of this hash is made of the name; where it says no, one may be.
  @inline(__always) func cannotMake(_ handle: UInt64) -> Bool { derivedBits & Features.bit(handle) == 0 }

  /// The form of `draft`, whose words, letters and handles are put into `table`.
  init(_ draft: NameDraft, into table: inout FeatureTable) {
    given = table.add(draft.given)
    family = table.add(draft.family)
    let start = table.letters.count
    for (place, token) in (draft.given + draft.family).enumerated() {
      if place > 0 { table.letters.append(32) }
      table.letters += token.text.utf8
    }
    spoken = Stretch(start..<table.letters.count)
    let first = draft.given.first?.text.utf8.count ?? 0
    givenJoined = draft.given.count < 2 ? Stretch(start..<start + first) : table.add(draft.given.map(\.text).joined())
    familyJoined = table.add(draft.familyJoined)
    derived = Stretch(table.derivations.count..<table.derivations.count + draft.derived.count)
    table.derivations += draft.derived
    derivedBits = draft.derived.reduce(0) { $0 | Features.bit($1.hash) }
    (key, joinedHash, backwardHash) = (draft.key, draft.joinedHash, draft.backwardHash)
    familyHash = Mix.hash(.handle, draft.familyJoined)
    if draft.familyJoined == draft.family.last?.text {
      compound = nil
    } else {
      compound = table.words.count
      table.words.append(Word(draft.familyJoined))
    }
    (generation, sure, origin) = (draft.generation, draft.sure, draft.origin)
    isNoName = draft.given.allSatisfy(\.isNoName) && draft.family.allSatisfy(\.isNoName)
    isFull = !draft.family.isEmpty && !(draft.given.first?.isInitial ?? true) && draft.origin == .written
  }
}

extension FeatureTable {
  fileprivate mutating func add(_ tokens: [Token]) -> Stretch {
    let start = words.count
    for token in tokens { words.append(token.word) }
    return Stretch(start..<words.count)
  }

  fileprivate mutating func add(_ text: String) -> Stretch {
    let start = letters.count
    letters += text.utf8
    return Stretch(start..<letters.count)
  }
}
