import Linkage
import Testing

@Suite struct PropertyTests {
  @Test(arguments: [1, 2, 3] as [UInt64])
  func `the order of the input does not change the clusters`(seed: UInt64) {
    var (records, _) = book(400, seed: seed)
    var dice = Dice(state: seed + 100)
    let first = Linker(records).link()
    for _ in 0..<3 {
      records.shuffle(using: &dice)
      let again = Linker(records).link()
      #expect(first.members() == again.members())
      #expect(first.pairs() == again.pairs())
    }
  }

  @Test(arguments: [7, 8] as [UInt64])
  func `addresses that lie as bytes are linked as whole records are`(seed: UInt64) {
    var whole = LinkageRecords()
    var flat = LinkageRecords()
    for (number, record) in book(400, seed: seed).records.enumerated() {
      guard record.phones.isEmpty, let mail = record.emails.first else {
        whole.append(record)
        flat.append(record)
        continue
      }
      // Ids are unique; some are spelled in letters beyond ASCII.
      let (scheme, name) = (number % 5 == 0 ? "é\(number):" : "email\(number):", record.names.first?.full ?? "")
      whole.append(LinkageRecord(id: scheme + mail, names: [LinkageName(full: name)], emails: [mail]))
      flat.append(scheme, mail: mail, name: name)
    }
    #expect(Array(flat) == Array(whole))
    let (a, b) = (Linker(whole).link(), Linker(flat).link())
    #expect(a.members() == b.members())
    #expect(a.pairs() == b.pairs())
    #expect(!a.pairs().isEmpty)
    #expect(flat.indices.map { flat.id($0) } == whole.map(\.id))
  }

  @Test(arguments: [1, 2, 3, 4] as [UInt64])
  func `records come in the order of the bytes of their ids in whatever letters these are`(seed: UInt64) {
    var dice = Dice(state: seed)
    let plain = ["a", "b", "c", "z", "A", "Z", "@", "_", ".", "-", "!", "~", "0", "9"]
    let letters = plain + (seed < 3 ? [] : ["é", "e\u{301}", "\u{212A}", "ж", "名"])
    // One letter spelled in two ways is one id.
    var ids: Set<String> = []
    for _ in 0..<1000 {
      ids.insert("email:" + (0..<Int.random(in: 1...18, using: &dice)).map { _ in letters.randomElement(using: &dice) ?? "" }.joined())
    }
    var records = LinkageRecords()
    for id in ids.shuffled(using: &dice) { records.append(id, mail: "", name: "") }
    let sorted = ids.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    #expect(Linker(records).link().members().map { Array($0.id.utf8) } == sorted.map { Array($0.utf8) })
  }

  @Test(arguments: [4, 5, 6] as [UInt64])
  func `within an epoch record by record gives the clusters of all at once`(seed: UInt64) {
    var (records, _) = book(240, seed: seed)
    var dice = Dice(state: seed)
    let epoch = Epoch(records)
    let whole = Linker(records, epoch: epoch).link()
    for start in [0, 120, 240] {
      records.shuffle(using: &dice)
      var index = LinkageIndex(epoch: epoch, records: Array(records.prefix(start)))
      for record in records.dropFirst(start) { _ = index.add(record) }
      #expect(clusters(index.members, \.merged) == clusters(whole.members(), \.merged))
      #expect(clusters(index.members, \.suggested) == clusters(whole.members(), \.suggested))
    }
  }

  @Test func `taking records out leaves what the rest would give`() {
    let (records, _) = book(200, seed: 8)
    let epoch = Epoch(records)
    var index = LinkageIndex(epoch: epoch, records: records)
    for record in records.prefix(60) { _ = index.remove(record.id) }
    let rest = LinkageIndex(epoch: epoch, records: Array(records.dropFirst(60)))
    #expect(index.members == rest.members)
  }

  @Test func `contradicting dates of birth are never merged`() {
    var dice = Dice(state: 11)
    var (records, _) = book(400, seed: 12)
    for i in records.indices {
      records[i].birth = LinkageBirth(year: Int.random(in: 1950...1990, using: &dice), month: 1 + i % 12, day: 1 + i % 28)
    }
    let births = Dictionary(uniqueKeysWithValues: records.map { ($0.id, $0.birth) })
    for cluster in clusters(Linker(records).link().members(), \.merged) { #expect(Set(cluster.map { births[$0] }).count == 1) }
  }

  @Test func `not the same holds through random imports, merges and undos`() {
    var dice = Dice(state: 21)
    let (records, _) = book(300, seed: 22)
    var index = LinkageIndex(epoch: Epoch(records))
    var present: [String] = []
    var waiting = records
    var apart: Set<Set<String>> = []
    for step in 0..<1000 {
      switch Int.random(in: 0..<6, using: &dice) {
      case 0, 1:
        guard let next = waiting.popLast() else { continue }
        _ = index.add(next)
        present.append(next.id)
      case 2, 3:
        guard let a = present.randomElement(using: &dice), let b = index.pairs(of: a).first.map({ $0.a == a ? $0.b : $0.a }) else {
          continue
        }
        _ = index.decide(.notSame, a, b)
        apart.insert([a, b])
      case 4:
        guard let a = present.randomElement(using: &dice), let b = present.randomElement(using: &dice), a != b, !apart.contains([a, b])
        else { continue }
        _ = index.decide(.same, a, b)
        if step % 2 == 0 { _ = index.undecide(a, b) }
      default:
        guard let record = records.first(where: { present.contains($0.id) }) else { continue }
        _ = index.add(record)  // the same record once more
        apart = apart.filter { !$0.contains(record.id) }  // replaced: its decisions go with it
      }
      guard step % 20 == 0 else { continue }
      let members = Dictionary(uniqueKeysWithValues: index.members.map { ($0.id, $0) })
      for pair in apart {
        let two = pair.compactMap { members[$0] }
        #expect(two.count == 2 && two[0].merged != two[1].merged && two[0].suggested != two[1].suggested)
      }
    }
    #expect(!apart.isEmpty)
  }

  @Test func `what is merged is also suggested, and most of a clean book is found`() {
    let (records, truth) = book(1000, seed: 31)
    let answer = Linker(records).link()
    let suggested = Dictionary(uniqueKeysWithValues: answer.members().map { ($0.id, $0.suggested) })
    for cluster in clusters(answer.members(), \.merged) { #expect(Set(cluster.map { suggested[$0] }).count == 1) }
    let merged = clusters(answer.members(), \.merged)
    let pairs = merged.reduce(0) { $0 + $1.count * ($1.count - 1) / 2 }
    var wrong = 0
    for cluster in merged {
      for a in cluster { for b in cluster where a < b && truth[a] != truth[b] { wrong += 1 } }
    }
    #expect(pairs > 500)
    #expect(Double(wrong) < 0.04 * Double(pairs))  // one in eight people of this book has a namesake
    #expect(Double(answer.candidates) / 1000 <= 10)
  }

  @Test func `scores are the same in a stored epoch`() throws {
    let (records, _) = book(300, seed: 41)
    let epoch = Epoch(records)
    let again = try Epoch(bytes: epoch.bytes)
    #expect(again == epoch)
    #expect(Linker(records, epoch: again).link().pairs() == Linker(records, epoch: epoch).link().pairs())
  }

  @Test func `damaged bytes are no epoch`() {
    let bytes = Epoch(book(50, seed: 1).records).bytes
    #expect(throws: EpochError.notAnEpoch) { try Epoch(bytes: []) }
    for length in [16, 20, bytes.count - 1] { #expect(throws: EpochError.self) { try Epoch(bytes: Array(bytes.prefix(length))) } }
    #expect(throws: EpochError.damaged) { try Epoch(bytes: bytes + [0]) }
  }

  @Test func `a new epoch tells what it would change and changes nothing`() {
    let (records, _) = book(200, seed: 51)
    let old = LinkageIndex(epoch: Epoch(Array(records.prefix(20))), records: records)
    let new = LinkageIndex(epoch: Epoch(records), records: records)
    let before = old.members
    let news = old.compare(with: new)
    #expect(old.members == before)
    let mine = Dictionary(uniqueKeysWithValues: old.members.map { ($0.id, $0.merged) })
    let yours = Dictionary(uniqueKeysWithValues: new.members.map { ($0.id, $0.merged) })
    for pair in news.joins { #expect(mine[pair[0]] != mine[pair[1]] && yours[pair[0]] == yours[pair[1]]) }
    for pair in news.parts { #expect(mine[pair[0]] == mine[pair[1]] && yours[pair[0]] != yours[pair[1]]) }
    let nothing = old.compare(with: old)
    #expect(nothing.joins.isEmpty && nothing.parts.isEmpty && nothing.suggestions.isEmpty)
  }

  @Test func `a book outgrows its epoch by a quarter`() {
    let epoch = Epoch(book(400, seed: 61).records)
    #expect(!epoch.isOutgrown(by: 500))
    #expect(epoch.isOutgrown(by: 501))
  }
}
