/// A record in the form in which it is compared. Made from the record alone, so that it never changes with the book.
final class Features: Sendable {
  let id: String
  let names: [NameForm]
  let handles: [Handle]
  let mails: [MailAddress]
  let phones: [UInt64]
  let organisations: [UInt64]
  let postal: [PostalForm]
  let birth: LinkageBirth?
  let profiles: [UInt64]
  let threads: [UInt64]
  /// 0, or the mark of the generation a name carries.
  let generation: UInt8
  /// One bit each for what could be shared: where two records have none in common, their lists need no look. Most pairs have none.
  private let mailBits: UInt64
  private let handleBits: UInt64
  private let employerBits: UInt64

  /// The features of `record`; what other records of the book had in common with it is taken from `known`.
  static func of(_ record: LinkageRecord, _ known: inout FeatureCache) -> Features {
    var reader = FeatureReader()
    reader.read(record, &known)
    return Features(record.id, reader)
  }

  private init(_ id: String, _ read: FeatureReader) {
    self.id = id
    names = read.names
    handles = read.handles
    mails = read.mails
    phones = read.phones
    organisations = read.organisations
    postal = read.postal
    birth = read.birth
    profiles = read.profiles
    threads = read.threads
    generation = read.generation
    func bits(_ hashes: some Sequence<UInt64>) -> UInt64 { hashes.reduce(0) { $0 | 1 << ($1 & 63) } }
    mailBits = bits(mails.lazy.map(\.hash))
    handleBits = bits(handles.lazy.map(\.coreHash))
    employerBits = bits(mails.lazy.map(\.domain).filter { $0 != 0 }) | bits(organisations)
  }
}

extension Features {
  /// Whether an employer, or the domain of an address, is `organisation`.
  func isOf(_ organisation: UInt64) -> Bool { organisations.contains(organisation) || mails.contains { $0.domain == organisation } }
  /// Whether the record has the address.
  func has(_ mail: MailAddress) -> Bool {
    for own in mails where own.hash == mail.hash { return true }
    return false
  }
  /// Whether both have an address in common.
  func shares(mailOf other: Features) -> Bool {
    mailBits & other.mailBits != 0 && mails.contains { other.has($0) }
  }
  /// Whether both may have a handle in common.
  func mayShare(handleOf other: Features) -> Bool { handleBits & other.handleBits != 0 }
  /// Whether both may have an employer or a domain in common.
  func mayShare(employerOf other: Features) -> Bool { employerBits & other.employerBits != 0 }
  /// Whether the record has no way to reach the person but a postal address.
  var isPostalOnly: Bool { mails.isEmpty && phones.isEmpty && profiles.isEmpty && handles.isEmpty }
}

/// Reads a record's fields into comparable form.
private struct FeatureReader {
  var names: [NameForm] = []
  var handles: [Handle] = []
  var mails: [MailAddress] = []
  var phones: [UInt64] = []
  var organisations: [UInt64] = []
  var postal: [PostalForm] = []
  var birth: LinkageBirth?
  var profiles: [UInt64] = []
  var threads: [UInt64] = []
  /// 0, or the mark of the generation a name carries.
  var generation: UInt8 = 0

  mutating func read(_ record: LinkageRecord, _ known: inout FeatureCache) {
    for name in record.names { names += known.forms(of: name) }
    readMail(record, &known)
    for profile in record.profiles { readProfile(profile, &known) }
    settleNames(&known)
    var seen: Set<UInt64> = []
    phones = record.phones.map { Contact.phone($0, callingCode: record.callingCode) }.filter { $0 != 0 && seen.insert($0).inserted }
    organisations = record.organisations.map(Contact.organisation).filter { $0 != 0 && seen.insert($0).inserted }
    postal = record.addresses.map { PostalForm($0) }.filter { !$0.isEmpty }
    birth = record.birth
    threads = record.threads.map { Mix.hash(.thread, $0) }
    generation = names.map(\.generation).max() ?? 0
  }

  private mutating func readMail(_ record: LinkageRecord, _ known: inout FeatureCache) {
    for raw in record.emails { readMail(raw, &known) }
    for name in record.names { for raw in name.wordsWithAt { readMail(raw, &known) } }
  }

  private mutating func readMail(_ raw: String, _ known: inout FeatureCache) {
    if !raw.utf8.contains(64), let handle = Handle(raw, .profile, &known) { handles.append(handle) }
    guard let address = MailAddress(raw, &known), !mails.contains(where: { $0.hash == address.hash }) else { return }
    mails.append(address)
    add(address.handle)
    add(address.domainHandle)
  }

  private mutating func add(_ handle: Handle?) {
    guard let handle, !handles.contains(where: { $0.whole == handle.whole && $0.origin == handle.origin }) else { return }
    handles.append(handle)
  }

  private mutating func readProfile(_ raw: String, _ known: inout FeatureCache) {
    var parts = raw.split { $0 == "/" || $0 == "?" || $0 == "#" }.map(String.init)
    while let last = parts.last, ["about", "posts", "profile", ""].contains(last) { parts.removeLast() }
    guard let slug = parts.last, !slug.contains("."), let handle = Handle(slug, .profile, &known) else { return }
    profiles.append(
      Mix.hash(.profile, (parts.first { $0.contains(".") } ?? "").lowercased().replacing("www.", with: "") + "/" + slug.lowercased()))
    if !handles.contains(where: { $0.whole == handle.whole }) { handles.append(handle) }
  }

  /// Whether a single word names whoever runs the domain of a shared address: `GitHub <noreply@github.com>`.
  private static func isFirm(_ form: NameForm, _ shared: [MailAddress]) -> Bool {
    guard form.isSingle || form.origin == .guessed else { return false }
    return shared.contains { $0.label == form.joined }
  }

  /// A single word is a handle rather than a name; a placeholder is nothing.
  private mutating func settleNames(_ known: inout FeatureCache) {
    names.removeAll(where: \.isPlaceholder)
    let shared = mails.filter { $0.nature != .personal }
    if !shared.isEmpty { names.removeAll { FeatureReader.isFirm($0, shared) } }
    for form in names where form.isSingle || form.origin == .guessed {
      guard let handle = Handle(form.joined, .name, &known), !handles.contains(where: { $0.whole == handle.whole }) else { continue }
      handles.append(handle)
    }
    for handle in handles {
      if let form = handle.spelled, !names.contains(where: { $0.says(form) }) { names.append(form) }
    }
  }
}

extension LinkageName {
  /// Mail addresses that stand where a name should.
  var wordsWithAt: [String] { full.utf8.contains(64) ? full.split(separator: " ").filter { $0.contains("@") }.map(String.init) : [] }
}
