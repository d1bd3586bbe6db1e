import Linkage

/// A random source that gives the same numbers in every run (SplitMix64).
struct Dice: RandomNumberGenerator {
  var state: UInt64
  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }
}

func person(
  _ id: String, _ name: String, _ emails: String..., phone: String = "", org: String = "", born: String = "", street: String = "",
  town: String = ""
) -> LinkageRecord {
  LinkageRecord(
    id: id, names: name.isEmpty ? [] : [LinkageName(full: name)], emails: emails, phones: phone.isEmpty ? [] : [phone],
    organisations: org.isEmpty ? [] : [org], addresses: street.isEmpty ? [] : [LinkageAddress(street: street, locality: town)],
    birth: LinkageBirth(born))
}

/// A made-up book: people with one to four records each; `truth` is the person of each record.
func book(_ count: Int, seed: UInt64) -> (records: [LinkageRecord], truth: [String: Int]) {
  var dice = Dice(state: seed)
  let given = [
    "Anna", "Ben", "Clara", "David", "Elena", "Felix", "Greta", "Hugo", "Ines", "Jonas", "Karin", "Leo", "Mara", "Nils", "Olga", "Paul",
  ]
  let heads = ["Berg", "Stein", "Wald", "Roth", "Lind", "Haupt", "Kron", "Schil", "Feld", "Gold", "Brand", "Eich"]
  let tails = ["mann", "er", "ing", "hof", "ler", "bach", "ström", "sen", "ski", "ova", "eau", "quist"]
  var records: [LinkageRecord] = []
  var truth: [String: Int] = [:]
  var number = 0
  while records.count < count {
    number += 1
    let first = given[Int.random(in: 0..<given.count, using: &dice)]
    let last = heads[Int.random(in: 0..<heads.count, using: &dice)] + tails[Int.random(in: 0..<tails.count, using: &dice)]
    let work = "\(first).\(last)@firm\(number % 23).example".lowercased()
    let home = "\(first.prefix(1))\(last)\(number)@mail.example".lowercased()
    let phone = "+49 30 \(1_000_000 + number * 7919 % 8_999_999)"
    for _ in 0..<Int.random(in: 1...4, using: &dice) where records.count < count {
      let id = "r\(records.count)"
      let name = ["\(first) \(last)", "\(last), \(first)", "\(first.prefix(1)). \(last)"][Int.random(in: 0..<3, using: &dice)]
      let mails = [[work], [home], [work, home], []][Int.random(in: 0..<4, using: &dice)]
      records.append(
        LinkageRecord(id: id, names: [LinkageName(full: name)], emails: mails, phones: Bool.random(using: &dice) ? [phone] : []))
      truth[id] = number
    }
  }
  return (records, truth)
}

/// The clusters of one tier as sets of ids.
func clusters(_ members: [LinkageAnswer.Member], _ tier: KeyPath<LinkageAnswer.Member, String>) -> Set<Set<String>> {
  Set(Dictionary(grouping: members, by: { $0[keyPath: tier] }).values.map { Set($0.map(\.id)) })
}

func linked(_ records: [LinkageRecord], same: [(String, String)] = [], notSame: [(String, String)] = []) -> LinkageAnswer {
  Linker(records + filler).link(same: same, notSame: notSame)
}

/// People who have nothing to do with the ones under test, so that the book has frequencies.
let filler: [LinkageRecord] = book(300, seed: 99).records.map { record in
  var other = record
  other.id = "filler-" + record.id
  return other
}

extension LinkageAnswer {
  func isMerged(_ a: String, _ b: String) -> Bool {
    let x = members().first { $0.id == a }
    return x != nil && x?.merged == members().first { $0.id == b }?.merged
  }
  func isSuggested(_ a: String, _ b: String) -> Bool {
    let x = members().first { $0.id == a }
    return x != nil && x?.suggested == members().first { $0.id == b }?.suggested
  }
}
