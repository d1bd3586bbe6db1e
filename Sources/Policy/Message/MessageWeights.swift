internal import Book
internal import Scan

/// The linear model beside the rules: one weight per feature and label, fitted by `evals/messages/fit.py` and shipped as data.
struct MessageWeights: Sendable {
  private var bias = [0.0, 0.0, 0.0]
  private var weights: [String: [Double]] = [:]

  /// Reads `message-weights.json`.
  init(json bytes: [UInt8]) throws(Fault) {
    let root: JSON
    do { root = try JSON.parse(bytes.span) } catch { throw PhraseFile.broken("message weights: \(error)") }
    bias = try MessageWeights.row(root["bias"])
    for member in root["features"]?.members ?? [] { weights[member.name] = try MessageWeights.row(member.value) }
  }

  // Three numbers: announcement, borderline, solicitation.
  private static func row(_ value: JSON?) throws(Fault) -> [Double] {
    let row = (value?.items ?? []).map { $0.real ?? 0 }
    guard row.count == MessageLabel.allCases.count else { throw PhraseFile.broken("message weights: a row of \(row.count)") }
    return row
  }

  /// How much the features speak for each label, 0 to 1, together 1.
  func shares(_ features: [MessageFeature]) -> [MessageLabel: Double] {
    let length = Double(max(features.count, 1)).squareRoot()
    var sums = bias
    for feature in features {
      guard let row = weights[feature.name] else { continue }
      for index in sums.indices { sums[index] += row[index] / length }
    }
    let top = sums.max() ?? 0
    let powers = sums.map { Logistic.exp($0 - top) }
    let total = powers.reduce(0, +)
    return Dictionary(uniqueKeysWithValues: zip(MessageLabel.allCases, powers.map { $0 / total }))
  }

  /// How much one feature speaks for a label against the milder ones; above 0 it does.
  func pull(_ feature: MessageFeature, towards label: MessageLabel) -> Double {
    guard let row = weights[feature.name] else { return 0 }
    let milder = zip(MessageLabel.allCases, row).filter { $0.0 < label }.map(\.1)
    guard let own = zip(MessageLabel.allCases, row).first(where: { $0.0 == label })?.1, let most = milder.max() else { return 0 }
    return own - most
  }
}
