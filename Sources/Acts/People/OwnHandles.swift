import Book
import Scan

/// By what one is known oneself: no card or address of one's own is a contact.
struct OwnHandles: Sendable {
  /// Normal forms of one's addresses, numbers and profiles.
  var normals: Set<String>
  /// Names, as folded words.
  var names: Set<[String]>

  /// From accounts, and handles that files call one's own.
  init(accounts: [Account], found: [Handle] = [], names: [String]) {
    normals = Set(accounts.map(\.handle.normal) + found.map(\.normal))
    self.names = Set(names.map { Fold.words($0) }.filter { $0.count > 1 })
  }

  /// Whether a handle is one's own, or a source knows one by name alone.
  func holds(_ handle: Handle) -> Bool { holds(handle.kind, handle.normal, handle.raw) }

  /// The same of a handle that is asked for by its parts.
  func holds(_ kind: Handle.Kind, _ normal: String, _ raw: String) -> Bool {
    normals.contains(normal) || kind == .chat && names.contains(Fold.words(raw))
  }

  /// Whether a card is one's own: by a handle, or by the name where it has no other mail address.
  func holds(_ fields: ContactFields) -> Bool {
    fields.handles.contains { normals.contains($0.value.normal) } || fields.emails.isEmpty && names.contains(Fold.words(fields.name.shown))
  }
}

/// The lengths of one's own addresses, which tell most others from them without a look at their letters.
struct OwnLengths {
  /// A bit for each length, from 64 on again from 0.
  private var bits: UInt64 = 0

  /// Those of `own`.
  init(_ own: OwnHandles) {
    for normal in own.normals {
      // Letters beyond ASCII may be spelled at several lengths.
      if normal.utf8.allSatisfy({ $0 < 128 }) { bits |= 1 &<< UInt64(normal.utf8.count) } else { bits = .max }
    }
  }

  /// Whether a handle may be one's own; where it says no, it is not.
  func mayHold(_ kind: Handle.Kind, _ normal: String) -> Bool {
    if kind == .chat { return true }
    let letters = normal.utf8.span
    return bits &>> UInt64(letters.count) & 1 == 1 || !letters.isASCII
  }
}
