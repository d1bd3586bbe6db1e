internal import Scan

/// The keys under which a record looks for others. Two records are compared when they share a key that is not too full. A key has
/// owners and, for handles, derivers: derivers are compared with owners only.
struct BlockKeys {
  private(set) var keys: [(hash: UInt64, isDeriver: Bool)] = []

  /// What a block is made of; the number salts the key.
  enum Kind: UInt64 {
    case mail = 1, handle, fullName, joined, familyInitial, phone, profile, birth, postal, familyInHandle, employer, nameAnd, sound, thread,
      core, street
  }

  init() {}

  init(_ f: Features) { read(f) }

  /// Makes these the keys of `f`; the room is used again.
  mutating func read(_ f: Features) {
    keys.removeAll(keepingCapacity: true)
    for mail in f.mails where mail.nature == .personal { add(.mail, mail.hash) }
    for phone in f.phones { add(.phone, phone % 100_000_000) }
    for profile in f.profiles { add(.profile, profile) }
    handles(f)
    names(f)
    postal(f)
  }

  private mutating func add(_ kind: Kind, _ a: UInt64, _ b: UInt64 = 0, deriver: Bool = false) {
    let hash = Mix.join(.block, a &+ kind.rawValue &* 0x1_0000_0001, b)
    // A record has few keys: looking through them is quicker than a set.
    for known in keys where known.hash == hash && known.isDeriver == deriver { return }
    keys.append((hash, deriver))
  }

  private mutating func handles(_ f: Features) {
    for handle in f.handles {
      add(.handle, handle.coreHash)
      if !handle.digits.isEmpty { add(.core, handle.whole) }
      guard handle.origin != .domain, handle.count >= 5 else { continue }
      cuts(handle.core)
    }
    for form in f.names {
      for derived in form.derived { add(.handle, derived.hash, deriver: true) }
      if form.familyJoined.utf8.count >= 4 { add(.familyInHandle, form.familyHash, deriver: true) }
    }
  }

  /// The core of a handle without one to three letters at either end. Letters of ASCII, nearly all there are, are taken as bytes.
  private mutating func cuts(_ core: String) {
    let count = core.utf8.count
    let bytes = core.utf8Span.span
    let isPlain = bytes.isASCII
    for cut in 1...3 where count - cut >= 4 {
      if isPlain {
        add(.familyInHandle, Mix.hash(.handle, bytes.extracting(cut..<count)))
        add(.familyInHandle, Mix.hash(.handle, bytes.extracting(0..<count - cut)))
      } else {
        add(.familyInHandle, Mix.hash(.handle, String(core.dropFirst(cut))))
        add(.familyInHandle, Mix.hash(.handle, String(core.dropLast(cut))))
      }
    }
  }

  private mutating func names(_ f: Features) {
    for form in f.names {
      if form.key != 0 {
        add(.fullName, form.key)
        if form.joinedHash != 0 {
          add(.joined, form.joinedHash)
          add(.joined, form.backwardHash)
        }
      }
      guard let given = form.given.first, let family = form.family.last else { continue }
      let sound = family.sound
      add(.familyInitial, sound, UInt64(given.first))
      if form.family.count > 1, let head = form.family.first { add(.familyInitial, head.sound, UInt64(given.first)) }
      if let compound = form.compound { add(.familyInitial, compound.sound, UInt64(given.first)) }
      if !form.sure, form.given.count > 1, let middle = form.given.last, !middle.isInitial {
        add(.familyInitial, middle.sound, UInt64(given.first))
      }
      if !form.sure || !f.postal.isEmpty { add(.familyInitial, given.sound, UInt64(family.first)) }
      for organisation in f.organisations { add(.employer, organisation, given.hash) }
      for mail in f.mails where mail.domain != 0 {
        add(.employer, mail.domain, given.hash)
        add(.employer, mail.domain, family.hash)
      }
      if let birth = f.birth {
        add(.birth, UInt64(birth.month * 100 + birth.day), given.hash)
        add(.birth, UInt64(birth.month * 100 + birth.day), family.hash)
      }
      for thread in f.threads { add(.thread, thread, given.hash) }
      for mail in f.mails { add(.nameAnd, form.key, mail.hash) }
    }
  }

  /// Any two parts of a postal record that agree, so that mistypings elsewhere do not hide a pair.
  private mutating func postal(_ f: Features) {
    guard !f.postal.isEmpty else { return }
    var words: [UInt64] = []
    for form in f.names.prefix(2) {
      words += form.given.prefix(1).map(\.hash) + form.family.suffix(1).map(\.hash)
    }
    let initials =
      f.names.first.flatMap { form in
        form.given.first.flatMap { g in form.family.last.map { UInt64(min(g.first, $0.first)) << 8 | UInt64(max(g.first, $0.first)) } }
      } ?? 0
    for place in f.postal.prefix(2) {
      if !place.streetLetters.isEmpty {
        let letters = Mix.hash(.street, place.streetLetters)
        add(.street, letters)
        add(.street, letters, initials)
      }
      if !place.extraLetters.isEmpty { add(.street, Mix.hash(.street, place.extraLetters)) }
      if !place.locality.isEmpty { add(.street, Mix.hash(.locality, place.locality), initials) }
      if !place.postcode.isEmpty { add(.street, Mix.hash(.postcode, place.postcode), initials) }
      let street = place.street.isEmpty ? nil : Mix.hash(.street, place.street)
      let extra = place.extra.isEmpty ? nil : Mix.hash(.street, place.extra)
      let locality = place.locality.isEmpty ? nil : Mix.hash(.locality, place.locality)
      let postcode = place.postcode.isEmpty ? nil : Mix.hash(.postcode, place.postcode)
      let lines = [street, extra].compactMap { $0 }
      let areas = [locality, postcode].compactMap { $0 }
      for word in words { for part in lines + areas { add(.postal, word, part) } }
      for line in lines { for area in areas { add(.postal, line, area) } }
      if let locality, let postcode { add(.postal, locality, postcode) }
      if let street, let extra { add(.postal, min(street, extra), max(street, extra)) }
      if words.count >= 2 { add(.nameAnd, words[0] &+ words[1]) }
    }
  }
}
