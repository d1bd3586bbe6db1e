/// What a book says over and over is read once: the same name beside several addresses, the same domain behind many. Holds nothing
/// that does not follow from the key alone, so that a record's features are the same with it and without. What is full is begun anew: in a
/// large book the next records, which come in the order of their ids, have most in common with the last ones.
struct FeatureCache {
  private static let most = 1 << 13
  private var names: [String: [NameForm]] = [:]
  private var spelled: [UInt64: NameForm?] = [:]
  private var locals: [String: MailAddress.Local] = [:]
  private var domains: [String: MailAddress.Domain] = [:]

  /// The forms of a name. Names in parts stand on cards, of which few are alike: these are read each time.
  mutating func forms(of name: LinkageName) -> [NameForm] {
    guard name == LinkageName(full: name.full) else { return NameParser.forms(name).map { NameForm($0) } }
    if let known = names[name.full] { return known }
    let forms = NameParser.forms(name).map { NameForm($0) }
    if names.count >= FeatureCache.most { names.removeAll(keepingCapacity: true) }
    names[name.full] = forms
    return forms
  }

  /// The name that a handle of several words spells: `anna.schmidt`.
  mutating func form(of handle: Handle) -> NameForm? {
    guard handle.words.count >= 2, handle.origin == .mail || handle.origin == .profile else { return nil }
    // Separators part the words and are not in the hash.
    let key = handle.words.reduce(handle.whole) { Mix.join(.handle, $0, UInt64($1.utf8.count)) }
    if let known = spelled[key] { return known }
    let form = NameDraft(handle).map { NameForm($0) }
    if spelled.count >= FeatureCache.most { spelled.removeAll(keepingCapacity: true) }
    spelled[key] = .some(form)
    return form
  }

  /// What stands before the at sign of an address.
  mutating func local(_ text: String) -> MailAddress.Local {
    if let known = locals[text] { return known }
    let local = MailAddress.Local(text)
    if locals.count >= FeatureCache.most { locals.removeAll(keepingCapacity: true) }
    locals[text] = local
    return local
  }

  /// What stands behind it.
  mutating func domain(_ text: String) -> MailAddress.Domain {
    if let known = domains[text] { return known }
    let domain = MailAddress.Domain(text)
    if domains.count >= FeatureCache.most { domains.removeAll(keepingCapacity: true) }
    domains[text] = domain
    return domain
  }
}
