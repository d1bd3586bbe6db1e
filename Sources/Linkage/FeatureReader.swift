internal import Scan

/// Reads records into a table. What a book says over and over is read once: the same name beside several addresses, the same domain
/// behind many.
struct FeatureReader: Sendable {
  private(set) var table = FeatureTable()
  /// Names as written, with the forms of each by number.
  private var fullNames = ByteTable()
  private var formsOfName: [Stretch] = []
  /// For the forms that are a single word, the handle that the word is; nil where it is too short for one.
  private var handleOfForm: [UInt32: UInt32?] = [:]
  var mail = MailReader()
  /// The names, handles and addresses of the record at hand.
  private var names: [UInt32] = []
  private var handles: [UInt32] = []
  private var mails: [MailAddress] = []

  /// Reads the records at `places`, in this order.
  init(_ records: LinkageRecords, _ places: [Int]) {
    table.reserve(places.count)
    let records = records.ordered(places)
    let letters = records.letters
    for place in records.indices {
      if let (mail, name) = records.address(place) {
        read(mail: letters.span.extracting(mail), name: letters.span.extracting(name))
      } else if let record = records.whole(place) {
        read(record)
      }
    }
  }

  /// Reads one more record: an address with the name beside it.
  private mutating func read(mail: Span<UInt8>, name: Span<UInt8>) {
    begin()
    if !name.isEmpty { for form in forms(of: name) { names.append(UInt32(form)) } }
    readMail(mail)
    if name.find(64) != nil { readAddresses(in: name.string(0..<name.count)) }
    settleNames()
    put(Features())
  }

  /// Reads one more record.
  mutating func read(_ record: LinkageRecord) {
    begin()
    for name in record.names { for form in forms(of: name) { names.append(UInt32(form)) } }
    for raw in record.emails { readMail(raw.utf8Span.span) }
    for name in record.names { readAddresses(in: name.full) }
    let features = readRest(record)
    settleNames()
    put(features)
  }

  private mutating func begin() {
    if !names.isEmpty { names.removeAll(keepingCapacity: true) }
    if !handles.isEmpty { handles.removeAll(keepingCapacity: true) }
    if !mails.isEmpty { mails.removeAll(keepingCapacity: true) }
  }

  /// What cards have and addresses have not.
  private mutating func readRest(_ record: LinkageRecord) -> Features {
    var card = CardFeatures()
    card.profiles = add(record.profiles.compactMap { readProfile($0) })
    var seen: Set<UInt64> = []
    card.phones = add(
      record.phones.map { Contact.phone($0, callingCode: record.callingCode) }.filter { $0 != 0 && seen.insert($0).inserted })
    card.organisations = add(record.organisations.map(Contact.organisation).filter { $0 != 0 && seen.insert($0).inserted })
    card.threads = add(record.threads.map { Mix.hash(.thread, $0) })
    let postal = record.addresses.map { PostalForm($0) }.filter { !$0.isEmpty }
    card.postal = Stretch(table.postal.count..<table.postal.count + postal.count)
    table.postal += postal
    card.birth = record.birth
    var features = Features()
    features.card = UInt32(table.cards.count)
    for place in card.organisations.range { features.employerBits |= Features.bit(table.hashes[place]) }
    table.cards.append(card)
    return features
  }

  private mutating func add(_ hashes: [UInt64]) -> Stretch {
    table.hashes += hashes
    return Stretch(table.hashes.count - hashes.count..<table.hashes.count)
  }

  /// Puts what was gathered of the record at hand into the table.
  private mutating func put(_ read: Features) {
    var features = read
    features.names = Stretch(table.nameNumbers.count..<table.nameNumbers.count + names.count)
    features.handles = Stretch(table.handleNumbers.count..<table.handleNumbers.count + handles.count)
    features.mails = Stretch(table.mails.count..<table.mails.count + mails.count)
    for number in names {
      table.nameNumbers.append(number)
      features.generation = max(features.generation, table.forms[Int(number)].generation)
    }
    for number in handles {
      table.handleNumbers.append(number)
      features.handleBits |= Features.bit(table.handles[Int(number)].coreHash)
    }
    for mail in mails {
      table.mails.append(mail)
      features.mailBits |= Features.bit(mail.hash)
      if mail.domain != 0 { features.employerBits |= Features.bit(mail.domain) }
    }
    table.records.append(features)
  }
}

extension FeatureReader {
  /// The forms of a name by number. Names in parts stand on cards, of which few are alike: these are read each time.
  private mutating func forms(of name: LinkageName) -> Range<Int> {
    name.isFullOnly ? forms(of: name.full.utf8Span.span) : add(NameParser.forms(name))
  }

  private mutating func forms(of name: Span<UInt8>) -> Range<Int> {
    let number = fullNames.number(of: name, 0..<name.count)
    if number == formsOfName.count {
      formsOfName.append(Stretch(add(NameParser.forms(LinkageName(full: name.string(0..<name.count))))))
    }
    return formsOfName[number].range
  }

  private mutating func add(_ drafts: [NameDraft]) -> Range<Int> {
    let start = table.forms.count
    for draft in drafts { table.forms.append(NameForm(draft, into: &table)) }
    return start..<table.forms.count
  }

  /// Reads mail addresses that stand where a name should.
  private mutating func readAddresses(in name: String) {
    guard name.utf8.contains(64) else { return }
    for word in name.split(separator: " ") where word.contains("@") { readMail(String(word).utf8Span.span) }
  }

  private mutating func readMail(_ raw: Span<UInt8>) {
    if raw.find(64) == nil, let handle = Handle.read(raw, .profile, &table, &mail.handles) { handles.append(handle) }
    guard let address = mail.read(raw, into: &table) else { return }
    for known in mails where known.hash == address.hash { return }
    mails.append(address)
    let local = table.locals[Int(address.local)]
    add(local.handle)
    if !local.isSilent { add(table.domains[Int(address.place)].handle) }
  }

  private mutating func add(_ number: UInt32?) {
    guard let number else { return }
    let handle = table.handles[Int(number)]
    for known in handles where table.handles[Int(known)].isSame(handle) { return }
    handles.append(number)
  }

  /// Whether the record at hand has a handle of these letters, whatever its origin.
  private func hasHandle(_ whole: UInt64) -> Bool {
    for known in handles where table.handles[Int(known)].whole == whole { return true }
    return false
  }

  /// The hash of a profile, whose last part is a handle.
  private mutating func readProfile(_ raw: String) -> UInt64? {
    var parts = raw.split { $0 == "/" || $0 == "?" || $0 == "#" }.map(String.init)
    while let last = parts.last, ["about", "posts", "profile", ""].contains(last) { parts.removeLast() }
    guard let slug = parts.last, !slug.contains("."), let handle = Handle.read(slug.utf8Span.span, .profile, &table, &mail.handles) else {
      return nil
    }
    if !hasHandle(table.handles[Int(handle)].whole) { handles.append(handle) }
    let host = (parts.first { $0.contains(".") } ?? "").lowercased().replacing("www.", with: "")
    return Mix.hash(.profile, host + "/" + slug.lowercased())
  }

  /// A single word is a handle rather than a name; what only stands in a name's place is nothing.
  private mutating func settleNames() {
    if !names.isEmpty {
      let mayBeFirm = mails.contains { $0.nature != .personal }
      names = names.filter { number in
        let form = table.forms[Int(number)]
        return !form.isNoName && !(mayBeFirm && isFirm(form))
      }
      for number in names {
        let form = table.forms[Int(number)]
        guard form.isSingle || form.origin == .guessed, let handle = handle(of: number) else { continue }
        if !hasHandle(table.handles[Int(handle)].whole) { handles.append(handle) }
      }
    }
    for number in handles {
      guard let spelled = table.handles[Int(number)].spelled else { continue }
      let form = table.forms[Int(spelled)]
      if !names.contains(where: { table.says(table.forms[Int($0)], form) }) { names.append(spelled) }
    }
  }

  /// The handle that a single word is.
  private mutating func handle(of form: UInt32) -> UInt32? {
    if let known = handleOfForm[form] { return known }
    let handle = Handle.read(joined(table.forms[Int(form)]).span, .name, &table, &mail.handles)
    handleOfForm[form] = .some(handle)
    return handle
  }

  /// The letters of all words of a name run together.
  private func joined(_ form: NameForm) -> [UInt8] { table.letters.span.array(form.spoken.range).filter { $0 != 32 } }

  /// Whether a single word names whoever runs the domain of a shared address: `GitHub <noreply@github.com>`.
  private func isFirm(_ form: NameForm) -> Bool {
    guard form.isSingle || form.origin == .guessed else { return false }
    let spoken = joined(form)
    for mail in mails where mail.nature != .personal {
      if let label = table.domains[Int(mail.place)].label, table.letters.span.array(label.range) == spoken { return true }
    }
    return false
  }
}

extension LinkageName {
  /// Whether no part of it is known apart.
  fileprivate var isFullOnly: Bool {
    given.isEmpty && family.isEmpty && middle.isEmpty && prefix.isEmpty && suffix.isEmpty && nickname.isEmpty
  }
}
