internal import Book
internal import Scan
internal import Yams

/// The model of sense beside the rules: classes of words (`clause-signs.yaml`: who, what, when), which stands before which, and single
/// words, each with a weight per kind fitted by `evals/clauses/sense.py`. It reads plain language that no written rule foresaw.
struct ClauseSense: Sendable {
  /// How many words may lie between two signs that count as a pair.
  private static let reach = 8

  private let matcher: PhraseMatcher
  /// The class of each pattern.
  private let classes: [Int]
  private let count: Int
  private let kinds: [Clause.Kind]
  private var biases: [Double]
  private var words: [String: [Weight]] = [:]
  private var signs: [[Weight]]
  private var pairs: [[Weight]]

  private struct Weight: Sendable {
    var kind: Int
    var value: Double
  }

  /// Reads the classes and the weights. Throws what it does not understand.
  init(signs yaml: String, weights json: [UInt8]) throws(Fault) {
    let file = try PhraseFile(yaml: yaml)
    var numbers: [String: Int] = [:]
    var classes: [Int] = []
    var sources: [String] = []
    for (name, phrases) in file.section("signs") {
      numbers[name] = numbers.count
      for phrase in phrases.array().compactMap(\.string) {
        classes.append(numbers.count - 1)
        sources.append(phrase)
      }
    }
    let count = numbers.count
    self.count = count
    self.classes = classes
    matcher = try file.matcher(sources)
    let root: JSON
    do { root = try JSON.parse(json.span) } catch { throw PhraseFile.broken("clause sense: \(error)") }
    var kinds: [Clause.Kind] = []
    biases = []
    signs = Array(repeating: [], count: count)
    pairs = Array(repeating: [], count: count * count)
    for member in root["kinds"]?.members ?? [] {
      guard let kind = Clause.Kind(rawValue: member.name) else { throw PhraseFile.broken("no kind \(member.name)") }
      kinds.append(kind)
      biases.append(member.value["bias"]?.real ?? 0)
      for feature in member.value["features"]?.members ?? [] {
        let weight = Weight(kind: kinds.count - 1, value: feature.value.real ?? 0)
        let name = String(feature.name.dropFirst(2))
        if feature.name.hasPrefix("w:") {
          words[name, default: []].append(weight)
        } else if feature.name.hasPrefix("s:") {
          guard let sign = numbers[name] else { throw PhraseFile.broken("no sign \(name)") }
          signs[sign].append(weight)
        } else {
          let ends = name.split(separator: ">").map(String.init)
          guard ends.count == 2, let first = numbers[ends[0]], let next = numbers[ends[1]] else {
            throw PhraseFile.broken("no pair \(name)")
          }
          pairs[first * count + next].append(weight)
        }
      }
    }
    self.kinds = kinds
  }

  /// What a paragraph shows: its signs by word.
  struct Reading: Sendable {
    fileprivate var signs: [[Int]]
    /// 0 to 1 per kind; from 0.5 on the words say that the paragraph is of the kind.
    var scores: [Clause.Kind: Double]
  }

  /// Reads a paragraph.
  func read(_ text: PhraseText) -> Reading {
    var found = [[Int]](repeating: [], count: text.tokens.count)
    for hit in matcher.hits(text) where !found[hit.words.lowerBound].contains(classes[hit.pattern]) {
      found[hit.words.lowerBound].append(classes[hit.pattern])
    }
    var sums = [Double](repeating: 0, count: kinds.count)
    let total = each(text, found) { weights, _ in for weight in weights { sums[weight.kind] += weight.value } }
    let length = Double(max(total, 1)).squareRoot()
    var scores: [Clause.Kind: Double] = [:]
    for (index, kind) in kinds.enumerated() { scores[kind] = 1 / (1 + Logistic.exp(-(biases[index] + sums[index] / length))) }
    return Reading(signs: found, scores: scores)
  }

  /// The words that speak most for a kind, at most three places.
  func shown(_ kind: Clause.Kind, _ text: PhraseText, _ reading: Reading) -> [Range<Int>] {
    guard let index = kinds.firstIndex(of: kind) else { return [] }
    var strong: [(value: Double, words: Range<Int>)] = []
    _ = each(text, reading.signs) { weights, words in
      if let own = weights.first(where: { $0.kind == index }), own.value > 0, words.count <= 4 { strong.append((own.value, words)) }
    }
    strong.sort { ($0.value, -$0.words.lowerBound) > ($1.value, -$1.words.lowerBound) }
    return strong.prefix(3).map(\.words)
  }

  /// Calls `take` for each feature once, with its weights and the first words that show it; returns how many features there are.
  private func each(_ text: PhraseText, _ found: [[Int]], _ take: ([Weight], Range<Int>) -> Void) -> Int {
    var known: Set<String> = []
    var seen = [Bool](repeating: false, count: count)
    var paired = [Bool](repeating: false, count: count * count)
    var total = 0
    for (place, token) in text.tokens.enumerated() {
      let word = token.isNumber ? "#" : token.word
      if known.insert(word).inserted {
        total += 1
        take(words[word] ?? [], place..<(place + 1))
      }
      for sign in found[place] {
        if !seen[sign] {
          seen[sign] = true
          total += 1
          take(signs[sign], place..<(place + 1))
        }
        for other in (place + 1)..<max(place + 1, min(found.count, place + 1 + ClauseSense.reach)) {
          for next in found[other] where !paired[sign * count + next] {
            paired[sign * count + next] = true
            total += 1
            take(pairs[sign * count + next], place..<(other + 1))
          }
        }
      }
    }
    return total
  }
}
