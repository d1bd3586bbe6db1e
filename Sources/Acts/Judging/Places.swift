import Book
import Policy
import Scan

/// Places of the policy data by the names people use.
enum Places {
  /// The code of a place (`England` gives `GB`). Faults: `missing` for a place that is not known; it is kept out rather than guessed.
  static func code(_ name: String) throws -> String {
    guard let found = try Facts.bundled().find(name) else {
      throw Fault(.missing, "I know nothing of a place called \(name).", next: "cardcase law England shows the form; an unknown place may be left out.")
    }
    return found.code
  }

  /// Whether anything is known of a place.
  static func known(_ name: String) throws -> Bool { try Facts.bundled().find(name) != nil }

  /// The name of a place by its code.
  static func name(_ code: String) throws -> String { try Facts.bundled().find(code)?.shown ?? code }
}
