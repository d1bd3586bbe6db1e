internal import Scan

/// Hashes that are the same in every run and on every machine, so that an epoch can be stored.
enum Mix {
  /// FNV-1a over bytes that come part by part, with a last stir, salted by what kind of thing the bytes are.
  struct Run {
    private var state: UInt64

    init(_ kind: Kind) { state = 0xcbf2_9ce4_8422_2325 ^ (UInt64(kind.rawValue) &* 0x9e37_79b9_7f4a_7c15) }

    mutating func add(_ byte: UInt8) { state = (state ^ UInt64(byte)) &* 0x100_0000_01b3 }

    mutating func add(_ bytes: Span<UInt8>) { for i in bytes.indices { add(bytes[i]) } }

    mutating func add(_ text: String) { add(text.utf8Span.span) }

    /// The hash of what was added so far.
    var hash: UInt64 { Mix.stir(state) }
  }

  /// The hash of `bytes`, as a kind of thing.
  static func hash(_ kind: Kind, _ bytes: Span<UInt8>) -> UInt64 {
    var run = Run(kind)
    run.add(bytes)
    return run.hash
  }

  /// The same over the UTF-8 of `text`.
  static func hash(_ kind: Kind, _ text: String) -> UInt64 { hash(kind, text.utf8Span.span) }

  /// Two hashes as one, of another kind; the order matters.
  static func join(_ kind: Kind, _ a: UInt64, _ b: UInt64) -> UInt64 {
    stir((a &* 0x9e37_79b9_7f4a_7c15) ^ (b &+ UInt64(kind.rawValue) &* 0xc2b2_ae3d_27d4_eb4f))
  }

  fileprivate static func stir(_ value: UInt64) -> UInt64 {
    var value = value
    value = (value ^ (value >> 33)) &* 0xff51_afd7_ed55_8ccd
    value = (value ^ (value >> 33)) &* 0xc4ce_b9fe_1a85_ec53
    return value ^ (value >> 33)
  }

  /// What a hash stands for. The numbers are stored in epochs: never change one.
  enum Kind: UInt8 {
    case token = 1
    case fullName = 2
    case email = 3
    case domain = 4
    case handle = 5
    case claim = 6
    case phone = 7
    case organisation = 8
    case street = 9
    case number = 10
    case extra = 11
    case locality = 12
    case postcode = 13
    case region = 14
    case birth = 15
    case profile = 16
    case initial = 17
    case skeleton = 18
    case thread = 19
    case block = 20
    case household = 21
    case line = 22
    case emailNames = 23
    case phoneNames = 24
    case title = 25
  }
}

/// One folded word of a name as it is read.
struct Token: Hashable, Sendable {
  let text: String
  /// The same as it is compared.
  let word: Word

  init(_ text: String) {
    self.text = text
    word = Word(text)
  }

  /// Whether it stands where a name should and is none.
  var isNoName: Bool { word.isNoName }
  var isInitial: Bool { word.isInitial }

  static func == (a: Token, b: Token) -> Bool { a.word == b.word }
  func hash(into hasher: inout Hasher) { hasher.combine(word.hash) }
}

/// One folded word of a name as it is compared. Nothing in it is counted by reference: a book of some size is compared in millions of words.
struct Word: Hashable, Sendable {
  let hash: UInt64
  /// The hash of how it sounds across spellings.
  let sound: UInt64
  /// Its first 31 bytes.
  let letters: Letters
  /// Its length in bytes, at most 255.
  private let length: UInt8
  let first: UInt8
  /// Whether it is a given name that has variants.
  let hasVariants: Bool
  /// Whether many in the world bear it.
  let isCommon: Bool

  init(_ text: String) { self.init(text.utf8Span.span) }

  init(_ bytes: Span<UInt8>) {
    hash = Mix.hash(.token, bytes)
    length = UInt8(clamping: bytes.count)
    first = bytes.isEmpty ? 0 : bytes[0]
    letters = Letters(bytes)
    sound = bytes.count < 2 ? hash : Similarity.sound(bytes)
    hasVariants = Words.known.hasVariants(hash)
    isCommon = Words.known.common.holds(hash)
  }

  @inline(__always) var count: Int { Int(length) }
  @inline(__always) var isInitial: Bool { length == 1 }
  /// Whether it stands where a name should and is none: `unknown`, a number of one or two digits.
  var isNoName: Bool {
    if Words.known.noNames.holds(hash) { return true }
    guard length < 3 else { return false }
    for i in 0..<letters.count where !ASCII.isDigit(letters.bytes[i]) { return false }
    return true
  }

  @inline(__always) static func == (a: Word, b: Word) -> Bool { a.hash == b.hash }
  func hash(into hasher: inout Hasher) { hasher.combine(hash) }
}
