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

  /// The epoch of `records`.
  public init(_ records: [LinkageRecord]) {
    let features = Linker.inOrder(records)
    self.init(features: features, blocks: BlockIndex(features, onlyShared: true, stops: nil))
  }

  /// Whether two epochs score every pair alike.
  public static func == (a: Epoch, b: Epoch) -> Bool {
    a.records == b.records && a.population == b.population && a.names == b.names && a.households == b.households && a.counts == b.counts
      && a.stops == b.stops
  }

  /// Whether a book of `records` records has outgrown this epoch: by a quarter, and by 50 at least.
  public func isOutgrown(by records: Int) -> Bool { records > self.records + max(50, self.records / 4) }

  init(features: [Features], blocks: BlockIndex) {
    records = features.count
    var tally = Tally(expecting: features.count * 4)
    for feature in features { tally.count(feature) }
    names = tally.names
    population = max(2, tally.names + tally.nameless)
    households = tally.households()
    counts = tally.counts.kept(atLeast: 2)
    stops = blocks.stops()
  }
}

/// Counting for an epoch.
struct Tally {
  var counts: CountTable
  var names = 0
  var nameless = 0
  private var seen: HashSet
  private var homes: [UInt64: [String: Int]] = [:]

  init(expecting count: Int) {
    counts = CountTable(expecting: count)
    seen = HashSet(expecting: count)
  }

  private mutating func isNew(_ key: UInt64) -> Bool { seen.insert(key) }

  mutating func count(_ f: Features) {
    var named = false
    for form in f.names where form.origin == .written {
      named = named || form.key != 0
      countName(form)
    }
    if !named {
      let own = f.mails.first?.hash ?? f.handles.first?.whole ?? f.phones.first ?? 0
      if own != 0, isNew(own) { nameless += 1 }
    }
    let name = f.names.first { $0.key != 0 }?.key ?? 0
    let key = name == 0 ? 0 : Mix.join(.fullName, name, UInt64(f.generation))
    for mail in f.mails {
      if key != 0, isNew(Mix.join(.emailNames, mail.hash, key)) { counts.add(Mix.join(.emailNames, mail.hash, 0)) }
      if mail.domain != 0, isNew(Mix.join(.domain, mail.hash, mail.domain)) { counts.add(mail.domain) }
    }
    for phone in f.phones where key != 0 && isNew(Mix.join(.phoneNames, phone, key)) { counts.add(Mix.join(.phoneNames, phone, 0)) }
    for handle in f.handles where isNew(Mix.join(.line, handle.whole, key == 0 ? f.mails.first?.hash ?? 0 : key)) {
      counts.add(handle.coreHash)
    }
    for organisation in f.organisations where isNew(Mix.join(.organisation, organisation, key)) { counts.add(organisation) }
    countPlaces(f)
    if let birth = f.birth { counts.add(Mix.hash(.birth, "\(birth.year ?? 0)-\(birth.month)-\(birth.day)")) }
  }

  private mutating func countName(_ form: NameForm) {
    let identity = form.key != 0 ? form.key : form.given.first.map { Mix.join(.fullName, $0.hash, 1) } ?? 0
    guard identity != 0, isNew(identity) else { return }
    if form.key != 0 { names += 1 }
    form.forEachDistinctWord { counts.add($0.hash) }
    if let first = form.given.first { counts.add(Mix.join(.initial, UInt64(first.first), 0)) }
    if let last = form.family.last { counts.add(Mix.join(.initial, UInt64(last.first), 1)) }
    if let compound = form.compound { counts.add(compound.hash) }
    for derived in form.derived { counts.add(Mix.join(.claim, derived.hash, 0)) }
  }

  private mutating func countPlaces(_ f: Features) {
    for place in f.postal {
      if !place.number.isEmpty { counts.add(Mix.hash(.number, place.number)) }
      if !place.street.isEmpty { counts.add(Mix.hash(.street, place.street)) }
      if !place.extra.isEmpty { counts.add(Mix.hash(.street, place.extra)) }
      if !place.locality.isEmpty { counts.add(Mix.hash(.locality, place.locality)) }
      if !place.postcode.isEmpty { counts.add(Mix.hash(.postcode, place.postcode)) }
      if !place.region.isEmpty { counts.add(Mix.hash(.region, place.region)) }
      guard let form = f.names.first(where: \.isFull), let given = form.given.first, let family = form.family.last, !place.street.isEmpty
      else { continue }
      let home = Mix.join(
        .household, family.hash, Mix.hash(.street, place.street + "|" + (place.postcode.isEmpty ? place.locality : place.postcode)))
      homes[home, default: [:]][given.letters.text, default: 0] += 1
    }
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
