/// Weighs two names part by part: given name against given name, family name against family name, also swapped.
struct NameComparison {
  let epoch: Epoch
  let table: FeatureTable

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
    let name = (a.given, a.family, a.familyJoined)
    var straight = aligned(name, (b.given, b.family, b.familyJoined))
    if straight.relation != .exact {
      if a.key != 0, a.key == b.key || a.runsTogether(like: b) { return whole(a, b) }
      var swapped = aligned(name, (b.family, b.given, b.givenJoined))
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
    let form = fullWords(a) >= fullWords(b) ? a : b
    var bits = 0.0
    for word in [form.given, form.family].lazy.flatMap(\.range) where !words[word].isInitial { bits += epoch.rarity(words[word]) }
    return Result(given: Part(bits: bits / 2, kind: .exact), family: Part(bits: bits / 2, kind: .exact), relation: .exact)
  }

  /// How many words of a name are more than an initial.
  private func fullWords(_ form: NameForm) -> Int {
    form.given.range.count { !words[$0].isInitial } + form.family.range.count { !words[$0].isInitial }
  }

  /// One of the two is a single word: it may be a given name or a family name of the other.
  private func single(_ a: NameForm, _ b: NameForm) -> Result {
    let (one, other) = a.isSingle ? (a, b) : (b, a)
    guard let word = first(one.given) ?? first(one.family) else { return Result() }
    var result = Result()
    let given = first(other.given)
    if given == word {
      result.given = Part(bits: epoch.rarity(word) - 1, kind: .exact)
      result.relation = .partial
    } else if table.holds(other.family.range, word.hash) {
      result.family = Part(bits: epoch.rarity(word) - 1, kind: .exact)
      result.relation = .partial
    } else if let given, !given.isInitial, given.hasVariants, word.hasVariants, Words.known.areVariants(given.hash, word.hash) {
      result.given = Part(bits: rarity(word, given) - 2, kind: .variant)
      result.relation = .partial
    }
    return result
  }

  /// A name by its parts: given names, family names, and the letters of these in one word.
  private typealias Name = (given: Stretch, family: Stretch, joined: Stretch)

  private func aligned(_ a: Name, _ b: Name) -> Result {
    var family = families(a, b)
    if family.kind == .different, let shared = double(a.given, b.family) ?? double(b.given, a.family) {
      family = Part(bits: epoch.rarity(words[shared]) - 1.5, kind: .exact)
    }
    let given = givens(a.given, b.given)
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

  private var words: [Word] { table.words }

  private func first(_ stretch: Stretch) -> Word? { stretch.isEmpty ? nil : words[stretch.first] }

  /// The first of two family names (`Carlos Ibáñez Ruiz`), which alone is the other's family name: its place.
  private func double(_ given: Stretch, _ family: Stretch) -> Int? {
    guard given.count > 1, family.count == 1, words[family.first] == words[given.last], !words[given.last].isInitial else { return nil }
    return given.last
  }

  private func givens(_ a: Stretch, _ b: Stretch) -> Part {
    if a.isEmpty || b.isEmpty { return Part() }
    let (x, y) = (words[a.first], words[b.first])
    if x == y {
      if x.isInitial { return Part(bits: initial(x), kind: .initial) }
      return Part(bits: epoch.rarity(x) + middles(a.rest, b.rest), kind: .exact)
    }
    if x.isInitial || y.isInitial {
      return x.isInitial ? initials(a, b) : initials(b, a)
    }
    if a.count + b.count > 2, let part = severalGivens(a, b) { return part }
    if x.hasVariants, y.hasVariants, Words.known.areVariants(x.hash, y.hash) { return Part(bits: rarity(x, y) - 2, kind: .variant) }
    return near(x, y, prefixes: true)
  }

  /// Given names of which the first ones, `initials`, begin with an initial.
  private func initials(_ initials: Stretch, _ full: Stretch) -> Part {
    let (x, y) = (words[initials.first], words[full.first])
    if x.first == y.first { return Part(bits: initial(x) - 0.5 + moreInitials(initials, full), kind: .initial) }
    if let second = initials.rest.first(where: { !words[$0].isInitial }), words[second] == y {
      return Part(bits: epoch.rarity(y) - 1, kind: .exact)  // `J. Robert` who is called Robert
    }
    return Part(bits: -7, kind: .different)
  }

  /// Given names of which the first ones differ and are no initials: the second of one may be the other's first.
  private func severalGivens(_ a: Stretch, _ b: Stretch) -> Part? {
    let (x, y) = (words[a.first], words[b.first])
    if letters(a) == letters(b) { return Part(bits: epoch.rarity(x) + 1, kind: .exact) }
    if table.holds(a.rest, y.hash) { return Part(bits: epoch.rarity(y) - 1.5, kind: .variant) }
    if table.holds(b.rest, x.hash) { return Part(bits: epoch.rarity(x) - 1.5, kind: .variant) }
    return run(a, y) || run(b, x) ? Part(bits: epoch.rarity(x) - 2, kind: .variant) : nil
  }

  private func families(_ a: Name, _ b: Name) -> Part {
    if a.family.isEmpty || b.family.isEmpty { return Part() }
    let (x, y) = (words[a.family.last], words[b.family.last])
    if x == y { return x.isInitial ? Part(bits: initial(x, family: true), kind: .initial) : Part(bits: epoch.rarity(x), kind: .exact) }
    if a.joined.count > 2, table.same(a.joined, b.joined) { return Part(bits: rarity(x, y), kind: .exact) }
    if a.family.count + b.family.count > 2, let shared = a.family.range.first(where: { table.holds(b.family.range, words[$0].hash) }),
      !words[shared].isInitial
    {
      return Part(bits: epoch.rarity(words[shared]) - 1, kind: .exact)
    }
    if x.isInitial || y.isInitial {
      return x.first == y.first ? Part(bits: initial(x, family: true) - 0.5, kind: .initial) : Part(bits: -5, kind: .different)
    }
    let part = near(x, y, prefixes: false)
    guard part.kind == .different, a.joined.count > 3, b.joined.count > 3 else { return part }
    let letters = table.letters.span
    let isAlike = Similarity.alike(letters.extracting(a.joined.range), letters.extracting(b.joined.range))
    return isAlike ? Part(bits: rarity(x, y) - 6, kind: .mistyped) : part
  }

  /// Words that differ: a spelling, a mistyping, a short form, or another name.
  private func near(_ x: Word, _ y: Word, prefixes: Bool) -> Part {
    if x.count >= 4, y.count >= 4, x.sound == y.sound { return Part(bits: rarity(x, y) - 3, kind: .variant) }
    let others = Part(bits: epoch.strangersAtHome ? (prefixes ? -7 : -6) : -4, kind: .different)
    if epoch.isName(x), epoch.isName(y) { return others }
    if prefixes, min(x.count, y.count) >= 3, x.letters.begin(with: y.letters) || y.letters.begin(with: x.letters) {
      return Part(bits: rarity(x, y) - 6, kind: .variant)
    }
    if Similarity.alike(x, y) { return Part(bits: rarity(x, y) - 6, kind: .mistyped) }
    if min(x.count, y.count) >= 4, Similarity.edits(x, y, limit: 2) <= 2 { return Part(bits: -2, kind: .mistyped) }
    return others
  }

  /// Whether the words of `stretch` run together are `word`, which is a long one.
  private func run(_ stretch: Stretch, _ word: Word) -> Bool { word.count > 5 && letters(stretch) == letters(word) }

  /// The letters of words run together.
  private func letters(_ stretch: Stretch) -> [UInt8] {
    var out: [UInt8] = []
    for place in stretch.range { out += letters(words[place]) }
    return out
  }

  private func letters(_ word: Word) -> [UInt8] { (0..<word.letters.count).map { word.letters.bytes[$0] } }

  /// Middle names: agreeing ones add, a contradiction costs.
  private func middles(_ a: Range<Int>, _ b: Range<Int>) -> Double {
    if a.isEmpty || b.isEmpty { return 0 }
    let (x, y) = (words[a.lowerBound], words[b.lowerBound])
    if x == y { return x.isInitial ? 1.5 : min(4, epoch.rarity(x) / 2) }
    if x.isInitial || y.isInitial { return x.first == y.first ? 1.5 : -3 }
    for place in a where table.holds(b, words[place].hash) { return 2 }
    return Similarity.alike(x, y) ? 1 : -2.5
  }

  /// `S.Y.` against `Sang Yoon`: every further initial that fits adds, one that does not costs.
  private func moreInitials(_ initials: Stretch, _ full: Stretch) -> Double {
    guard initials.count > 1 else { return 0 }
    let second = words[initials.first + 1]
    guard full.count > 1 else { return second.isInitial ? 0 : -1.5 }
    return second.first == words[full.first + 1].first ? 2 : -5
  }

  /// Bits of two people sharing a word of their names by chance: of two words the commoner one.
  private func rarity(_ a: Word, _ b: Word) -> Double { min(epoch.rarity(a), epoch.rarity(b)) }
  private func initial(_ token: Word, family: Bool = false) -> Double { epoch.initialRarity(token.first, family: family) }
}

extension NameForm {
  /// `FengtuWang` and `Wang Fengtu`: the same letters when run together, in either order.
  func runsTogether(like other: NameForm) -> Bool {
    joinedHash != 0 && (joinedHash == other.joinedHash || joinedHash == other.backwardHash || backwardHash == other.joinedHash)
  }
}
