/// Weighs two names part by part: given name against given name, family name against family name, also swapped.
struct NameComparison {
  let epoch: Epoch

  /// Bits of one part and how it agrees.
  struct Part {
    var bits = 0.0
    var kind = Kind.missing
    enum Kind: UInt8 { case missing, exact, variant, initial, mistyped, different }
  }

  struct Result {
    var given = Part()
    var family = Part()
    var relation = NameRelation.none
    var isSwapped = false
    var bits: Double { given.bits + family.bits }
  }

  func compare(_ a: NameForm, _ b: NameForm) -> Result {
    if a.isSingle || b.isSingle { return single(a, b) }
    var straight = aligned(a.given, a.family, a.familyJoined, b.given, b.family, b.familyJoined)
    if straight.relation != .exact {
      if a.key != 0, a.key == b.key || Similarity.sameJoined(a, b) { return whole(a, b) }
      var swapped = aligned(a.given, a.family, a.familyJoined, b.family, b.given, b.givenJoined)
      if swapped.relation >= .initial && (swapped.given.kind != .initial || swapped.family.kind == .exact) || isMistypedOnce(swapped) {
        swapped.family.bits -= a.sure && b.sure ? 3 : 1
        swapped.isSwapped = true
        if swapped.bits > straight.bits { straight = swapped }
      }
    }
    return straight
  }

  /// One part exact, the other mistyped.
  private func isMistypedOnce(_ result: Result) -> Bool {
    result.given.kind == .exact && result.family.kind == .mistyped || result.given.kind == .mistyped && result.family.kind == .exact
  }

  /// All words agree in whatever order.
  private func whole(_ a: NameForm, _ b: NameForm) -> Result {
    let words = a.words.count >= b.words.count ? a.words : b.words
    let bits = words.reduce(0.0) { $0 + rarity($1.hash) }
    return Result(given: Part(bits: bits / 2, kind: .exact), family: Part(bits: bits / 2, kind: .exact), relation: .exact)
  }

  /// One of the two is a single word: it may be a given name or a family name of the other.
  private func single(_ a: NameForm, _ b: NameForm) -> Result {
    guard let word = (a.isSingle ? a : b).given.first ?? (a.isSingle ? a : b).family.first else { return Result() }
    let other = a.isSingle ? b : a
    var result = Result()
    if let first = other.given.first, first == word {
      result.given = Part(bits: rarity(word.hash) - 1, kind: .exact)
      result.relation = .partial
    } else if other.family.contains(word) {
      result.family = Part(bits: rarity(word.hash) - 1, kind: .exact)
      result.relation = .partial
    } else if let first = other.given.first, !first.isInitial, first.hasVariants, word.hasVariants,
      Words.known.areVariants(first.hash, word.hash)
    {
      result.given = Part(bits: rarity(word.hash, first.hash) - 2, kind: .variant)
      result.relation = .partial
    }
    return result
  }

  private func aligned(
    _ givenA: [Word], _ familyA: [Word], _ joinedA: String, _ givenB: [Word], _ familyB: [Word], _ joinedB: String
  ) -> Result {
    var family = families(familyA, joinedA, familyB, joinedB)
    if family.kind == .different, let shared = double(givenA, familyB) ?? double(givenB, familyA) {
      family = Part(bits: rarity(shared.hash) - 1.5, kind: .exact)
    }
    let given = givens(givenA, givenB)
    var result = Result(given: given, family: family)
    switch (given.kind, family.kind) {
    case (.different, _), (_, .different): result.relation = .contrary
    case (.exact, .exact): result.relation = .exact
    case (.initial, .exact), (.exact, .initial): result.relation = .initial
    case (.missing, _), (_, .missing), (.initial, _), (_, .initial): result.relation = .partial
    default: result.relation = .variant
    }
    return result
  }

  /// The first of two family names (`Carlos Ibáñez Ruiz`), which alone is the other's family name.
  private func double(_ given: [Word], _ family: [Word]) -> Word? {
    guard given.count > 1, let last = given.last, !last.isInitial, family.count == 1, family[0] == last else { return nil }
    return last
  }

  private func givens(_ a: [Word], _ b: [Word]) -> Part {
    guard let x = a.first, let y = b.first else { return Part() }
    if x == y {
      if x.isInitial { return Part(bits: initial(x), kind: .initial) }
      return Part(bits: rarity(x.hash) + middles(a.dropFirst(), b.dropFirst()), kind: .exact)
    }
    if x.isInitial || y.isInitial {
      let (initials, words) = x.isInitial ? (a, b) : (b, a)
      if x.first == y.first { return Part(bits: initial(x) - 0.5 + moreInitials(initials, words), kind: .initial) }
      if initials.count > 1, let second = initials.dropFirst().first(where: { !$0.isInitial }), second == words[0] {
        return Part(bits: rarity(second.hash) - 1, kind: .exact)  // `J. Robert` who is called Robert
      }
      return Part(bits: -7, kind: .different)
    }
    if a.count + b.count > 2 {
      if letters(a) == letters(b) { return Part(bits: rarity(x.hash) + 1, kind: .exact) }
      if let middle = a.dropFirst().first(where: { $0 == y }) ?? b.dropFirst().first(where: { $0 == x }), !middle.isInitial {
        return Part(bits: rarity(middle.hash) - 1.5, kind: .variant)
      }
      if run(a, y) || run(b, x) {
        return Part(bits: rarity(x.hash) - 2, kind: .variant)
      }
    }
    if x.hasVariants, y.hasVariants, Words.known.areVariants(x.hash, y.hash) {
      return Part(bits: rarity(x.hash, y.hash) - 2, kind: .variant)
    }
    return near(x, y, prefixes: true)
  }

  private func families(_ a: [Word], _ joinedA: String, _ b: [Word], _ joinedB: String) -> Part {
    guard let x = a.last, let y = b.last else { return Part() }
    if x == y { return x.isInitial ? Part(bits: initial(x, family: true), kind: .initial) : Part(bits: rarity(x.hash), kind: .exact) }
    if joinedA == joinedB, joinedA.utf8.count > 2 { return Part(bits: rarity(x.hash, y.hash), kind: .exact) }
    if a.count + b.count > 2, let shared = a.first(where: { b.contains($0) }), !shared.isInitial {
      return Part(bits: rarity(shared.hash) - 1, kind: .exact)
    }
    if x.isInitial || y.isInitial {
      return x.first == y.first ? Part(bits: initial(x, family: true) - 0.5, kind: .initial) : Part(bits: -5, kind: .different)
    }
    var part = near(x, y, prefixes: false)
    if part.kind == .different, joinedA.utf8.count > 3, joinedB.utf8.count > 3, Similarity.alike(joinedA, joinedB) {
      part = Part(bits: rarity(x.hash, y.hash) - 6, kind: .mistyped)
    }
    return part
  }

  /// Words that differ: a spelling, a mistyping, a short form, or another name.
  private func near(_ x: Word, _ y: Word, prefixes: Bool) -> Part {
    if x.count >= 4, y.count >= 4, x.sound == y.sound {
      return Part(bits: rarity(x.hash, y.hash) - 3, kind: .variant)
    }
    let others = Part(bits: epoch.strangersAtHome ? (prefixes ? -7 : -6) : -4, kind: .different)
    if epoch.isName(x), epoch.isName(y) { return others }
    if prefixes, min(x.count, y.count) >= 3, x.letters.begin(with: y.letters) || y.letters.begin(with: x.letters) {
      return Part(bits: rarity(x.hash, y.hash) - 6, kind: .variant)
    }
    if Similarity.alike(x, y) { return Part(bits: rarity(x.hash, y.hash) - 6, kind: .mistyped) }
    if min(x.count, y.count) >= 4, Similarity.edits(x, y, limit: 2) <= 2 { return Part(bits: -2, kind: .mistyped) }
    return others
  }

  /// Whether `words` run together are `word`, which is a long one.
  private func run(_ words: [Word], _ word: Word) -> Bool { word.count > 5 && letters(words) == letters([word]) }

  /// The letters of words run together.
  private func letters(_ words: [Word]) -> [UInt8] {
    var out: [UInt8] = []
    for word in words { for i in 0..<word.letters.count { out.append(word.letters.bytes[i]) } }
    return out
  }

  /// Middle names: agreeing ones add, a contradiction costs.
  private func middles(_ a: ArraySlice<Word>, _ b: ArraySlice<Word>) -> Double {
    guard let x = a.first, let y = b.first else { return 0 }
    if x == y { return x.isInitial ? 1.5 : min(4, rarity(x.hash) / 2) }
    if x.isInitial || y.isInitial { return x.first == y.first ? 1.5 : -3 }
    return a.contains { b.contains($0) } ? 2 : Similarity.alike(x, y) ? 1 : -2.5
  }

  /// `S.Y.` against `Sang Yoon`: every further initial that fits adds, one that does not costs.
  private func moreInitials(_ initials: [Word], _ words: [Word]) -> Double {
    guard initials.count > 1 else { return 0 }
    guard words.count > 1 else { return initials[1].isInitial ? 0 : -1.5 }
    return initials[1].first == words[1].first ? 2 : -5
  }

  /// Bits of two people sharing a word of their names by chance.
  func rarity(_ hash: UInt64) -> Double { epoch.rarity(hash) }
  private func rarity(_ a: UInt64, _ b: UInt64) -> Double { min(epoch.rarity(a), epoch.rarity(b)) }
  func initial(_ token: Word, family: Bool = false) -> Double { epoch.initialRarity(token.first, family: family) }
}

extension Similarity {
  /// `FengtuWang` and `Wang Fengtu`: the same letters when run together, in either order.
  static func sameJoined(_ a: NameForm, _ b: NameForm) -> Bool {
    a.joinedHash != 0 && (a.joinedHash == b.joinedHash || a.joinedHash == b.backwardHash || a.backwardHash == b.joinedHash)
  }
}
