internal import Scan

/// What a book as a whole says about its names, addresses and numbers: how often each occurs, how many people could own a handle, how
/// unlikely it is that two records taken at random are one person. Frozen: within one epoch a pair of records always scores the same.
public struct Epoch: Sendable, Equatable {
  /// The number of records it was made from.
  public internal(set) var records: Int
  /// The number of different people the records seem to be of, roughly.
  public internal(set) var population: Int
  /// The number of different full names.
  var names: Int
  /// How often each thing occurs, by its hash. What occurs once is left out.
  var counts: CountTable
  /// The blocks too full to compare within.
  var stops: CountTable
  /// Of pairs of records with one family name at one address, how many agree in the given name, and how many do not.
  var households: (same: Int, different: Int) = (0, 0)
  /// How rare a thing is that so many have: follows from the numbers above.
  let scale: RarityScale

  /// The epoch of `records`.
  public init(_ records: [LinkageRecord]) {
    let records = LinkageRecords(records)
    let table = FeatureReader(records, RecordOrder.places(records)).table
    self.init(table, BlockIndex(table, onlyShared: true, stops: nil))
  }

  /// Whether two epochs score every pair alike.
  public static func == (a: Epoch, b: Epoch) -> Bool {
    a.records == b.records && a.population == b.population && a.names == b.names && a.households == b.households && a.counts == b.counts
      && a.stops == b.stops
  }

  /// Whether a book of `records` records has outgrown this epoch: by a quarter, and by 50 at least.
  public func isOutgrown(by records: Int) -> Bool { records > self.records + max(50, self.records / 4) }

  init(_ table: FeatureTable, _ blocks: BlockIndex) {
    records = table.records.count
    var tally = Tally(table)
    for record in table.records { tally.count(record, of: table) }
    names = tally.names
    population = max(2, tally.names + tally.nameless)
    households = tally.households()
    counts = tally.counts.kept(atLeast: 2)
    stops = blocks.stops()
    scale = RarityScale(names: names, population: population)
  }
}

/// Counting for an epoch.
struct Tally {
  var counts: CountTable
  var names = 0
  var nameless = 0
  private var seen = HashSet()
  /// Which addresses several records may have: what hangs on another one comes once.
  private let mails: Sieve
  private var homes: [UInt64: [String: Int]] = [:]

  init(_ table: FeatureTable) {
    counts = CountTable(expecting: table.records.count * 2)
    mails = Sieve(table.mails.lazy.map(\.hash))
  }

  private mutating func isNew(_ key: UInt64) -> Bool { seen.insert(key) }

  /// The same of what one record can say but once, and another only where it has the address too.
  private mutating func isNew(_ key: UInt64, with mail: UInt64) -> Bool { !mails.isShared(mail) || isNew(key) }

  mutating func count(_ f: Features, of table: FeatureTable) {
    let (key, isNamed) = countNames(f, table)
    if !isNamed {
      let own = Tally.own(f, table)
      if own != 0, f.mails.isEmpty ? isNew(own) : isNew(own, with: own) { nameless += 1 }
    }
    for place in f.mails.range {
      let mail = table.mails[place]
      if key != 0, isNew(Mix.join(.emailNames, mail.hash, key), with: mail.hash) { counts.add(Mix.join(.emailNames, mail.hash, 0)) }
      if mail.domain != 0, isNew(Mix.join(.domain, mail.hash, mail.domain), with: mail.hash) { counts.add(mail.domain) }
    }
    countHandles(f, key, table)
    if f.card != 0 { countCard(f, key, table) }
  }

  /// Counts what cards have; `key` stands for the name.
  private mutating func countCard(_ f: Features, _ key: UInt64, _ table: FeatureTable) {
    let card = table.card(f)
    for phone in table.hashes[card.phones.range] where key != 0 && isNew(Mix.join(.phoneNames, phone, key)) {
      counts.add(Mix.join(.phoneNames, phone, 0))
    }
    for organisation in table.hashes[card.organisations.range] where isNew(Mix.join(.organisation, organisation, key)) {
      counts.add(organisation)
    }
    for place in table.postal[card.postal.range] { countPlace(place, f, table) }
    if let birth = card.birth { counts.add(Mix.hash(.birth, "\(birth.year ?? 0)-\(birth.month)-\(birth.day)")) }
  }

  /// Counts the names of a record; what stands for the first whole one, 0 without, and whether one is written as a name.
  private mutating func countNames(_ f: Features, _ table: FeatureTable) -> (key: UInt64, isNamed: Bool) {
    var (key, isNamed): (UInt64, Bool) = (0, false)
    for place in f.names.range {
      let form = table.form(place)
      if key == 0, form.key != 0 { key = Mix.join(.fullName, form.key, UInt64(f.generation)) }
      if form.origin == .written {
        isNamed = isNamed || form.key != 0
        countName(form, table)
      }
    }
    return (key, isNamed)
  }

  /// Counts the handles of a record by whom they are borne: a name, or where there is none an address.
  private mutating func countHandles(_ f: Features, _ key: UInt64, _ table: FeatureTable) {
    let mail = key == 0 && !f.mails.isEmpty ? table.mails[f.mails.first].hash : nil
    for place in f.handles.range {
      let handle = table.handle(place)
      // One handle may stand in a record twice, in the address and in the name.
      if (f.handles.first..<place).contains(where: { table.handle($0).whole == handle.whole }) { continue }
      let line = Mix.join(.line, handle.whole, mail ?? key)
      if mail.map({ isNew(line, with: $0) }) ?? isNew(line) { counts.add(handle.coreHash) }
    }
  }

  /// By what a record without a name is known: its first address, handle or number.
  private static func own(_ f: Features, _ table: FeatureTable) -> UInt64 {
    if !f.mails.isEmpty { return table.mails[f.mails.first].hash }
    if !f.handles.isEmpty { return table.handle(f.handles.first).whole }
    return table.card(f).phones.isEmpty ? 0 : table.hashes[table.card(f).phones.first]
  }

  private mutating func countName(_ form: NameForm, _ table: FeatureTable) {
    let first = form.given.isEmpty ? nil : table.words[form.given.first]
    let identity = form.key != 0 ? form.key : first.map { Mix.join(.fullName, $0.hash, 1) } ?? 0
    guard identity != 0, isNew(identity) else { return }
    if form.key != 0 { names += 1 }
    countWords(form, table)
    if let first { counts.add(Mix.join(.initial, UInt64(first.first), 0)) }
    if !form.family.isEmpty { counts.add(Mix.join(.initial, UInt64(table.words[form.family.last].first), 1)) }
    if let compound = form.compound { counts.add(table.words[compound].hash) }
    for place in form.derived.range { counts.add(Mix.join(.claim, table.derivations[place].hash, 0)) }
  }

  /// Counts every full word of a name once.
  private mutating func countWords(_ form: NameForm, _ table: FeatureTable) {
    let (given, family) = (form.given.range, form.family.range)
    for place in given where !table.words[place].isInitial && !table.holds(given.lowerBound..<place, table.words[place].hash) {
      counts.add(table.words[place].hash)
    }
    for place in family where !table.words[place].isInitial {
      let hash = table.words[place].hash
      if !table.holds(family.lowerBound..<place, hash), !table.holds(given, hash) { counts.add(hash) }
    }
  }

  private mutating func countPlace(_ place: PostalForm, _ f: Features, _ table: FeatureTable) {
    if !place.number.isEmpty { counts.add(Mix.hash(.number, place.number)) }
    if !place.street.isEmpty { counts.add(Mix.hash(.street, place.street)) }
    if !place.extra.isEmpty { counts.add(Mix.hash(.street, place.extra)) }
    if !place.locality.isEmpty { counts.add(Mix.hash(.locality, place.locality)) }
    if !place.postcode.isEmpty { counts.add(Mix.hash(.postcode, place.postcode)) }
    if !place.region.isEmpty { counts.add(Mix.hash(.region, place.region)) }
    guard let name = f.names.range.first(where: { table.form($0).isFull }), !place.street.isEmpty else { return }
    let (given, family) = (table.words[table.form(name).given.first], table.words[table.form(name).family.last])
    let home = Mix.join(
      .household, family.hash, Mix.hash(.street, place.street + "|" + (place.postcode.isEmpty ? place.locality : place.postcode)))
    homes[home, default: [:]][given.letters.text, default: 0] += 1
  }

  /// Of pairs of records with one family name at one address: how many share the given name, how many do not.
  func households() -> (same: Int, different: Int) {
    var same = 0
    var different = 0
    for home in homes.values where home.count > 1 || (home.values.first ?? 0) > 1 {
      let people = home.sorted { $0.key < $1.key }.prefix(12)
      for (i, one) in people.enumerated() {  // one name mistyped or shortened is no second person
        same += one.value * (one.value - 1) / 2
        for other in people.dropFirst(i + 1) {
          if one.key.utf8.first == other.key.utf8.first || Similarity.edits(one.key, other.key, limit: 2) <= 2 { continue }
          different += one.value * other.value
        }
      }
    }
    return (same, different)
  }
}
