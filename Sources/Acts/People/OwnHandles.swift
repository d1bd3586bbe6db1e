import Book
import Scan

/// By what one is known oneself: no card or address of one's own is a contact.
struct OwnHandles: Sendable {
  /// Normal forms of one's addresses, numbers and profiles.
  private let normals: Set<String>
  /// A bit for each length of these, from 64 on again from 0: it tells most others from them without a look at their letters.
  private let lengths: UInt64
  /// Names, as folded words.
  private let names: Set<[String]>

  /// From accounts, and handles that files call one's own.
  init(accounts: [Account], found: [Handle] = [], names: [String]) {
    normals = Set(accounts.map(\.handle.normal) + found.map(\.normal))
    // Letters beyond ASCII may be spelled at several lengths.
    lengths = normals.reduce(0) { $0 | ($1.utf8.span.isASCII ? 1 &<< UInt64($1.utf8.count) : .max) }
    self.names = Set(names.map { Fold.words($0) }.filter { $0.count > 1 })
  }

  /// Whether a handle is one's own, or a source knows one by name alone.
  func holds(_ handle: Handle) -> Bool { holds(handle.kind, handle.normal, handle.raw) }

  /// The same of a handle that is asked for by its parts.
  func holds(_ kind: Handle.Kind, _ normal: String, _ raw: String) -> Bool {
    isNormal(normal) || kind == .chat && names.contains(Fold.words(raw))
  }

  private func isNormal(_ normal: String) -> Bool {
    let letters = normal.utf8.span
    return (lengths &>> UInt64(letters.count) & 1 == 1 || !letters.isASCII) && normals.contains(normal)
  }

  /// Whether a card is one's own: by a handle, or by the name where it has no other mail address.
  func holds(_ fields: ContactFields) -> Bool {
    fields.handles.contains { isNormal($0.value.normal) } || fields.emails.isEmpty && names.contains(Fold.words(fields.name.shown))
  }
}
