public import Book
internal import Scan
internal import Yams

/// The policy data of the program: places, rulings, terms of service, the checklist. Read once and handed to the engine as a value.
///
/// Opening finds where each place and each ruling stands and parses nothing; a place is parsed when it is asked for, or beforehand
/// by `loading(places:)`.
public struct Facts: Sendable {
  /// An entry of a data file that was not parsed yet.
  struct Entry: Sendable {
    var key: String
    var text: String
  }

  /// Places in the order of the file.
  let placeEntries: [Entry]
  /// Every name by which a place is known, folded, to its code and the name to show.
  let names: [String: (code: String, shown: String)]
  /// Places that were parsed.
  private(set) var loadedPlaces: [String: PlaceFacts] = [:]
  /// The rulings, in the order of the file.
  public let rulings: [Ruling]
  /// The steps of the right way to leave.
  public let checklist: [ChecklistStep]
  /// What the services' terms say.
  public let terms: [Terms]

  /// Opens the data that travel in the program.
  public static func bundled() throws(Fault) -> Facts {
    func text(_ name: String) throws(Fault) -> String {
      guard let text = Resource.text("policy/\(name).yaml") else {
        throw Fault(.unreadable, "The policy data \(name) are not in this program.")
      }
      return text
    }
    return try Facts(
      jurisdictions: text("jurisdictions"), cases: text("cases"), checklist: text("checklist"), tos: text("tos"))
  }

  /// Opens data given as texts: what the tests and a policy pack do.
  public init(jurisdictions: String, cases: String, checklist: String, tos: String) throws(Fault) {
    placeEntries = Facts.entries(of: jurisdictions, marker: "- code: ")
    names = Facts.names(of: placeEntries)
    rulings = try Ruling.all(cases)
    self.checklist = try ChecklistStep.all(checklist)
    terms = try Terms.all(tos)
  }

  /// The codes of all places held, in the order of the file.
  public var placeCodes: [String] { placeEntries.map(\.key) }

  /// The code of a place and the name to show, by code or name (`GB-ENG`, `England`, `Minnesota`); nil where nothing is held of it.
  public func find(_ place: String) -> (code: String, shown: String)? {
    if let found = names[Facts.fold(place)] { return found }
    // A part of a country of which only the country is held (`DE-BY`): the country's facts. States of a federation differ too much.
    let parts = place.split(separator: "-")
    guard parts.count == 2, parts[0].utf8.count == 2, parts[0] != "US", parts[0] != "CA", parts[0] != "AU" else { return nil }
    return names[Facts.fold(String(parts[0]))]
  }

  /// The facts of a place by code or name; nil where nothing is held of it.
  public func place(_ name: String) throws(Fault) -> PlaceFacts? {
    guard let code = find(name)?.code else { return nil }
    if let loaded = loadedPlaces[code] { return loaded }
    guard let entry = placeEntries.first(where: { $0.key == code }) else { return nil }
    return try Facts.parse(entry)
  }

  /// The same data with these places parsed beforehand, so that a run that asks often parses each once.
  public func loading(places: some Sequence<String>) throws(Fault) -> Facts {
    var copy = self
    for name in places {
      guard let code = find(name)?.code, copy.loadedPlaces[code] == nil, let place = try place(code) else { continue }
      copy.loadedPlaces[code] = place
    }
    return copy
  }

  static func parse(_ entry: Entry) throws(Fault) -> PlaceFacts {
    let document = try Node.document(entry.text, name: "jurisdictions, \(entry.key)")
    guard let node = document.sequence?.first else { throw Fault(.unreadable, "The policy data of \(entry.key) are no list.") }
    return try PlaceFacts(node)
  }

  /// Cuts a data file into its entries, which all begin with `marker` at the start of a line.
  static func entries(of text: String, marker: String) -> [Entry] {
    let bytes = Array(text.utf8)
    let mark = Array(marker.utf8)
    var starts: [Int] = []
    var line = 0
    while line < bytes.count {
      if line + mark.count <= bytes.count, bytes[line..<line + mark.count].elementsEqual(mark) { starts.append(line) }
      guard let end = bytes[line...].firstIndex(of: 10) else { break }
      line = end + 1
    }
    return starts.indices.map { index in
      let body = bytes[starts[index]..<(index + 1 < starts.count ? starts[index + 1] : bytes.count)]
      let keyEnd = body.firstIndex(of: 10) ?? body.endIndex
      let key = ASCII.trim(String(decoding: body[(starts[index] + mark.count)..<keyEnd], as: UTF8.self))
      return Entry(key: key, text: String(decoding: body, as: UTF8.self))
    }
  }

  static func fold(_ name: String) -> String { Fold.words(name).joined(separator: " ") }

  /// Names without parsing: the lines `name:`, `also:` and `parts:` at the top of an entry.
  static func names(of entries: [Entry]) -> [String: (code: String, shown: String)] {
    var names: [String: (code: String, shown: String)] = [:]
    for entry in entries {
      var shown = entry.key
      var section = ""
      names[fold(entry.key)] = (entry.key, shown)
      for line in entry.text.utf8.split(separator: 10) {
        let text = String(decoding: line, as: UTF8.self)
        if text.hasPrefix("  name: ") {
          shown = ASCII.trim(String(text.dropFirst(8)))
          names[fold(entry.key)] = (entry.key, shown)
          names[fold(shown)] = (entry.key, shown)
        } else if text.hasPrefix("  - "), section == "also" {
          let name = ASCII.trim(String(text.dropFirst(4)))
          names[fold(name)] = (entry.key, name)
        } else if text.hasPrefix("    "), section == "parts", let colon = text.firstIndex(of: ":") {
          let name = ASCII.trim(String(text[text.index(after: colon)...]))
          names[fold(ASCII.trim(String(text[..<colon])))] = (entry.key, name)
        } else if text.hasPrefix("  "), !text.hasPrefix("   ") {
          section = text.hasPrefix("  also:") ? "also" : text.hasPrefix("  parts:") ? "parts" : ""
        }
      }
    }
    return names
  }
}
