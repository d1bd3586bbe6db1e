import Book
import Scan
import VCard

/// vCards 2.1, 3.0 and 4.0, in any encoding, one or many.
struct VCardBook: Reader {
  let name = "vcard"
  let spoken = "contact cards (vCard)"
  let nature = Nature.contacts

  /// Larger files are read in windows.
  private static let held = 8 << 20

  func claims(_ head: Head, name: String) -> Confidence {
    let text = head.text.span
    var position = 0
    while position < text.count, ASCII.isSpace(text[position]) { position += 1 }
    if text.spells("begin:vcard", in: position..<min(position + 11, text.count)) { return .certain }
    let ending = ASCII.lower(name)
    if ending.hasSuffix(".vcf") || ending.hasSuffix(".vcard") { return .maybe }
    return .no
  }

  func read(_ source: Source, in context: ReadContext, into sink: (Reading) throws -> Void) throws {
    if case .file(let path) = source.location, source.size > VCardBook.held {
      return try readWindows(path, in: context, into: sink)
    }
    try source.withBytes { bytes in
      var reader = VCardReader(limits: context.limits)
      var pass = CardPass(groups: context.wantsFields ? CardGroups(bytes, limits: context.limits) : CardGroups())
      pass.wantsFields = context.wantsFields
      while pass.count < context.limits.records, let reading = reader.next(in: bytes) {
        try pass.take(reading, into: sink)
        if pass.count & 255 == 0 { context.progress(reader.consumed, bytes.count) }
      }
    }
  }

  /// Large files are read in windows, so that they are never held whole.
  private func readWindows(_ path: String, in context: ReadContext, into sink: (Reading) throws -> Void) throws {
    var pass = CardPass(groups: context.wantsFields ? try CardGroups(file: path, limits: context.limits) : CardGroups())
    pass.wantsFields = context.wantsFields
    try CardFile.read(path, limits: context.limits, progress: context.progress) { try pass.take($0, into: sink) }
  }
}

/// Takes cards in order and hands them on as readings.
struct CardPass {
  /// Cards so far, bad ones too.
  private(set) var count = 0
  /// Whether what the cards say is wanted, and not only that they are there.
  var wantsFields = true
  private let groups: CardGroups

  init(groups: CardGroups) { self.groups = groups }

  mutating func take(_ reading: VCardReading, into sink: (Reading) throws -> Void) throws {
    count += 1
    switch reading {
    case .card where !wantsFields:
      try sink(.card(Card(format: .vcard, bytes: [], fields: ContactFields(), nativeID: nil, place: "card \(count)")))
    case .card(let card, _):
      var fields = CardFields.from(card)
      if let uid = card.uid { fields.categories += groups.names(of: uid).filter { !fields.categories.contains($0) } }
      if count <= 200, let product = CardPass.product(card) { fields.others.append(.init(product, label: OtherField.product)) }
      try sink(.card(Card(format: .vcard, bytes: card.bytes, fields: fields, nativeID: card.uid, place: "card \(count)")))
    case .rejected(let at, let reason):
      try sink(.rejected(Rejection(place: "card \(count), byte \(at.lowerBound)", reason: reason)))
    }
  }

  /// Who wrote a card, where it shows: the maker of the phone, or Google.
  static func product(_ card: VCard) -> String? {
    let product = ASCII.lower(card.text("PRODID") ?? "")
    if product.contains("apple") { return "Apple" }
    if product.contains("android") || card.properties.contains(where: { $0.key == "X-ANDROID-CUSTOM" }) { return "Android" }
    if product.contains("google") { return "Google" }
    if product.contains("outlook") || product.contains("exchange") { return "Outlook" }
    return card.summary.categories.contains { ASCII.lower($0) == "mycontacts" } ? "Google" : nil
  }
}

/// The groups of a file whose groups are cards with members: what Apple and version 4.0 write.
struct CardGroups {
  private var byMember: [String: [String]] = [:]

  /// None.
  init() {}

  /// Of a whole file; a file without a group's card is not looked at twice.
  init(_ bytes: Span<UInt8>, limits: Limits) {
    let marks: [StaticString] = ["X-ADDRESSBOOKSERVER-KIND", "KIND:group", "KIND:GROUP"]
    guard marks.contains(where: { bytes.find($0, from: 0, to: bytes.count) != nil }) else { return }
    VCardReader.read(bytes, limits: limits) { (reading) throws(Never) in add(reading) }
  }

  /// Of a file that is too large to hold; its group cards may stand before or behind the cards of their members.
  init(file path: String, limits: Limits) throws {
    try CardFile.read(path, limits: limits) { add($0) }
  }

  private mutating func add(_ reading: VCardReading) {
    guard case .card(let card, _) = reading, card.isGroup else { return }
    let summary = card.summary
    for member in summary.members { byMember[CardGroups.plain(member), default: []].append(summary.displayName) }
  }

  /// The groups of the card with that id.
  func names(of uid: String) -> [String] { byMember[CardGroups.plain(uid)] ?? [] }

  /// An id without what programs put around it: `urn:uuid:` in front, `:ABPerson` behind.
  private static func plain(_ id: String) -> String {
    var id = ASCII.lower(id)
    if id.hasPrefix("urn:uuid:") { id.removeFirst(9) }
    if id.hasSuffix(":abperson") { id.removeLast(9) }
    return id
  }
}
