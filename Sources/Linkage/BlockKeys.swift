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

  init(_ record: Int, of table: FeatureTable) { read(record, of: table) }

  /// Makes these the keys of a record; the room is used again.
  mutating func read(_ record: Int, of table: FeatureTable) {
    keys.removeAll(keepingCapacity: true)
    let f = table.records[record]
    for place in f.mails.range where table.mails[place].nature == .personal { add(.mail, table.mails[place].hash) }
    let card = table.card(f)
    for place in card.phones.range { add(.phone, table.hashes[place] % 100_000_000) }
    for place in card.profiles.range { add(.profile, table.hashes[place]) }
    handles(f, table)
    for place in f.names.range { name(table.form(place), f, card, table) }
    if !card.postal.isEmpty { postal(f, table) }
  }

  private mutating func add(_ kind: Kind, _ a: UInt64, _ b: UInt64 = 0, deriver: Bool = false) {
    let hash = Mix.join(.block, a &+ kind.rawValue &* 0x1_0000_0001, b)
    // A record has few keys: looking through them is quicker than a set.
    for known in keys where known.hash == hash && known.isDeriver == deriver { return }
    keys.append((hash, deriver))
  }

  private mutating func handles(_ f: Features, _ table: FeatureTable) {
    for place in f.handles.range {
      let handle = table.handle(place)
      add(.handle, handle.coreHash)
      if !handle.digits.isEmpty { add(.core, handle.whole) }
      guard handle.origin != .domain, handle.count >= 5 else { continue }
      cuts(table.letters.span.extracting(handle.core.range))
    }
    for place in f.names.range {
      let form = table.form(place)
      for derived in form.derived.range { add(.handle, table.derivations[derived].hash, deriver: true) }
      if form.familyJoined.count >= 4 { add(.familyInHandle, form.familyHash, deriver: true) }
    }
  }

  /// The core of a handle without one to three letters at either end. Letters of ASCII, nearly all there are, are taken as bytes.
  private mutating func cuts(_ core: Span<UInt8>) {
    if !core.isASCII { return cuts(core.string(0..<core.count)) }
    for cut in 1...3 where core.count - cut >= 4 {
      add(.familyInHandle, Mix.hash(.handle, core.extracting(cut..<core.count)))
      add(.familyInHandle, Mix.hash(.handle, core.extracting(0..<core.count - cut)))
    }
  }

  private mutating func cuts(_ core: String) {
    for cut in 1...3 where core.utf8.count - cut >= 4 {
      add(.familyInHandle, Mix.hash(.handle, String(core.dropFirst(cut))))
      add(.familyInHandle, Mix.hash(.handle, String(core.dropLast(cut))))
    }
  }

  private mutating func name(_ form: NameForm, _ f: Features, _ card: CardFeatures, _ table: FeatureTable) {
    if form.key != 0 {
      add(.fullName, form.key)
      if form.joinedHash != 0 {
        add(.joined, form.joinedHash)
        add(.joined, form.backwardHash)
      }
    }
    guard !form.given.isEmpty, !form.family.isEmpty else { return }
    let (given, family) = (table.words[form.given.first], table.words[form.family.last])
    let initial = UInt64(given.first)
    add(.familyInitial, family.sound, initial)
    if form.family.count > 1 { add(.familyInitial, table.words[form.family.first].sound, initial) }
    if let compound = form.compound { add(.familyInitial, table.words[compound].sound, initial) }
    if !form.sure, form.given.count > 1, case let middle = table.words[form.given.last], !middle.isInitial {
      add(.familyInitial, middle.sound, initial)
    }
    if !form.sure || !card.postal.isEmpty { add(.familyInitial, given.sound, UInt64(family.first)) }
    for place in card.organisations.range { add(.employer, table.hashes[place], given.hash) }
    for place in f.mails.range where table.mails[place].domain != 0 {
      add(.employer, table.mails[place].domain, given.hash)
      add(.employer, table.mails[place].domain, family.hash)
    }
    if let birth = card.birth {
      add(.birth, UInt64(birth.month * 100 + birth.day), given.hash)
      add(.birth, UInt64(birth.month * 100 + birth.day), family.hash)
    }
    for place in card.threads.range { add(.thread, table.hashes[place], given.hash) }
    for place in f.mails.range { add(.nameAnd, form.key, table.mails[place].hash) }
  }

  /// Any two parts of a postal record that agree, so that mistypings elsewhere do not hide a pair.
  private mutating func postal(_ f: Features, _ table: FeatureTable) {
    var words: [UInt64] = []
    for place in f.names.range.prefix(2) {
      let form = table.form(place)
      if !form.given.isEmpty { words.append(table.words[form.given.first].hash) }
      if !form.family.isEmpty { words.append(table.words[form.family.last].hash) }
    }
    var initials: UInt64 = 0
    if let form = table.firstName(f), !form.given.isEmpty, !form.family.isEmpty {
      let (g, last) = (table.words[form.given.first].first, table.words[form.family.last].first)
      initials = UInt64(min(g, last)) << 8 | UInt64(max(g, last))
    }
    for place in table.postal[table.card(f).postal.range.prefix(2)] {
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
