/// The handles people make of their names: `jdoe`, `johndoe`, `doej` and so on, with what part of the name each one shows.
struct Derivation: Sendable, Hashable {
  let hash: UInt64
  let given: Part
  let family: Part

  enum Part: UInt8, Sendable {
    case none, initial, full
  }

  /// The handles of a full name; nothing for a single word.
  static func all(of form: NameDraft) -> [Derivation] {
    guard let first = form.given.first, !form.familyJoined.isEmpty, form.origin != .mail, form.origin != .guessed || !form.given.isEmpty
    else { return [] }
    let given = first.text
    let family = form.familyJoined
    let initial = String(given.prefix(1))
    let middle = form.given.dropFirst()
    var out: [Derivation] = []
    func put(_ text: String, _ given: Part, _ family: Part) {
      guard text.utf8.count >= 3 else { return }
      let hash = Mix.hash(.handle, text)
      if !out.contains(where: { $0.hash == hash }) { out.append(Derivation(hash: hash, given: given, family: family)) }
    }
    if !first.isInitial {
      put(given + family, .full, .full)
      put(family + given, .full, .full)
      if !middle.isEmpty {
        put(form.given.map(\.text).joined() + family, .full, .full)
        put(family + form.given.map(\.text).joined(), .full, .full)
        put(given + middle.map { String($0.text.prefix(1)) }.joined() + family, .full, .full)
        put(form.given.map(\.text).joined(), .full, .none)
      }
      put(given + family.prefix(1), .full, .initial)
      put(family.prefix(1) + given, .full, .initial)
    }
    put(initial + family, .initial, .full)
    put(family + initial, .initial, .full)
    if !middle.isEmpty {
      let initials = form.given.map { String($0.text.prefix(1)) }.joined()
      put(initials + family, .initial, .full)
      put(family + initials, .initial, .full)
    }
    if let core = form.family.last?.text, core != family {
      put(given + core, .full, .full)
      put(initial + core, .initial, .full)
    }
    if form.family.count > 1, let core = form.family.first?.text {
      put(given + core, .full, .full)
      put(initial + core, .initial, .full)
    }
    put(family, .none, .full)
    if !first.isInitial { put(given, .full, .none) }
    return out
  }
}
