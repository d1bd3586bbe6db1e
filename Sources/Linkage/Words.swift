internal import Scan

/// The words the engine knows: titles, particles, role handles, providers, legal forms, variants of given names. Read once from the
/// data files `linkage/words.txt` and `linkage/variants.txt`.
struct Words: Sendable {
  let titles: Set<String>
  let credentials: Set<String>
  let generation: [String: UInt8]
  let particles: Set<String>
  /// The hashes of local parts that are a function's.
  let roleHandles: CountTable
  /// The hashes of local parts that say nothing of a name.
  let genericHandles: CountTable
  /// What a robot's local part begins or ends with.
  let noReply: [[UInt8]]
  /// The hashes of what stands where a name should and is none.
  let noNames: CountTable
  let freeMail: Set<String>
  let legalForms: Set<String>
  let streetWords: [String: String]
  /// The hashes of names that many bear.
  let common: CountTable
  /// For the hash of a given name, the numbers of the groups of variants it stands in.
  private let variants: [UInt64: [UInt16]]
  private let varied: CountTable

  static let known = Words()

  private init() {
    let sections = Words.sections(Resource.text("linkage/words.txt") ?? "")
    func words(_ name: String) -> Set<String> { Set(sections[name] ?? []) }
    func hashes(_ name: String) -> CountTable {
      var table = CountTable()
      for word in sections[name] ?? [] { table.add(Mix.hash(.token, word)) }
      return table
    }
    titles = words("titles")
    credentials = words("credentials")
    var generation: [String: UInt8] = [:]
    for word in sections["generation"] ?? [] {
      let (left, right) = Words.halves(word)
      let mark = right ?? left
      generation[left] = mark == "jr" ? 20 : mark == "sr" ? 21 : UInt8(mark.prefix(1)) ?? UInt8(mark.utf8.count + 1)
    }
    generation["ii"] = 2
    self.generation = generation
    particles = words("particles")
    roleHandles = hashes("rolehandles")
    genericHandles = hashes("generichandles")
    noReply = (sections["norepl"] ?? []).map { Array($0.utf8) }
    noNames = hashes("nonames")
    freeMail = words("freemail")
    legalForms = words("legalforms")
    var streets: [String: String] = [:]
    for word in sections["streetwords"] ?? [] {
      let (left, right) = Words.halves(word)
      streets[left] = right ?? left
    }
    streetWords = streets
    common = hashes("common")
    variants = Words.groups(Resource.text("linkage/variants.txt") ?? "")
    var varied = CountTable(expecting: variants.count)
    for hash in variants.keys { varied.add(hash) }
    self.varied = varied
  }

  private static func halves(_ word: String) -> (String, String?) {
    let parts = word.split(separator: "=", maxSplits: 1)
    return (String(parts.first ?? ""), parts.count > 1 ? String(parts[1]) : nil)
  }

  private static func lines(_ text: String) -> [[String]] {
    text.utf8.split(separator: 10).compactMap { line in
      guard let first = line.first, first != 35 else { return nil }
      return line.split(separator: 32).compactMap { String($0) }
    }
  }

  private static func sections(_ text: String) -> [String: [String]] {
    var out: [String: [String]] = [:]
    var name = ""
    for line in lines(text) {
      if let head = line.first, head.hasPrefix("["), head.hasSuffix("]") {
        name = String(head.dropFirst().dropLast())
      } else {
        out[name, default: []] += line
      }
    }
    return out
  }

  private static func groups(_ text: String) -> [UInt64: [UInt16]] {
    var out: [UInt64: [UInt16]] = [:]
    for (number, line) in lines(text).enumerated() {
      for word in line { out[Mix.hash(.token, Fold.string(word)), default: []].append(UInt16(truncatingIfNeeded: number)) }
    }
    return out
  }

  /// Whether many have the handle of this hash, or nobody.
  func isCommonHandle(_ word: UInt64) -> Bool { roleHandles.holds(word) || genericHandles.holds(word) }

  /// Whether the word of this hash is a given name that has variants.
  func hasVariants(_ word: UInt64) -> Bool { varied.holds(word) }

  /// Whether two given names are known to stand for each other.
  func areVariants(_ a: UInt64, _ b: UInt64) -> Bool {
    guard let mine = variants[a], let yours = variants[b] else { return false }
    return mine.contains { yours.contains($0) }
  }
}
