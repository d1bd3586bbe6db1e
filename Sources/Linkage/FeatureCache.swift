internal import Scan

/// What a book says over and over is read once: the same name beside several addresses, the same domain behind many. Holds nothing
/// that does not follow from the key alone, so that a record's features are the same with it and without.
struct FeatureCache {
  private var names = Latest<String, [NameForm]>()
  private var locals = Latest<UInt64, MailAddress.Local>()
  private var spelled = Latest<UInt64, NameForm?>()
  private var domains = Latest<UInt64, MailAddress.Domain>()
  /// Room for the letters of one address.
  var letters: [UInt8] = []

  /// The forms of a name. Names in parts stand on cards, of which few are alike: these are read each time.
  mutating func forms(of name: LinkageName) -> [NameForm] {
    guard name.isFullOnly else { return NameParser.forms(name).map { NameForm($0) } }
    return names.value(name.full) { NameParser.forms(name).map { NameForm($0) } }
  }

  /// The name that a handle of several words spells: `anna.schmidt`.
  mutating func form(spelledBy handle: HandleLetters) -> NameForm? {
    var run = Mix.Run(.handle)
    run.add(handle.letters.span)
    for end in handle.ends { run.add(UInt8(truncatingIfNeeded: end)) }
    return spelled.value(run.hash) { NameDraft(spelled: handle.words).map { NameForm($0) } }
  }

  /// What stands before the at sign of an address.
  mutating func local(_ bytes: Span<UInt8>) -> MailAddress.Local {
    let key = Mix.hash(.handle, bytes)
    return locals.known(key) ?? locals.keep(key, MailAddress.Local(bytes, &self))
  }

  /// What stands behind it.
  mutating func domain(_ bytes: Span<UInt8>) -> MailAddress.Domain {
    let key = Mix.hash(.domain, bytes)
    return domains.known(key) ?? domains.keep(key, MailAddress.Domain(bytes.string(0..<bytes.count), &self))
  }
}

extension LinkageName {
  /// Whether no part of it is known apart.
  fileprivate var isFullOnly: Bool {
    given.isEmpty && family.isEmpty && middle.isEmpty && prefix.isEmpty && suffix.isEmpty && nickname.isEmpty
  }
}

/// The latest values by their keys. What is full is begun anew: records come in the order of their ids, and have most in common with those
/// just before them.
private struct Latest<Key: Hashable, Value> {
  private static var most: Int { 1 << 13 }
  private var values: [Key: Value] = [:]

  func known(_ key: Key) -> Value? { values[key] }

  mutating func keep(_ key: Key, _ value: Value) -> Value {
    if values.count >= Self.most { values.removeAll(keepingCapacity: true) }
    values[key] = value
    return value
  }

  mutating func value(_ key: Key, _ make: () -> Value) -> Value { known(key) ?? keep(key, make()) }
}
