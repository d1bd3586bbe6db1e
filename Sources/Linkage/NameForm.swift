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
  /// Every full word.
  var words: [Token] { (given + family).filter { !$0.isInitial } }
  /// All words run together: `annaschmidt`.
  var joined: String { (given + family).map(\.text).joined() }
  /// All words run together, family name first.
  var joinedBackward: String { (family + given).map(\.text).joined() }

  mutating func seal() {
    let words = words.map(\.text).sorted()
    key = words.count >= 2 ? Mix.hash(.fullName, words.joined(separator: " ")) : 0
    let joined = joined
    if joined.utf8.count >= 6 {
      joinedHash = Mix.hash(.handle, joined)
      backwardHash = Mix.hash(.handle, joinedBackward)
    }
    derived = Derivation.all(of: self)
  }
}

extension NameDraft {
  /// The name that a handle of several words spells; nil where it spells none.
  init?(_ handle: Handle) {
    guard (2...4).contains(handle.words.count), handle.words.allSatisfy({ $0.utf8.allSatisfy { $0 >= 97 } }) else { return nil }
    self.init(given: handle.words.dropLast().map { Token($0) }, family: handle.words.suffix(1).map { Token($0) }, origin: .mail)
    familyJoined = handle.words[handle.words.count - 1]
    seal()
  }
}

/// A name taken apart, as it is compared. A class, since a comparison touches many and changes none.
final class NameForm: Sendable {
  let given: [Token]
  let family: [Token]
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
    given = draft.given
    family = draft.family
    familyJoined = draft.familyJoined
    generation = draft.generation
    sure = draft.sure
    origin = draft.origin
    key = draft.key
    joinedHash = draft.joinedHash
    backwardHash = draft.backwardHash
    derived = draft.derived
    isSingle = draft.isSingle
  }

  /// Whether it has a full given name and a family name, so that it can contradict another.
  var isFull: Bool { !family.isEmpty && !(given.first?.isInitial ?? true) && origin == .written }
  /// Every full word.
  var words: [Token] { (given + family).filter { !$0.isInitial } }
  /// All words run together: `annaschmidt`.
  var joined: String { (given + family).map(\.text).joined() }
}
