/// What a book says over and over is read once: the same name beside several addresses, the same domain behind many. Holds nothing
/// that does not follow from the key alone, so that a record's features are the same with it and without.
struct FeatureCache {
  private var names = Latest<String, [NameForm]>()
  private var spelled = Latest<UInt64, NameForm?>()
  private var locals = Latest<String, MailAddress.Local>()
  private var domains = Latest<String, MailAddress.Domain>()

  /// The forms of a name. Names in parts stand on cards, of which few are alike: these are read each time.
  mutating func forms(of name: LinkageName) -> [NameForm] {
    guard name == LinkageName(full: name.full) else { return NameParser.forms(name).map { NameForm($0) } }
    return names.value(name.full) { NameParser.forms(name).map { NameForm($0) } }
  }

  /// The name that a handle of several words spells: `anna.schmidt`.
  mutating func form(of handle: Handle) -> NameForm? {
    guard handle.words.count >= 2, handle.origin == .mail || handle.origin == .profile else { return nil }
    // Separators part the words and are not in the hash.
    let key = handle.words.reduce(handle.whole) { Mix.join(.handle, $0, UInt64($1.utf8.count)) }
    return spelled.value(key) { NameDraft(handle).map { NameForm($0) } }
  }

  /// What stands before the at sign of an address.
  mutating func local(_ text: String) -> MailAddress.Local { locals.value(text) { MailAddress.Local(text) } }

  /// What stands behind it.
  mutating func domain(_ text: String) -> MailAddress.Domain { domains.value(text) { MailAddress.Domain(text) } }
}

/// The latest values by their keys. What is full is begun anew: records come in the order of their ids, and have most in common with those
/// just before them.
private struct Latest<Key: Hashable, Value> {
  private static var most: Int { 1 << 13 }
  private var values: [Key: Value] = [:]

  mutating func value(_ key: Key, _ make: () -> Value) -> Value {
    if let known = values[key] { return known }
    if values.count >= Self.most { values.removeAll(keepingCapacity: true) }
    let value = make()
    values[key] = .some(value)
    return value
  }
}
