import Book
import Scan

/// One contact in the columns of a fixed layout, and what found no column.
struct FixedRow {
  /// What the layout cannot hold: the vCard property it belongs to, and why.
  private(set) var lost: [(property: String, why: String)] = []
  private var cells: [String: String] = [:]
  private let layout: FixedLayout

  /// The cells in the order of the layout's columns.
  var row: [String] { layout.columns.map { cells[$0] ?? "" } }

  init(_ contact: ContactFields, _ layout: FixedLayout) {
    self.layout = layout
    let fields = contact.asRow
    setName(fields)
    set(.company, fields.organisation, "ORG")
    set(.department, fields.department, "ORG")
    set(.title, fields.title, "TITLE")
    setHandles(fields)
    for address in fields.addresses { place(address) }
    setDates(fields)
    for url in fields.urls { fill(layout.pages, url.value, "URL") }
    let marks = fields.categories.contains { $0.contains(";") || $0.contains(",") }
    if marks { lost.append(("CATEGORIES", "a label with a comma or semicolon is read as several")) }
    set(.categories, fields.categories.joined(separator: ";"), "CATEGORIES")
    // First what must not get lost: the wish not to be written to.
    for wish in fields.doNotContact { keep(wish, label: "Do not contact") }
    for other in fields.others { keep(other.value, label: other.label) }
    set(.notes, fields.notes.joined(separator: "\n"), "NOTE")
  }

  /// Puts a text into its column, or says that there is none.
  private mutating func set(_ what: FixedLayout.Plain, _ text: String, _ property: String) {
    if text.isEmpty { return }
    if let column = layout.plain[what] { cells[column] = text } else { miss(property, "the table has no column for it") }
  }

  private mutating func miss(_ property: String, _ why: String) { lost.append((property, why)) }

  /// Puts a text into the first of some columns that is free, or says that there are no more.
  private mutating func fill(_ columns: [String], _ text: String, _ property: String) {
    if let column = columns.first(where: { cells[$0] == nil }) {
      cells[column] = text
    } else {
      miss(
        property,
        columns.isEmpty ? "the table has no column for it" : columns.count == 1 ? "the table holds one" : "the table holds \(columns.count)"
      )
    }
  }

  private mutating func setName(_ fields: ContactFields) {
    let name = fields.name
    let isWhole = name.given.isEmpty && name.family.isEmpty
    set(.given, isWhole && layout.plain[.full] == nil ? name.full : name.given, "N")
    set(.family, name.family, "N")
    set(.nickname, name.nickname, "NICKNAME")
    if let column = layout.plain[.full] { cells[column] = name.shown }
    let shown = Set(Fold.words(layout.plain[.full] == nil ? "" : name.shown))
    for (what, text) in [(FixedLayout.Plain.prefix, name.prefix), (.middle, name.additional), (.suffix, name.suffix)]
    where !shown.isSuperset(of: Fold.words(text)) || layout.plain[what] != nil { set(what, text, "N") }
    let parts = [name.prefix, name.given, name.additional, name.family, name.suffix].flatMap { Fold.words($0) }
    if layout.plain[.full] == nil, !isWhole, !Set(parts).isSuperset(of: Fold.words(name.full)) {
      miss("FN", "the table makes the name of its parts")
    }
    if !name.phonetic.isEmpty { miss("X-PHONETIC-FIRST-NAME", "the table has no column for it") }
    if !name.former.isEmpty { keep(name.former, label: "Maiden name") }
  }

  private mutating func setHandles(_ fields: ContactFields) {
    let emails = fields.handles.filter { $0.value.kind == .email }
    for (index, email) in emails.enumerated() {
      fill(layout.emails, email.value.raw, "EMAIL")
      guard layout.sorts.indices.contains(index) else { continue }
      cells[layout.sorts[index].sort] = "SMTP"
      cells[layout.sorts[index].spoken] = fields.name.shown.isEmpty ? email.value.raw : "\(fields.name.shown) (\(email.value.raw))"
    }
    if emails.contains(where: { !$0.label.isEmpty }) { miss("EMAIL", "the table does not say which address is for what") }
    for phone in fields.handles where phone.value.kind == .phone && layout.phones[phone.label] != nil { call(phone) }
    for phone in fields.handles where phone.value.kind == .phone && layout.phones[phone.label] == nil { call(phone) }
    for handle in fields.handles {
      switch handle.value.kind {
      case .profile: fill(layout.pages, handle.value.raw, "SOCIALPROFILE")
      case .chat: fill(layout.chat.map { [$0] } ?? [], handle.value.raw, "IMPP")
      case .postal: keep(handle.value.raw, label: "Address")
      case .email, .phone: continue
      }
    }
  }

  private mutating func call(_ phone: ContactFields.Labelled<Handle>) {
    let own = layout.phones[phone.label] ?? []
    if !own.contains(where: { cells[$0] == nil }), !phone.label.isEmpty, layout.spare.contains(where: { cells[$0] == nil }) {
      miss("TEL", "the table has no further column for \(phone.label)")
    }
    fill(own + layout.spare.filter { !own.contains($0) }, phone.value.raw, "TEL")
  }

  private mutating func place(_ address: ContactFields.Labelled<PostalAddress>) {
    let value = address.value
    let start = layout.places[address.label] ?? layout.places[""] ?? ""
    let columns = layout.parts.map { "\(start) \($0)" }
    guard columns.allSatisfy({ cells[$0] == nil }) else { return miss("ADR", "the table holds one for each place") }
    if layout.places[address.label] == nil { miss("ADR", "the table does not know an address for \(address.label)") }
    for (column, text) in zip(columns, [value.street, value.locality, value.region, value.code, value.country]) where !text.isEmpty {
      cells[column] = text
    }
  }

  private mutating func setDates(_ fields: ContactFields) {
    if let day = fields.birthday {
      if layout.birthday.count == 3 {
        for (column, part) in zip(layout.birthday, [day.year, day.month, day.day]) { cells[column] = part.map { String($0) } }
      } else if let written = FixedRow.date(day) {
        cells[layout.birthday[0]] = written
      } else {
        miss("BDAY", "the table holds whole dates")
      }
    }
    for date in fields.dates {
      let isFirst = date.label == "anniversary" && layout.plain[.anniversary].map { cells[$0] == nil } ?? false
      if isFirst, let written = FixedRow.date(date.value) {
        set(.anniversary, written, "ANNIVERSARY")
      } else {
        keep(FixedRow.spoken(date.value), label: date.label)
      }
    }
  }

  /// `1979-04-12`, in which no program can take the month for the day; without a year in 1604, as address books do.
  private static func date(_ day: PartialDay) -> String? {
    guard let month = day.month, let number = day.day else { return nil }
    return "\(pad(day.year ?? 1604, 4))-\(pad(month, 2))-\(pad(number, 2))"
  }

  private static func spoken(_ day: PartialDay) -> String {
    [day.year.map { pad($0, 4) }, day.month.map { pad($0, 2) }, day.day.map { pad($0, 2) }].compactMap { $0 }.joined(separator: "-")
  }

  /// Puts what has no column of its own into the column of its name, or into one that is anybody's with its name before it.
  private mutating func keep(_ text: String, label: String) {
    let known = layout.columns.first { ASCII.lower($0) == ASCII.lower(label) } ?? layout.named[ASCII.lower(label)]
    if let known, cells[known] == nil {
      cells[known] = text
    } else if let column = layout.free.first(where: { cells[$0] == nil }) {
      cells[column] = label.isEmpty ? text : "\(label): \(text)"
    } else {
      miss(label.isEmpty ? "X-CARDCASE-FIELD" : label, "the table has no further column")
    }
  }
}
