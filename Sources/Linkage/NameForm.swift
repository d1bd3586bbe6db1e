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

  /// Whether it is one word only.
  var isSingle: Bool { given.count + family.count == 1 }

  private static func take(_ token: Token, _ words: inout [String], _ letters: inout Int) {
    letters += token.text.utf8.count
    if !token.isInitial { words.append(token.text) }
  }

  /// The hash of all words run together.
  private static func joined(_ first: [Token], _ second: [Token]) -> UInt64 {
    var run = Mix.Run(.handle)
    for token in first { run.add(token.text) }
    for token in second { run.add(token.text) }
    return run.hash
  }

  mutating func seal() {
    var words: [String] = []
    words.reserveCapacity(given.count + family.count)
    var letters = 0
    for token in given { NameDraft.take(token, &words, &letters) }
    for token in family { NameDraft.take(token, &words, &letters) }
    words.sort()
    if words.count >= 2 {
      var run = Mix.Run(.fullName)
      for place in words.indices {
        if place > 0 { run.add(32) }
        run.add(words[place])
      }
      key = run.hash
    }
    if letters >= 6 {
      joinedHash = NameDraft.joined(given, family)
      backwardHash = NameDraft.joined(family, given)
    }
    derived = Derivation.all(of: self)
  }
}

extension NameDraft {
  /// The name that the words of a handle spell; nil where they spell none.
  init?(spelled words: [String]) {
    guard (2...4).contains(words.count), words.allSatisfy({ $0.utf8.allSatisfy { $0 >= 97 } }) else { return nil }
    self.init(given: words.dropLast().map { Token($0) }, family: words.suffix(1).map { Token($0) }, origin: .mail)
    familyJoined = words[words.count - 1]
    seal()
  }
}

/// A name taken apart, as it is compared. A class, since a comparison touches many and changes none.
final class NameForm: Sendable {
  let given: [Word]
  let family: [Word]
  let familyJoined: String
  let generation: UInt8
  let sure: Bool
  let origin: Origin
  let key: UInt64
  let joinedHash: UInt64
  let backwardHash: UInt64
  let derived: [Derivation]
  /// Whether it is one word only.
  let isSingle: Bool
  /// All words, folded, for a sentence.
  let spoken: String
  /// The family name in one word where it is of several.
  let compound: Word?
  /// Whether it stands where a name should and is none.
  let isPlaceholder: Bool
  /// The given names in one word.
  let givenJoined: String
  /// The hash of the family name in one word, as a handle.
  let familyHash: UInt64
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

  init(_ draft: NameDraft) {
    given = draft.given.map(\.word)
    family = draft.family.map(\.word)
    familyJoined = draft.familyJoined
    generation = draft.generation
    sure = draft.sure
    origin = draft.origin
    key = draft.key
    joinedHash = draft.joinedHash
    backwardHash = draft.backwardHash
    derived = draft.derived
    isSingle = draft.isSingle
    givenJoined = draft.given.count == 1 ? draft.given[0].text : draft.given.map(\.text).joined()
    var spoken = ""
    for token in draft.given { spoken += spoken.isEmpty ? token.text : " " + token.text }
    for token in draft.family { spoken += spoken.isEmpty ? token.text : " " + token.text }
    self.spoken = spoken
    compound = familyJoined == draft.family.last?.text ? nil : Word(familyJoined)
    isPlaceholder = draft.given.allSatisfy(\.isPlaceholder) && draft.family.allSatisfy(\.isPlaceholder)
    familyHash = Mix.hash(.handle, familyJoined)
    isFull = !family.isEmpty && !(given.first?.isInitial ?? true) && origin == .written
  }

  /// Whether it says all that `other` does: the same name, read as freely.
  func says(_ other: NameForm) -> Bool {
    !sure && given == other.given && family == other.family && familyJoined == other.familyJoined
  }

  /// Every full word.
  var words: [Word] { (given + family).filter { !$0.isInitial } }
  /// Every full word once.
  func forEachDistinctWord(_ body: (Word) -> Void) {
    for (place, word) in given.enumerated() where !word.isInitial && !given[..<place].contains(word) { body(word) }
    for (place, word) in family.enumerated() where !word.isInitial && !family[..<place].contains(word) && !given.contains(word) {
      body(word)
    }
  }
  /// All words run together: `annaschmidt`.
  var joined: String { spoken.filter { $0 != " " } }
}
