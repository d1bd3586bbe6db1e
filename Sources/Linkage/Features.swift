internal import Scan

/// A record in the form in which it is compared: where its parts lie in the table. Made from the record alone, so that it never changes
/// with the book.
struct Features: Sendable {
  /// Its names, by number of their forms: in `nameNumbers`.
  var names = Stretch()
  /// What it goes by, by number of the handles: in `handleNumbers`.
  var handles = Stretch()
  var mails = Stretch()
  /// What it has besides, as cards have: in `cards`, of which the first is that of records which have nothing. Most records of a book are
  /// an address, and gone through by the hundred thousand.
  var card: UInt32 = 0
  /// 0, or the mark of the generation a name carries.
  var generation: UInt8 = 0
  /// One bit each for what could be shared: where two records have none in common, their lists need no look. Most pairs have none.
  var mailBits: UInt64 = 0
  var handleBits: UInt64 = 0
  var employerBits: UInt64 = 0

  /// Whether both may have a handle in common.
  func mayShare(handleOf other: Features) -> Bool { handleBits & other.handleBits != 0 }
  /// Whether both may have an employer or a domain in common.
  func mayShare(employerOf other: Features) -> Bool { employerBits & other.employerBits != 0 }
  /// The bit that stands for a hash.
  static func bit(_ hash: UInt64) -> UInt64 { 1 << (hash & 63) }
}

/// What a record has besides names and addresses.
struct CardFeatures: Sendable {
  /// These four lie in `hashes`.
  var phones = Stretch()
  var organisations = Stretch()
  var profiles = Stretch()
  var threads = Stretch()
  var postal = Stretch()
  var birth: LinkageBirth?
}

/// Some neighbours in one of a table's lists.
struct Stretch: Sendable {
  private var start: UInt32 = 0
  private var length: UInt32 = 0

  init() {}

  init(_ range: Range<Int>) { (start, length) = (UInt32(range.lowerBound), UInt32(range.count)) }

  /// Their places.
  @inline(__always) var range: Range<Int> { Int(start)..<Int(start) + Int(length) }
  /// How many they are.
  @inline(__always) var count: Int { Int(length) }
  @inline(__always) var isEmpty: Bool { length == 0 }
  /// The place of the first, and of the last.
  @inline(__always) var first: Int { Int(start) }
  @inline(__always) var last: Int { Int(start) + Int(length) - 1 }
  /// All but the first of them.
  @inline(__always) var rest: Range<Int> { Int(start) + min(1, Int(length))..<Int(start) + Int(length) }
}

/// The records of a book as they are compared, laid out flat: linking looks at each many times, and nothing in here is an object to be
/// counted. What records have in common, like a name or a domain, stands in it once.
struct FeatureTable: Sendable {
  var records: [Features] = []
  var cards = [CardFeatures()]
  /// The lists that records point into.
  var nameNumbers: [UInt32] = []
  var handleNumbers: [UInt32] = []
  var mails: [MailAddress] = []
  var hashes: [UInt64] = []
  var postal: [PostalForm] = []
  /// What records share, by number.
  var forms: [NameForm] = []
  var words: [Word] = []
  var derivations: [Derivation] = []
  var handles: [Handle] = []
  var locals: [MailLocal] = []
  var domains: [MailDomain] = []
  /// The letters of names and handles, one behind the other.
  var letters: [UInt8] = []
  /// The forms that handles spell: by the hash of their letters the number of the form and one.
  var spelled = CountTable()

  /// Makes room for so many records, each with an address and a name that it spells; more is made as it is needed.
  mutating func reserve(_ count: Int) {
    records.reserveCapacity(count)
    nameNumbers.reserveCapacity(count * 2)
    handleNumbers.reserveCapacity(count * 2)
    mails.reserveCapacity(count)
    handles.reserveCapacity(count)
    locals.reserveCapacity(count)
    forms.reserveCapacity(count)
    words.reserveCapacity(count * 2)
    letters.reserveCapacity(count * 40)
  }

  /// The form of a name, by its place in the list of names.
  @inline(__always) func form(_ place: Int) -> NameForm { forms[Int(nameNumbers[place])] }
  /// A handle, by its place in the list of handles.
  @inline(__always) func handle(_ place: Int) -> Handle { handles[Int(handleNumbers[place])] }

  /// What a record has besides names and addresses.
  @inline(__always) func card(_ record: Features) -> CardFeatures { cards[Int(record.card)] }

  /// The first name of a record, if it has one.
  func firstName(_ record: Features) -> NameForm? { record.names.isEmpty ? nil : form(record.names.first) }
  /// The first name of a record that is full.
  func firstFullName(_ record: Int) -> NameForm? {
    for place in records[record].names.range where form(place).isFull { return form(place) }
    return nil
  }

  /// Letters as a string.
  func text(_ stretch: Stretch) -> String { letters.span.string(stretch.range) }

  /// Whether two stretches are of the same letters.
  func same(_ a: Stretch, _ b: Stretch) -> Bool {
    guard a.count == b.count else { return false }
    if a.first == b.first { return true }
    for step in 0..<a.count where letters[a.first + step] != letters[b.first + step] { return false }
    return true
  }

  /// Whether two stretches are of the same words.
  func sameWords(_ a: Stretch, _ b: Stretch) -> Bool {
    guard a.count == b.count else { return false }
    for step in 0..<a.count where words[a.first + step] != words[b.first + step] { return false }
    return true
  }

  /// Whether a word is among those at `places`.
  @inline(__always) func holds(_ places: Range<Int>, _ word: UInt64) -> Bool {
    for place in places where words[place].hash == word { return true }
    return false
  }

  /// Whether `form` says all that `other` does: the same name, read as freely.
  func says(_ form: NameForm, _ other: NameForm) -> Bool {
    !form.sure && sameWords(form.given, other.given) && sameWords(form.family, other.family)
      && same(form.familyJoined, other.familyJoined)
  }
}

extension FeatureTable {
  /// Whether an employer of the record, or the domain of an address of it, is `organisation`.
  func isOf(_ organisation: UInt64, _ record: Features) -> Bool {
    if record.card != 0 { for place in card(record).organisations.range where hashes[place] == organisation { return true } }
    for place in record.mails.range where mails[place].domain == organisation { return true }
    return false
  }

  /// Whether there is no way to reach the person but a postal address.
  func isPostalOnly(_ record: Features) -> Bool {
    record.mails.isEmpty && record.handles.isEmpty && card(record).phones.isEmpty && card(record).profiles.isEmpty
  }

  /// Whether the record has the address of this hash.
  @inline(__always) func has(_ mail: UInt64, _ record: Features) -> Bool {
    for place in record.mails.range where mails[place].hash == mail { return true }
    return false
  }

  /// Whether both have an address in common.
  func shareMail(_ a: Features, _ b: Features) -> Bool {
    guard a.mailBits & b.mailBits != 0 else { return false }
    for place in a.mails.range where has(mails[place].hash, b) { return true }
    return false
  }

  /// Whether any of the hashes at `a` stands at `b` too.
  @inline(__always) func meet(_ a: Stretch, _ b: Stretch) -> Bool {
    for place in a.range { for other in b.range where hashes[place] == hashes[other] { return true } }
    return false
  }

  /// A mail address in normal form.
  func text(_ mail: MailAddress) -> String { text(locals[Int(mail.local)].text) + "@" + text(domains[Int(mail.place)].text) }

  /// The name, folded, for a sentence; the address where there is none, if there is one.
  func spokenName(_ record: Int) -> String? {
    if let name = firstName(records[record]) { return text(name.spoken) }
    let mails = records[record].mails
    return mails.isEmpty ? nil : text(self.mails[mails.first])
  }
}
