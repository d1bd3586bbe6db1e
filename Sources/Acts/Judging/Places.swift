import Book
import Policy
import Scan

/// Places of the policy data by the names people use.
enum Places {
  /// The code of a place (`England` gives `GB`). Faults: `missing` for a place that is not known; it is kept out rather than guessed.
  static func code(_ name: String) throws -> String {
    guard let found = try Facts.bundled().find(name) else {
      throw Fault(
        .missing, "I know nothing of a place called \(name).",
        next: "cardcase law England shows the form; an unknown place may be left out.")
    }
    return found.code
  }

  /// Whether anything is known of a place.
  static func known(_ name: String) throws -> Bool { try Facts.bundled().find(name) != nil }

  /// The place as the user named it, or its name where they gave a code.
  static func shown(_ place: String) throws -> String {
    let isCode = place.utf8.allSatisfy { !ASCII.isLetter($0) || $0 < 97 }
    return isCode ? try Facts.bundled().find(place)?.shown ?? place : place
  }
}
