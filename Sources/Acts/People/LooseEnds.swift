import Linkage
import Scan

/// Records by which nobody could be reached in writing: a friend's name in an archive, a connection, a number that texted.
/// Such a record joins the one person it can only mean; where it could mean two it stays by itself.
struct LooseEnds {
  private var names: [String: Set<String>] = [:]
  private var loose: Set<String> = []
  private var suggested: [String: Set<String>] = [:]
  private var apart: Set<Set<String>> = []

  init(_ records: LinkageRecords, _ answer: LinkageAnswer, apart: [(String, String)]) {
    // Nothing to look for where every record has an address.
    if records.indices.allSatisfy({ records.hasMail($0) }) { return }
    let cluster = Dictionary(answer.members().map { ($0.id, $0.merged) }, uniquingKeysWith: { first, _ in first })
    var firm: Set<String> = []
    for record in records {
      guard let name = cluster[record.id] else { continue }
      let isNamed = record.names.contains { !$0.full.isEmpty || !$0.family.isEmpty }
      if !record.emails.isEmpty || isNamed && !record.phones.isEmpty { firm.insert(name) }
    }
    loose = Set(cluster.values).subtracting(firm)
    if loose.isEmpty { return }
    for record in records {
      guard let name = cluster[record.id] else { continue }
      for form in record.names.flatMap(LooseEnds.forms) {
        names[form, default: []].insert(name)
        if loose.contains(name) { formsOf[name, default: []].append(form) }
      }
    }
    for pair in answer.pairs() {
      guard let a = cluster[pair.a], let b = cluster[pair.b], a != b else { continue }
      suggested[a, default: []].insert(b)
      suggested[b, default: []].insert(a)
    }
    for (a, b) in apart { if let left = cluster[a], let right = cluster[b] { self.apart.insert([left, right]) } }
  }

  private var formsOf: [String: [String]] = [:]

  /// The forms by which a full name is compared: its words in the order of the alphabet, and with the nickname for the given name.
  private static func forms(_ name: LinkageName) -> [String] {
    var forms: [String] = []
    let full = Fold.words(name.full.isEmpty ? "\(name.given) \(name.family)" : name.full)
    if full.count > 1 { forms.append(full.sorted().joined(separator: " ")) }
    let family = name.family.isEmpty ? full.dropFirst().joined(separator: " ") : name.family
    if !name.nickname.isEmpty {
      forms.append(Fold.words("\(name.nickname) \(family)").sorted().joined(separator: " "))
      forms.append(Fold.words(name.nickname).joined(separator: " "))
    }
    if full.count == 1 { forms.append(full[0]) }
    return forms
  }

  /// For each loose cluster the cluster it joins, those that joined each other followed to the end.
  func joined() -> [String: String] {
    var target: [String: String] = [:]
    for name in loose.sorted() {
      let alike = Set((formsOf[name] ?? []).flatMap { names[$0] ?? [] }).subtracting([name])
      let firm = alike.subtracting(loose)
      var candidates = firm
      if candidates.isEmpty { candidates = (suggested[name] ?? []).subtracting(loose) }
      // Loose ends of one name belong together where nobody else bears it.
      if candidates.isEmpty, alike.count > 0, let first = alike.union([name]).min(), first != name { candidates = [first] }
      if candidates.count == 1, let only = candidates.first, !apart.contains([name, only]) { target[name] = only }
    }
    return target.mapValues { end in
      var end = end
      for _ in 0..<4 { if let next = target[end] { end = next } }
      return end
    }
  }
}
