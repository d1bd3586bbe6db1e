internal import Scan

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
    let initial = initial(given)
    let middle = form.given.dropFirst()
    var all = Handles()
    if !first.isInitial {
      all.put(given, family, .full, .full)
      all.put(family, given, .full, .full)
      if !middle.isEmpty {
        let givens = form.given.map(\.text).joined()
        all.put(givens, family, .full, .full)
        all.put(family, givens, .full, .full)
        all.put(given + middle.map { Derivation.initial($0.text) }.joined(), family, .full, .full)
        all.put(givens, "", .full, .none)
      }
      all.put(given, Derivation.initial(family), .full, .initial)
      all.put(Derivation.initial(family), given, .full, .initial)
    }
    all.put(initial, family, .initial, .full)
    all.put(family, initial, .initial, .full)
    if !middle.isEmpty {
      let initials = form.given.map { Derivation.initial($0.text) }.joined()
      all.put(initials, family, .initial, .full)
      all.put(family, initials, .initial, .full)
    }
    for core in [form.family.last, form.family.count > 1 ? form.family.first : nil] {
      guard let core = core?.text, core != family else { continue }
      all.put(given, core, .full, .full)
      all.put(initial, core, .initial, .full)
    }
    all.put(family, "", .none, .full)
    if !first.isInitial { all.put(given, "", .full, .none) }
    return all.list
  }

  /// The first letter of a word.
  private static func initial(_ word: String) -> String {
    let bytes = word.utf8Span.span
    if bytes.count > 1, bytes[0] < 128, bytes[1] < 128 { return bytes.string(0..<1) }
    return String(word.prefix(1))
  }

  /// The different handles in the order in which they were put.
  private struct Handles {
    private(set) var list: [Derivation] = []

    init() { list.reserveCapacity(12) }

    /// A handle of two parts run together; none of fewer than three bytes.
    mutating func put(_ left: String, _ right: String, _ given: Part, _ family: Part) {
      guard left.utf8.count + right.utf8.count >= 3 else { return }
      var run = Mix.Run(.handle)
      run.add(left)
      run.add(right)
      let hash = run.hash
      for known in list where known.hash == hash { return }
      list.append(Derivation(hash: hash, given: given, family: family))
    }
  }
}
