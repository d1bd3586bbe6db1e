import Book
import Scan
import Tabular

/// Turns the cells of a row into what the record says, by a mapping.
struct RowFields {
  let mapping: TableMapping
  /// The order of days and months, where the table shows it.
  var order: DateOrder?
  private let emailName: [Int: Int]
  private let emailType: [Int: Int]

  init(_ mapping: TableMapping, order: DateOrder?) {
    self.mapping = mapping
    self.order = order
    var names: [Int: Int] = [:]
    var types: [Int: Int] = [:]
    for (index, meaning) in mapping.meanings.enumerated() {
      if case .emailName(let ordinal) = meaning { names[ordinal] = index }
      if case .emailType(let ordinal) = meaning { types[ordinal] = index }
    }
    (emailName, emailType) = (names, types)
  }

  /// What the cells say.
  func fields(_ cells: [String]) -> (fields: ContactFields, id: String?) {
    var fields = ContactFields()
    var id: String?
    var addresses = PlacedAddresses()
    var birth = PartialDay(year: nil, month: nil, day: nil)
    for (index, meaning) in mapping.meanings.enumerated() where index < cells.count {
      let cell = ASCII.trim(cells[index])
      guard !cell.isEmpty else { continue }
      switch meaning {
      case .email(let label, let ordinal): addEmail(cell, label, ordinal, cells, column: mapping.columns[index], to: &fields)
      case .birthYear: birth.year = Int(cell)
      case .birthMonth: birth.month = Int(cell)
      case .birthDay: birth.day = Int(cell)
      case .id: id = id ?? cell
      default:
        if !addresses.take(meaning, cell) { take(meaning, cell, column: mapping.columns[index], into: &fields) }
      }
    }
    if birth.month != nil || birth.year != nil { fields.birthday = birth }
    fields.addresses += addresses.all
    finishName(&fields.name)
    fields.settleKind()
    return (fields, id)
  }

  private func finishName(_ name: inout PersonName) {
    if name.full.isEmpty {
      name.full = [name.given, name.additional, name.family].filter { !$0.isEmpty }.joined(separator: " ")
    }
  }

  private func take(_ meaning: ColumnMeaning, _ cell: String, column: String, into fields: inout ContactFields) {
    switch meaning {
    case .given: fields.name.given = cell
    case .middle: fields.name.additional = cell
    case .family: fields.name.family = cell
    case .full: fields.name.full = cell
    case .prefix: fields.name.prefix = cell
    case .suffix: fields.name.suffix = cell
    case .nickname: fields.name.nickname = cell
    case .phoneticGiven, .phoneticFamily: fields.name.phonetic = [fields.name.phonetic, cell].filter { !$0.isEmpty }.joined(separator: " ")
    case .former: fields.name.former = cell
    case .company: if fields.organisation.isEmpty { fields.organisation = cell } else { fields.others.append(.init(cell, label: column)) }
    case .department: fields.department = cell
    case .title: if fields.title.isEmpty { fields.title = cell } else { fields.others.append(.init(cell, label: column)) }
    case .notes: fields.notes.append(cell)
    case .categories: fields.categories += RowFields.list(cell)
    case .phone(let label): for number in RowFields.joined(cell) { fields.handles.append(.init(Handle(.phone, number), label: label)) }
    case .profile: fields.handles.append(.init(Handle(.profile, cell)))
    case .chat: fields.handles.append(.init(Handle(.chat, cell)))
    case .web(let label): WebAddress.add(cell, label: label, to: &fields)
    case .owner: fields.others.append(.init(cell, label: OtherField.owner))
    case .optOut: if RowFields.says(cell) { fields.doNotContact.append(column) }
    case .birthday: date(cell, column: column, into: &fields) { $0.birthday = $1 }
    case .anniversary: date(cell, column: column, into: &fields) { $0.dates.append(.init($1, label: "anniversary")) }
    case .other: fields.others.append(.init(cell, label: column))
    default: break
    }
  }

  private func date(_ cell: String, column: String, into fields: inout ContactFields, _ set: (inout ContactFields, PartialDay) -> Void) {
    if let date = CivilDate(cell, order: order) {
      // Year-less birthdays are written with the year 1604 by some programs.
      set(&fields, PartialDay(year: date.year == 1604 ? nil : date.year, month: date.month, day: date.day))
    } else if cell.utf8.contains(where: { $0 != 48 && ASCII.isDigit($0) }) {
      // In which order day and month stand cannot be told: kept as written, not guessed.
      fields.others.append(.init(cell, label: column))
    }
  }

  /// Takes a mail address; where the cell is an Exchange path (type EX), the address is looked for in the display name.
  private func addEmail(_ cell: String, _ label: String, _ ordinal: Int, _ cells: [String], column: String, to fields: inout ContactFields)
  {
    let type = emailType[ordinal].flatMap { $0 < cells.count ? ASCII.lower(cells[$0]) : nil } ?? ""
    let isExchange = type == "ex" || ASCII.lower(cell).hasPrefix("/o=")
    if !isExchange {
      for part in RowFields.joined(cell) {
        let addresses = AddressText.isAddress(part) ? [part] : AddressText.addresses(part)
        for address in addresses { fields.handles.append(.init(Handle(.email, address), label: label)) }
        if addresses.isEmpty { fields.others.append(.init(part, label: column)) }
      }
      return
    }
    fields.others.append(.init(cell, label: OtherField.exchange))
    let shown = emailName[ordinal].flatMap { $0 < cells.count ? cells[$0] : nil } ?? ""
    for address in AddressText.addresses(shown) { fields.handles.append(.init(Handle(.email, address), label: label)) }
  }

  /// Whether an opt-out cell says yes.
  static func says(_ cell: String) -> Bool {
    !["0", "false", "no", "nein", "non", "falsch", "faux", "falso", "n", "off", "none", "opted in"].contains(Fold.string(cell))
  }

  /// Values that one cell joins: ` ::: ` as Google does.
  static func joined(_ cell: String) -> [String] {
    guard cell.contains(":::") else { return [cell] }
    var parts: [String] = []
    var rest = Substring(cell)
    while let cut = RowFields.range(of: ":::", in: rest) {
      parts.append(ASCII.trim(String(rest[..<cut])))
      rest = rest[rest.index(cut, offsetBy: 3)...]
    }
    parts.append(ASCII.trim(String(rest)))
    return parts.filter { !$0.isEmpty }
  }

  private static func range(of mark: String, in text: Substring) -> Substring.Index? {
    var at = text.startIndex
    while at < text.endIndex {
      if text[at...].hasPrefix(mark) { return at }
      at = text.index(after: at)
    }
    return nil
  }

  /// Labels of one cell: joined by ` ::: `, semicolons, or commas where there are no semicolons.
  static func list(_ cell: String) -> [String] {
    if cell.contains(":::") { return joined(cell) }
    let mark: Character = cell.contains(";") ? ";" : ","
    return cell.split(separator: mark).map { ASCII.trim(String($0)) }.filter { !$0.isEmpty }
  }
}

/// The postal addresses of a row, gathered by place.
struct PlacedAddresses {
  private var places: [String] = []
  private var byPlace: [String: PostalAddress] = [:]
  private var whole: [String: String] = [:]

  /// Takes a cell if it belongs to an address.
  mutating func take(_ meaning: ColumnMeaning, _ cell: String) -> Bool {
    switch meaning {
    case .street(let place, _): set(place) { $0.street = $0.street.isEmpty ? cell : $0.street + ", " + cell }
    case .city(let place): set(place) { $0.locality = $0.locality.isEmpty ? cell : $0.locality }
    case .region(let place): set(place) { $0.region = cell }
    case .code(let place): set(place) { $0.code = cell }
    case .country(let place): set(place) { $0.country = cell }
    case .poBox(let place): set(place) { $0.street = $0.street.isEmpty ? cell : $0.street + ", " + cell }
    case .address(let place): whole[place] = cell
    default: return false
    }
    return true
  }

  private mutating func set(_ place: String, _ change: (inout PostalAddress) -> Void) {
    if byPlace[place] == nil { places.append(place) }
    change(&byPlace[place, default: PostalAddress()])
  }

  /// The addresses, each with its place as label; a whole address only where the parts are missing.
  var all: [ContactFields.Labelled<PostalAddress>] {
    var found = places.compactMap { place in byPlace[place].map { ContactFields.Labelled($0, label: place) } }
    for (place, text) in whole.sorted(by: { $0.key < $1.key }) where byPlace[place] == nil {
      var address = PostalAddress()
      address.street = text
      found.append(.init(address, label: place))
    }
    return found
  }
}

/// Web addresses of a record: profiles of people apart from pages.
enum WebAddress {
  /// Adds a page, or a profile where the address is one.
  static func add(_ text: String, label: String, to fields: inout ContactFields) {
    let handle = Handle(.profile, text)
    let isProfile = ["linkedin.com/in/", "linkedin.com/pub/", "xing.com/profile/"].contains { handle.normal.hasPrefix($0) }
    if isProfile { fields.handles.append(.init(handle, label: label)) } else { fields.urls.append(.init(text, label: label)) }
  }
}
