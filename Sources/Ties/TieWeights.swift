public import Scan

/// The fitted weights: how much each feature says about whom the owner will go on writing to. Made by `evals/ties/fit.py`.
public struct TieWeights: Sendable, Hashable {
  /// A logistic formula over the features of `TieFeature`, in their order.
  public struct Formula: Sendable, Hashable {
    /// The constant.
    public var intercept: Double
    /// A weight for each feature.
    public var weights: [Double]
  }

  /// Where the owner's sent mail is known.
  public var full: Formula
  /// Where it is missing.
  public var sentMissing: Formula

  /// Reads the document that `fit.py` writes; nil where a feature is missing.
  public init?(_ document: JSON) {
    func formula(_ name: String) -> Formula? {
      guard let set = document[name], let intercept = set["intercept"]?.real else { return nil }
      let weights = TieFeature.allCases.compactMap { set["weights"]?[$0.rawValue]?.real }
      return weights.count == TieFeature.allCases.count ? Formula(intercept: intercept, weights: weights) : nil
    }
    guard let full = formula("full"), let missing = formula("sentMissing") else { return nil }
    self.full = full
    self.sentMissing = missing
  }

  /// The weights that travel in the binary.
  public static let shipped: TieWeights = {
    guard let document = embedded("ties/weights.json"), let weights = TieWeights(document) else {
      preconditionFailure("the binary was built without ties/weights.json")
    }
    return weights
  }()
}

/// A JSON data file out of the binary.
func embedded(_ name: String) -> JSON? {
  guard let bytes = Resource.bytes(name) else { return nil }
  do { return try JSON.parse(bytes.span) } catch { return nil }  // a test reads each file and says what is wrong with it
}
