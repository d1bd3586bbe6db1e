/// Weighs a name against a handle that may be made of it, and one handle against another.
struct HandleComparison {
  let epoch: Epoch
  let table: FeatureTable

  /// What a handle shows of a name, in bits of each part.
  struct Fit {
    var given = 0.0
    var family = 0.0
    var bits: Double { given + family }
  }

  /// How `handle` fits `form`: the best of the ways in which people make handles of names.
  func fit(_ form: NameForm, _ handle: Handle) -> Fit {
    guard !form.given.isEmpty, !form.family.isEmpty else { return Fit() }
    if let derived = table.derivation(of: form, handle.coreHash) { return weigh(form, derived, handle) }
    return handle.origin == .domain ? Fit() : loose(form, handle)
  }

  private func weigh(_ form: NameForm, _ derived: Derivation, _ handle: Handle) -> Fit {
    if handle.origin == .domain, derived.given == .none || derived.family != .full {
      return derived.given == .none ? Fit(given: 0, family: min(4, familyRarity(form) - 6)) : Fit()
    }
    var fit = Fit(
      given: part(derived.given, table.words[form.given.first], family: false),
      family: derived.family == .full
        ? familyRarity(form) : derived.family == .initial ? part(.initial, table.words[form.family.first], family: true) : 0)
    let people = epoch.claimants(derived.hash)
    let limit = Epoch.bits(Double(max(1, people)), of: Double(epoch.population)) + (people <= 1 ? 8 : 3)
    if fit.bits > limit {
      let factor = max(0, limit) / fit.bits
      fit.given *= factor
      fit.family *= factor
    }
    if derived.given == .none || derived.family == .none {  // one name alone is weak: others bear it, and it may be a word
      fit.given -= derived.given == .none ? 0 : 2
      fit.family -= derived.family == .none ? 0 : 2
    }
    return fit
  }

  /// `ejhazlett`, `mattmuelle`, `alexkot`: the family name with something that begins like the given name.
  private func loose(_ form: NameForm, _ handle: Handle) -> Fit {
    let length = form.familyJoined.count
    guard length >= 4, handle.count > length, handle.count <= length + 8 else { return Fit() }
    let core = handle.core.range
    let (front, back) = (core.lowerBound..<core.upperBound - length, core.lowerBound + length..<core.upperBound)
    let rest = isFamily(form, front.upperBound) ? front : isFamily(form, core.lowerBound) ? back : nil
    guard let rest else { return Fit() }
    let first = table.words[form.given.first]
    guard table.letters[rest.lowerBound] == first.first else { return Fit() }
    let shared = first.letters.shared(with: table.letters.span.extracting(rest))
    if shared == rest.count {
      return Fit(given: part(.initial, first, family: false) + Double(min(3, shared - 1)), family: familyRarity(form) - 1)
    }
    if rest.count - shared <= 1 { return Fit(given: part(.initial, first, family: false) - 1, family: familyRarity(form) - 2) }
    return Fit()
  }

  /// Whether the family name's letters stand at `place`.
  private func isFamily(_ form: NameForm, _ place: Int) -> Bool {
    for step in 0..<form.familyJoined.count where table.letters[place + step] != table.letters[form.familyJoined.first + step] {
      return false
    }
    return true
  }

  private func part(_ part: Derivation.Part, _ token: Word, family: Bool) -> Double {
    switch part {
    case .none: 0
    case .initial: epoch.initialRarity(token.first, family: family)
    case .full: epoch.rarity(token)
    }
  }

  private func familyRarity(_ form: NameForm) -> Double {
    var rarest = 0.0
    for place in form.family.range { rarest = max(rarest, epoch.rarity(table.words[place])) }
    return rarest
  }

  /// Bits of the letters of one handle in two records, in the domain of an address of either or in neither: long and odd ones are rare,
  /// those that are a name are as rare as the name's bearers. Nil where they say nothing.
  func shared(_ handle: Handle, isDomain: Bool) -> Double? {
    if handle.isCommon || isDomain && epoch.counts.count(handle.coreHash) > 3 { return nil }
    var bits = min(20, 2.7 * Double(handle.count))
    let bearers = Double(epoch.counts.count(handle.word))
    if Words.known.hasVariants(handle.word) || bearers > 3 {
      bits = min(bits, Epoch.bits(bearers + 1, of: Double(epoch.names)) - 1)
    } else if bearers > 0 {
      bits = min(bits, epoch.rarity(handle.word) + 2)
    }
    let people = epoch.claimants(handle.coreHash)
    return people > 1 ? min(bits, Epoch.bits(Double(people), of: Double(epoch.population)) + 2) : bits
  }

  /// Bits of two handles of the same letters, which have `shared` bits.
  func same(_ a: Handle, _ b: Handle, _ shared: Double?) -> Double {
    guard var bits = shared, a.origin != .domain || b.origin != .domain else { return 0 }
    if a.whole == b.whole { bits += min(8, 2.5 * Double(a.digits.count)) } else { bits -= 3 }
    if a.origin == .domain || b.origin == .domain { bits -= 4 }
    return max(0, bits)
  }
}

extension FeatureTable {
  /// The way in which the handle of this hash is made of a name, if it is.
  func derivation(of form: NameForm, _ handle: UInt64) -> Derivation? {
    if form.cannotMake(handle) { return nil }
    for place in form.derived.range where derivations[place].hash == handle { return derivations[place] }
    return nil
  }
}
