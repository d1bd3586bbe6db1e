import Book
import Intake
import JSContact
import Publish
import Scan
import VCard
import Vault

/// What is shown of a person as a vCard: the newest card they came with, to the letter, but for the lines in which what is shown differs
/// from it; so a photo, and whatever else Cardcase has no word for, goes out as it came in.
struct EffectiveVCard {
  private(set) var card: VCard
  private let shown: ContactFields
  private let had: ContactFields

  /// Of a person without any card, or a record that is none: made from what is shown. `id` becomes the UID.
  static func made(from fields: ContactFields, id: some CustomStringConvertible) -> VCard {
    var summary = CardSummary(fields)
    summary.uid = "urn:cardcase:\(id)"
    var properties = summary.properties(version: .v40)
    properties += FurtherFields.properties(fields)
    return VCard(version: .v40, properties: properties)
  }

  /// The card of `base`, from which `read` was read, brought to what is shown. `others` are older cards, of which comes what `base` has no property for.
  init(base: VCard, read: ContactFields, others: [VCard], shown: ContactFields) {
    card = base
    self.shown = shown
    // The groups that a file has by cards of their own are not in the card itself.
    var had = read
    had.categories = CardFields.from(base).categories
    self.had = had
    if had == shown && others.isEmpty { return }
    setName()
    setWork()
    if shown.birthday != had.birthday { replace("BDAY", from: made { $0.birthday = shown.birthday }) }
    setHandles()
    addLists()
    for other in others { addUnknown(of: other) }
  }

  /// The properties that a card of some fields alone would have, without name and version.
  private func made(_ fill: (inout ContactFields) -> Void) -> [VCard.Property] {
    var fields = ContactFields()
    fill(&fields)
    let summary = CardSummary(fields).properties(version: card.version == .v40 ? .v40 : .v30)
    return summary.filter { !$0.is("FN") && !$0.is("N") } + FurtherFields.properties(fields)
  }

  private mutating func replace(_ name: String, from properties: [VCard.Property]) {
    guard let property = properties.first(where: { $0.is(name) }) else { return card.removeAll { $0.is(name) } }
    card.set(property)
  }

  private mutating func setName() {
    var (new, old) = (shown.name, had.name)
    if new.nickname != old.nickname {
      let list = new.nickname.isEmpty ? [] : [new.nickname]
      let rest = card.summary.nicknames.filter { $0 != old.nickname && $0 != new.nickname }
      if (list + rest).isEmpty { card.removeAll { $0.is("NICKNAME") } } else { card.set(VCard.Property("NICKNAME", list: list + rest)) }
    }
    (new.nickname, old.nickname, new.phonetic, old.phonetic, new.former, old.former) = ("", "", "", "", "", "")
    guard new != old, !new.shown.isEmpty else { return }
    if new.shown != old.shown || card.text("FN") == nil { card.set("FN", text: new.shown) }
    let parts = { (name: PersonName) in [name.family, name.given, name.additional, name.prefix, name.suffix] }
    guard parts(new) != parts(old) else { return }
    let isWhole = new.family.isEmpty && new.given.isEmpty
    if isWhole, card.version == .v40 { return card.removeAll { $0.is("N") } }
    // 3.0 demands N (RFC 2426 section 3.1.2).
    card.set(VCard.Property("N", components: (isWhole ? ["", new.full, "", "", ""] : parts(new)).map { [$0] }))
  }

  private mutating func setWork() {
    if (shown.organisation, shown.department) != (had.organisation, had.department) {
      replace("ORG", from: made { ($0.organisation, $0.department) = (shown.organisation, shown.department) })
    }
    if shown.title != had.title {
      replace(card.text("TITLE") == nil && card.text("ROLE") != nil ? "ROLE" : "TITLE", from: made { $0.title = shown.title })
    }
  }

  private mutating func setHandles() {
    func key(_ handle: ContactFields.Labelled<Handle>) -> String { "\(handle.value.kind):\(handle.value.normal)" }
    let (want, have) = (Set(shown.handles.map(key)), Set(had.handles.map(key)))
    let gone = had.handles.filter { !want.contains(key($0)) }.map(\.value)
    if !gone.isEmpty {
      card.removeAll { property in
        let kind: Handle.Kind? = property.is("EMAIL") ? .email : property.is("TEL") ? .phone : nil
        return gone.contains {
          ($0.kind == kind && Handle.normalize($0.kind, property.text) == $0.normal)
            || ($0.kind != .email && $0.kind != .phone && $0.raw == property.text)
        }
      }
    }
    add(made { $0.handles = shown.handles.filter { !have.contains(key($0)) } })
  }

  private mutating func addLists() {
    let categories = shown.categories.filter { !had.categories.contains($0) }
    if !categories.isEmpty { card.set(VCard.Property("CATEGORIES", list: card.summary.categories + categories)) }
    let lines = Set(had.addresses.map { Fold.string($0.value.line) })
    add(
      made { fields in
        fields.addresses = shown.addresses.filter { !lines.contains(Fold.string($0.value.line)) }
        fields.dates = shown.dates.filter { !had.dates.contains($0) }
        fields.urls = shown.urls.filter { url in !had.urls.contains { $0.value == url.value } }
        fields.notes = shown.notes.filter { !had.notes.contains($0) }
        fields.others = shown.others.filter { !had.others.contains($0) && !EffectiveVCard.isOurs($0.label) }
        fields.doNotContact = shown.doNotContact.filter { !had.doNotContact.contains($0) }
        if shown.name.former != had.name.former { fields.name.former = shown.name.former }
      })
  }

  /// Labels under which readers note what they found out of a file; no field of the contact's.
  private static func isOurs(_ label: String) -> Bool { ["Written by", "Exchange address", "Contact owner"].contains(label) }

  /// Adds properties under groups that the card does not use yet.
  private mutating func add(_ properties: [VCard.Property]) {
    let used = Set(card.properties.compactMap { $0.group?.lowercased() })
    var names: [String: String] = [:]
    var next = 1
    for var property in properties {
      if let group = property.group {
        while names[group] == nil {
          if !used.contains("item\(next)") { names[group] = "item\(next)" }
          next += 1
        }
        property.group = names[group]
      }
      card.add(property)
    }
  }

  /// What an older card has and this one has no property for: a photo, a key, a language.
  private mutating func addUnknown(of other: VCard) {
    let have = Set(card.properties.map(\.key))
    let converted = other.version == card.version ? other : other.converted(to: card.version == .v40 ? .v40 : .v30).card
    for property in converted.properties where property.group == nil && EffectiveVCard.carried.contains(property.key) {
      if !have.contains(property.key) { card.add(property) }
    }
  }

  private static let carried: Set<String> = [
    "PHOTO", "LOGO", "SOUND", "KEY", "GENDER", "LANG", "GEO", "TZ", "GRAMGENDER", "PRONOUNS", "EXPERTISE", "HOBBY", "INTEREST", "CALURI",
    "FBURL",
    "CALADRURI",
  ]
}

extension BookReader {
  /// What is shown of a person, as a card; nil where there is no such person.
  func vcard(of person: Person.ID) throws -> VCard? {
    guard let fields = try effective(person)?.fields else { return nil }
    var cards: [(card: VCard, fields: ContactFields)] = []
    for record in try cardRecords(of: person) where !record.isAbsent {
      if let card = try vcard(of: record) { cards.append((card, record.fields)) }
    }
    guard let base = cards.first else { return EffectiveVCard.made(from: fields, id: person) }
    return EffectiveVCard(base: base.card, read: base.fields, others: cards.dropFirst().map(\.card), shown: fields).card
  }

  /// The card that a record is, whichever of the card formats it has; nil for rows and entries of a directory.
  func vcard(of record: CardRecord) throws -> VCard? {
    switch record.format {
    case .vcard: return VCardReader.cards(try bytes(of: record)).first
    case .json:
      let bytes = try bytes(of: record)
      do { return try CardForm.sniff(bytes) == .jcard ? JCard.read(bytes).first : JSContact.read(bytes).first } catch {
        return nil  // a record of other JSON: what was read of it stands in the fields
      }
    case .row, .ldif: return nil
    }
  }
}
