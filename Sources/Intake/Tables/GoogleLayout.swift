import Book
import Scan
import Tabular

/// The columns of Google's tables, old and new: plain ones, and numbered ones (`Phone 2 - Value`).
struct GoogleLayout {
  /// A numbered column: what it is of, its number, and its part.
  private struct Numbered {
    var group: String
    var number: Int
    var part: String
  }
  /// Values of one number: `label` (or type), `value`, and whatever parts there are.
  private typealias Parts = [String: String]

  private let plain: [Int: String]
  private let numbered: [Int: Numbered]
  private let columns: [String]

  init(_ columns: [String]) {
    self.columns = columns
    var plain: [Int: String] = [:]
    var numbered: [Int: Numbered] = [:]
    for (index, column) in columns.enumerated() {
      if let found = GoogleLayout.split(column) { numbered[index] = found } else { plain[index] = column }
    }
    (self.plain, self.numbered) = (plain, numbered)
  }

  /// `Phone 2 - Value` is `phone`, 2, `value`.
  private static func split(_ column: String) -> Numbered? {
    let words = column.split(separator: " ")
    guard let dash = words.firstIndex(of: "-"), dash >= 2, dash + 1 < words.count, let number = Int(words[dash - 1]) else { return nil }
    return Numbered(
      group: ASCII.lower(words[..<(dash - 1)].joined(separator: " ")), number: number,
      part: ASCII.lower(words[(dash + 1)...].joined(separator: " ")))
  }

  /// What a row says.
  func fields(_ cells: [String]) -> ContactFields {
    var fields = ContactFields()
    var groups: [String: [Int: Parts]] = [:]
    for (index, cell) in cells.enumerated() {
      let cell = ASCII.trim(cell)
      guard !cell.isEmpty else { continue }
      if let column = numbered[index] {
        groups[column.group, default: [:]][column.number, default: [:]][column.part] = cell
      } else if let column = plain[index] {
        take(column, cell, into: &fields)
      }
    }
    finishName(&fields.name)
    for group in groups.keys.sorted() {
      for (_, parts) in (groups[group] ?? [:]).sorted(by: { $0.key < $1.key }) { take(group, parts, into: &fields) }
    }
    // The list "Other contacts" puts an address where the name should be.
    if AddressText.isAddress(fields.name.full), fields.emails.contains(fields.name.full.lowercased()) { fields.name = PersonName() }
    return fields
  }

  private func finishName(_ name: inout PersonName) {
    guard name.full.isEmpty else { return }
    name.full = [name.given, name.additional, name.family].filter { !$0.isEmpty }.joined(separator: " ")
  }

  private func take(_ column: String, _ cell: String, into fields: inout ContactFields) {
    switch ASCII.lower(column) {
    case "name": fields.name.full = cell
    case "first name", "given name": fields.name.given = cell
    case "middle name", "additional name": fields.name.additional = cell
    case "last name", "family name": fields.name.family = cell
    case "name prefix": fields.name.prefix = cell
    case "name suffix": fields.name.suffix = cell
    case "nickname", "short name": fields.name.nickname = cell
    case "maiden name": fields.name.former = cell
    case "phonetic first name", "phonetic middle name", "phonetic last name", "given name yomi", "family name yomi", "yomi name":
      fields.name.phonetic = [fields.name.phonetic, cell].filter { !$0.isEmpty }.joined(separator: " ")
    case "organization name": fields.organisation = cell
    case "organization title": fields.title = cell
    case "organization department": fields.department = cell
    case "birthday": birthday(cell, column, &fields)
    case "notes": fields.notes.append(cell)
    case "labels", "group membership": fields.categories += GoogleLayout.labels(cell)
    case "photo", "file as": break
    default: fields.others.append(.init(cell, label: column))
    }
  }

  private func birthday(_ cell: String, _ column: String, _ fields: inout ContactFields) {
    if let date = CivilDate(cell, order: .yearFirst) {
      fields.birthday = PartialDay(year: date.year == 1604 ? nil : date.year, month: date.month, day: date.day)
    } else {
      fields.others.append(.init(cell, label: column))
    }
  }

  /// Labels without the one that every contact has.
  static func labels(_ cell: String) -> [String] {
    RowFields.joined(cell).map(unstarred).filter { !$0.isEmpty && !["mycontacts", "my contacts"].contains(ASCII.lower($0)) }
  }

  /// `* Home` is `Home`, the preferred one.
  static func unstarred(_ label: String) -> String { label.hasPrefix("*") ? ASCII.trim(String(label.dropFirst())) : label }

  private func take(_ group: String, _ parts: Parts, into fields: inout ContactFields) {
    let written = GoogleLayout.unstarred(parts["label"] ?? parts["type"] ?? "")
    let label = HandleLabel.plain(written)
    let values = RowFields.joined(parts["value"] ?? "").filter { !$0.isEmpty }
    switch group {
    case "e-mail": for value in values { fields.handles.append(.init(Handle(.email, value), label: label)) }
    case "phone": for value in values { fields.handles.append(.init(Handle(.phone, value), label: label)) }
    case "im": for value in values { fields.handles.append(.init(Handle(.chat, value), label: parts["service"] ?? label)) }
    case "website": for value in values { WebAddress.add(value, label: label, to: &fields) }
    case "event": for value in values { event(value, label, &fields) }
    case "organization": organisation(parts, &fields)
    case "address": address(parts, label, &fields)
    case "custom field" where ASCII.lower(written) == "do not contact": fields.doNotContact += values
    case "custom field" where ASCII.lower(written) == "maiden name": fields.name.former = values.first ?? ""
    default: for value in values { fields.others.append(.init(value, label: written.isEmpty ? group : written)) }
    }
  }

  private func event(_ value: String, _ label: String, _ fields: inout ContactFields) {
    guard let date = CivilDate(value, order: .yearFirst) else { return fields.others.append(.init(value, label: label)) }
    fields.dates.append(.init(PartialDay(year: date.year, month: date.month, day: date.day), label: ASCII.lower(label)))
  }

  private func organisation(_ parts: Parts, _ fields: inout ContactFields) {
    if fields.organisation.isEmpty { fields.organisation = parts["name"] ?? "" }
    if fields.title.isEmpty { fields.title = parts["title"] ?? "" }
    if fields.department.isEmpty { fields.department = parts["department"] ?? "" }
  }

  private func address(_ parts: Parts, _ label: String, _ fields: inout ContactFields) {
    var address = PostalAddress()
    address.street = [parts["po box"], parts["street"], parts["extended address"]].compactMap { $0 }.joined(separator: ", ")
    address.locality = parts["city"] ?? ""
    address.region = parts["region"] ?? ""
    address.code = parts["postal code"] ?? ""
    address.country = parts["country"] ?? ""
    if address.line.isEmpty { address.street = parts["formatted"] ?? "" }
    if !address.line.isEmpty { fields.addresses.append(.init(address, label: label)) }
  }
}

/// The plain words for what a handle is for.
enum HandleLabel {
  /// `Work` and `WORK` are `work`, `Cell` is `mobile`, `Work Fax` is `fax`; the user's own words stay as they are.
  static func plain(_ label: String) -> String {
    let words = Fold.words(label)
    if words.contains("fax") { return "fax" }
    if words == ["work"] || words == ["business"] { return "work" }
    if words == ["home"] || words == ["personal"] { return "home" }
    if words == ["mobile"] || words == ["cell"] || words == ["iphone"] { return "mobile" }
    if words == ["main"] || words == ["pager"] || words == ["other"] { return words[0] }
    return label
  }
}
