/// Hashes that are the same in every run and on every machine, so that an epoch can be stored.
enum Mix {
  /// FNV-1a over `bytes` with a last stir, salted by what kind of thing the bytes are.
  static func hash(_ kind: Kind, _ bytes: some Sequence<UInt8>) -> UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325 ^ (UInt64(kind.rawValue) &* 0x9e37_79b9_7f4a_7c15)
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    return stir(hash)
  }

  /// The same over the UTF-8 of `text`.
  static func hash(_ kind: Kind, _ text: String) -> UInt64 { hash(kind, text.utf8) }

  /// Two hashes as one, of another kind; the order matters.
  static func join(_ kind: Kind, _ a: UInt64, _ b: UInt64) -> UInt64 {
    stir((a &* 0x9e37_79b9_7f4a_7c15) ^ (b &+ UInt64(kind.rawValue) &* 0xc2b2_ae3d_27d4_eb4f))
  }

  private static func stir(_ value: UInt64) -> UInt64 {
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

/// One folded word of a name or an address, with its hash.
struct Token: Hashable, Sendable {
  let text: String
  let hash: UInt64
  /// The hash of how it sounds across spellings.
  let sound: UInt64
  /// Its length in bytes, at most 255.
  let length: UInt8
  let first: UInt8
  /// Whether it is a given name that has variants.
  let hasVariants: Bool

  init(_ text: String) {
    self.text = text
    hash = Mix.hash(.token, text)
    length = UInt8(clamping: text.utf8.count)
    first = text.utf8.first ?? 0
    sound = length < 2 ? hash : Mix.hash(.skeleton, Similarity.skeleton(text))
    hasVariants = Words.known.variants[hash] != nil
  }

  var count: Int { Int(length) }
  /// Whether it stands where a name should and is none: `unknown`, a number of one or two digits.
  var isPlaceholder: Bool { count < 3 && text.utf8.allSatisfy { $0 >= 48 && $0 <= 57 } || Words.known.placeholders.contains(text) }
  var isInitial: Bool { length == 1 }

  static func == (a: Token, b: Token) -> Bool { a.hash == b.hash }
  func hash(into hasher: inout Hasher) { hasher.combine(hash) }
}
