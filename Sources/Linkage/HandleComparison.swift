/// Weighs a name against a handle that may be made of it, and one handle against another.
struct HandleComparison {
  let epoch: Epoch

  /// What a handle shows of a name, in bits of each part.
  struct Fit {
    var given = 0.0
    var family = 0.0
    var bits: Double { given + family }
  }

  /// How `handle` fits `form`: the best of the ways in which people make handles of names.
  func fit(_ form: NameForm, _ handle: Handle) -> Fit {
    guard let first = form.given.first, !form.family.isEmpty else { return Fit() }
    if let derived = form.derived.first(where: { $0.hash == handle.coreHash }) { return weigh(form, first, derived, handle) }
    guard handle.origin != .domain else { return Fit() }
    return loose(form, first, handle)
  }

  private func weigh(_ form: NameForm, _ first: Word, _ derived: Derivation, _ handle: Handle) -> Fit {
    if handle.origin == .domain, derived.given == .none || derived.family != .full {
      return derived.given == .none ? Fit(given: 0, family: min(4, familyRarity(form) - 6)) : Fit()
    }
    var fit = Fit(
      given: part(derived.given, first, family: false),
      family: derived.family == .full ? familyRarity(form) : derived.family == .initial ? part(.initial, form.family[0], family: true) : 0)
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
  private func loose(_ form: NameForm, _ first: Word, _ handle: Handle) -> Fit {
    let family = form.familyJoined
    let length = family.utf8.count
    let core = handle.core
    if length >= 4, handle.count > length, handle.count <= length + 8 {
      let rest =
        core.utf8.suffix(length).elementsEqual(family.utf8)
        ? core.dropLast(length) : core.utf8.starts(with: family.utf8) ? core.dropFirst(length) : ""
      if let head = rest.utf8.first, head == first.first {
        let shared = first.letters.shared(with: rest.utf8)
        if shared == rest.utf8.count {
          return Fit(given: part(.initial, first, family: false) + Double(min(3, shared - 1)), family: familyRarity(form) - 1)
        }
        if rest.utf8.count - shared <= 1 { return Fit(given: part(.initial, first, family: false) - 1, family: familyRarity(form) - 2) }
      }
    }
    return Fit()
  }

  private func part(_ part: Derivation.Part, _ token: Word, family: Bool) -> Double {
    switch part {
    case .none: 0
    case .initial: epoch.initialRarity(token.first, family: family)
    case .full: epoch.rarity(token.hash)
    }
  }

  private func familyRarity(_ form: NameForm) -> Double { form.family.map { epoch.rarity($0.hash) }.max() ?? 0 }

  /// Bits of one handle in two records: long and odd handles are rare, those that are a name are as rare as the name's bearers.
  func same(_ a: Handle, _ b: Handle) -> Double {
    guard a.coreHash == b.coreHash, a.origin != .domain || b.origin != .domain else { return 0 }
    if a.isCommon { return 0 }
    var bits = min(20, 2.7 * Double(a.count))
    if a.origin == .domain || b.origin == .domain, epoch.counts.count(a.coreHash) > 3 { return 0 }
    let word = a.word
    let bearers = Double(epoch.counts.count(word))
    if Words.known.variants[word] != nil || bearers > 3 {
      bits = min(bits, Epoch.bits(bearers + 1, of: Double(epoch.names)) - 1)
    } else if bearers > 0 {
      bits = min(bits, epoch.rarity(word) + 2)
    }
    let people = epoch.claimants(a.coreHash)
    if people > 1 { bits = min(bits, Epoch.bits(Double(people), of: Double(epoch.population)) + 2) }
    if a.whole == b.whole { bits += min(8, 2.5 * Double(a.digits.utf8.count)) } else { bits -= 3 }
    if a.origin == .domain || b.origin == .domain { bits -= 4 }
    return max(0, bits)
  }
}
