internal import Scan

/// Names of firms, taken apart.
enum OrganisationName {
  /// The folded words of a firm's name without its legal form: `Nordwind Logistik GmbH & Co. KG` gives `nordwind logistik`.
  static func core(_ raw: String) -> [String] {
    var words: [String] = []
    var letters = ""  // `S.p.A.`, `S.A.`, `K.K.`: letters between full stops are one word
    for piece in raw.split(separator: " ") {
      if piece.contains("."), piece.split(separator: ".").allSatisfy({ $0.utf8.count == 1 }) {
        letters = Fold.words(String(piece)).joined()
        words.append(letters)
      } else {
        words += Fold.words(String(piece))
      }
    }
    let kept = words.filter { !Words.known.legalForms.contains($0) }
    return kept.isEmpty ? words : kept
  }
}
