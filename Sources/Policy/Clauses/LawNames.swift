import Scan

/// From the law that an agreement names to the place's code in the policy data.
enum LawNames {
  private static let states: [String: String] = [
    "alabama": "AL", "alaska": "AK", "arizona": "AZ", "arkansas": "AR", "california": "CA", "colorado": "CO", "connecticut": "CT",
    "delaware": "DE",
    "district of columbia": "DC", "florida": "FL", "georgia": "GA", "hawaii": "HI", "idaho": "ID", "illinois": "IL", "indiana": "IN",
    "iowa": "IA",
    "kansas": "KS", "kentucky": "KY", "louisiana": "LA", "maine": "ME", "maryland": "MD", "massachusetts": "MA", "michigan": "MI",
    "minnesota": "MN", "mississippi": "MS", "missouri": "MO", "montana": "MT", "nebraska": "NE", "nevada": "NV", "new hampshire": "NH",
    "new jersey": "NJ", "new mexico": "NM", "new york": "NY", "north carolina": "NC", "north dakota": "ND", "ohio": "OH", "oklahoma": "OK",
    "oregon": "OR", "pennsylvania": "PA", "rhode island": "RI", "south carolina": "SC", "south dakota": "SD", "tennessee": "TN",
    "texas": "TX",
    "utah": "UT", "vermont": "VT", "virginia": "VA", "washington": "WA", "west virginia": "WV", "wisconsin": "WI", "wyoming": "WY",
  ]
  private static let countries: [String: String] = [
    "england": "GB", "wales": "GB", "scotland": "GB", "northern ireland": "GB", "united kingdom": "GB", "ireland": "IE", "germany": "DE",
    "german": "DE", "deutsch": "DE", "deutschland": "DE", "france": "FR", "french": "FR", "francais": "FR", "spain": "ES", "spanish": "ES",
    "espanol": "ES", "italy": "IT", "netherlands": "NL", "ontario": "CA-ON", "canada": "CA", "australia": "AU", "new south wales": "AU",
    "victoria": "AU", "singapore": "SG", "india": "IN",
  ]

  /// The code of a law as written, or nil where its place is not among the policy data's.
  static func code(_ law: String) -> String? {
    let words = Fold.words(law)
    var best: (length: Int, code: String)?
    for start in words.indices {
      for length in 1...3 where start + length <= words.count {
        let name = words[start..<start + length].joined(separator: " ")
        guard let code = countries[name] ?? states[name].map({ "US-" + $0 }) else { continue }
        if length > best?.length ?? 0 { best = (length, code) }
      }
    }
    return best?.code
  }

  /// `the laws of the State of Ohio`, cut before what no longer names the place.
  static func trimmed(_ law: String) -> String {
    let words = law.split(separator: " ", omittingEmptySubsequences: true)
    var kept: [Substring] = []
    for word in words {
      let folded = Fold.string(String(word))
      if kept.count > 2,
        ["without", "applicable", "as", "and", "regardless", "excluding", "with", "for", "in", "except", "shall", "which"].contains(folded),
        !(folded == "and" && law.contains("Wales"))
      {
        break
      }
      kept.append(word)
      if word.hasSuffix(",") || word.hasSuffix(".") { break }
    }
    var text = kept.joined(separator: " ")
    while let last = text.last, ",.;:".contains(last) { text.removeLast() }
    return text
  }
}
