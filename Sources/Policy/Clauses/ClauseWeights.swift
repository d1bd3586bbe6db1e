import Book
import Scan

/// The linear model beside the rules: one weight per word or pair of words and kind, fitted by `evals/clauses/fit.py` and shipped as data.
/// Every feature is a word that the reader can see in the paragraph.
struct ClauseWeights: Sendable {
  private var biases: [Clause.Kind: Double] = [:]
  private var words: [String: [(kind: Clause.Kind, weight: Double)]] = [:]

  /// Reads `clause-weights.json`.
  init(json bytes: [UInt8]) throws(Fault) {
    let root: JSON
    do { root = try JSON.parse(bytes.span) } catch { throw PhraseFile.broken("clause weights: \(error)") }
    for member in root["kinds"]?.members ?? [] {
      guard let kind = Clause.Kind(rawValue: member.name) else { throw PhraseFile.broken("no kind \(member.name)") }
      biases[kind] = member.value["bias"]?.real ?? 0
      for word in member.value["words"]?.members ?? [] {
        words[word.name, default: []].append((kind, word.value.real ?? 0))
      }
    }
  }

  /// The words and pairs of neighbouring words of a text, each once; numbers are `#`.
  static func features(_ text: PhraseText) -> Set<String> {
    var features: Set<String> = []
    var last = ""
    for token in text.tokens {
      let word = token.isNumber ? "#" : token.word
      features.insert(word)
      if !last.isEmpty { features.insert(last + " " + word) }
      last = word
    }
    return features
  }

  /// How much the words of a text are those of each kind, 0 to 1; a kind for which no weights were fitted is missing.
  func scores(_ text: PhraseText) -> [Clause.Kind: Double] {
    let features = ClauseWeights.features(text)
    let length = Double(max(features.count, 1)).squareRoot()
    var sums: [Clause.Kind: Double] = [:]
    for feature in features { for entry in words[feature] ?? [] { sums[entry.kind, default: 0] += entry.weight } }
    var scores: [Clause.Kind: Double] = [:]
    for (kind, bias) in biases { scores[kind] = 1 / (1 + Logistic.exp(-(bias + (sums[kind] ?? 0) / length))) }
    return scores
  }
}

/// The exponential, without a C library: good to about 1e-12 over the range a score needs.
enum Logistic {
  /// e to the power of `x`, for |x| up to 700.
  static func exp(_ x: Double) -> Double {
    let clamped = min(max(x, -700), 700)
    let whole = (clamped * 1.4426950408889634).rounded()
    let rest = clamped - whole * 0.6931471805599453
    var term = 1.0
    var sum = 1.0
    for step in 1...16 {
      term *= rest / Double(step)
      sum += term
    }
    return sum * Double(sign: .plus, exponent: Int(whole), significand: 1)
  }
}
