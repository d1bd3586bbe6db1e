public import Book
import Scan
import Tabular

/// Contacts as tables: what `convert` and `export` write for spreadsheets and other address books.
public enum ContactTable {
  /// The columns of a CSV.
  public enum Layout: Hashable, Sendable {
    /// Google's present one, which most programs read and which has room for everything.
    case google
    /// That of Outlook's desktop program, English.
    case outlook
    /// Thunderbird's, English.
    case thunderbird

    /// The fixed columns, where the layout does not grow with what it holds.
    fileprivate var fixed: FixedLayout? {
      switch self {
      case .google: nil
      case .outlook: .outlook
      case .thunderbird: .thunderbird
      }
    }
  }

  /// CSV in the columns of a program. `safe` keeps spreadsheets from running cells as formulas by an
  /// apostrophe, which reading takes off again; without it every cell is as it is.
  public static func csv(_ contacts: [ContactFields], layout: Layout = .google, safe: Bool = true) -> [UInt8] {
    guard let fixed = layout.fixed else { return google(contacts, safe: safe) }
    var writer = TableWriter(safe: safe)
    writer.append(fixed.columns, isHeader: true)
    for contact in contacts { writer.append(FixedRow(contact, fixed).row) }
    // Outlook takes a file without the mark for one in the code page of the machine.
    return (layout == .outlook ? [0xEF, 0xBB, 0xBF] : []) + writer.bytes
  }

  /// What of a contact a layout has no column for: the vCard property it belongs to, and why. Nothing where the layout grows.
  public static func lost(_ contact: ContactFields, layout: Layout) -> [(property: String, why: String)] {
    layout.fixed.map { FixedRow(contact, $0).lost } ?? []
  }

  private static func google(_ contacts: [ContactFields], safe: Bool) -> [UInt8] {
    let rows = contacts.map(GoogleRow.init)
    let counts = rows.reduce(into: [String: Int]()) { counts, row in
      for (group, items) in row.numbered { counts[group] = max(counts[group] ?? 0, items.count) }
    }
    var writer = TableWriter(safe: safe)
    writer.append(GoogleRow.plain + GoogleRow.groups.flatMap { GoogleRow.columns($0, count: counts[$0.name] ?? 0) }, isHeader: true)
    for row in rows {
      var cells = row.cells
      for group in GoogleRow.groups {
        let items = row.numbered[group.name] ?? []
        for index in 0..<(counts[group.name] ?? 0) {
          cells += index < items.count ? items[index] : group.parts.map { _ in "" }
        }
      }
      writer.append(cells)
    }
    return writer.bytes
  }

  /// LDIF (RFC 2849) with the attributes that Thunderbird and directories know.
  public static func ldif(_ contacts: [ContactFields]) -> [UInt8] { LDIF.write(contacts.map(LDIFBook.attributes)) }
}

extension ContactFields {
  /// The same as a row of a table, which has no kinds: a name in the place of a person's would be read as a person's.
  var asRow: ContactFields {
    guard let kind else { return self }
    var row = self
    row.name = PersonName()
    if kind == .organisation, organisation.isEmpty {
      row.organisation = name.shown
    } else if !name.shown.isEmpty {
      row.others.append(.init(name.shown, label: kind.rawValue.prefix(1).uppercased() + kind.rawValue.dropFirst()))
    }
    return row
  }
}

/// One contact in the columns of Google's present layout.
struct GoogleRow {
  /// A numbered group of columns.
  struct Group {
    var name: String
    var parts: [String]
  }

  static let plain = [
    "First Name", "Middle Name", "Last Name", "Phonetic First Name", "Phonetic Middle Name", "Phonetic Last Name", "Name Prefix",
    "Name Suffix",
    "Nickname", "File As", "Organization Name", "Organization Title", "Organization Department", "Birthday", "Notes", "Photo", "Labels",
  ]
  static let groups = [
    Group(name: "E-mail", parts: ["Label", "Value"]), Group(name: "Phone", parts: ["Label", "Value"]),
    Group(
      name: "Address",
      parts: ["Label", "Formatted", "Street", "City", "PO Box", "Region", "Postal Code", "Country", "Extended Address"]),
    Group(name: "Relation", parts: ["Label", "Value"]), Group(name: "Website", parts: ["Label", "Value"]),
    Group(name: "Event", parts: ["Label", "Value"]), Group(name: "IM", parts: ["Label", "Service", "Value"]),
    Group(name: "Custom Field", parts: ["Label", "Value"]),
  ]

  /// The cells of the plain columns.
  private(set) var cells: [String] = []
  /// The cells of each numbered group, item by item.
  private(set) var numbered: [String: [[String]]] = [:]

  static func columns(_ group: Group, count: Int) -> [String] {
    (0..<count).flatMap { index in group.parts.map { "\(group.name) \(index + 1) - \($0)" } }
  }

  init(_ fields: ContactFields) {
    let fields = fields.asRow
    let name = fields.name
    let (given, family) = GoogleRow.split(name)
    cells = [
      given, name.additional, family, name.phonetic, "", "", name.prefix, name.suffix, name.nickname, "", fields.organisation, fields.title,
      fields.department, fields.birthday.map(GoogleRow.date) ?? "", fields.notes.joined(separator: "\n"), "",
      (["* myContacts"] + fields.categories).joined(separator: " ::: "),
    ]
    for handle in fields.handles { add(handle) }
    for address in fields.addresses {
      let a = address.value
      numbered["Address", default: []].append([
        GoogleRow.label(address.label), a.line, a.street, a.locality, "", a.region, a.code, a.country, "",
      ])
    }
    for url in fields.urls { numbered["Website", default: []].append([GoogleRow.label(url.label), url.value]) }
    for date in fields.dates { numbered["Event", default: []].append([GoogleRow.label(date.label), GoogleRow.date(date.value)]) }
    for other in fields.others { numbered["Custom Field", default: []].append([other.label, other.value]) }
    for reason in fields.doNotContact { numbered["Custom Field", default: []].append(["Do not contact", reason]) }
    if !name.former.isEmpty { numbered["Custom Field", default: []].append(["Maiden Name", name.former]) }
    shorten()
  }

  /// Items of one group that have columns of their own. Every row has the columns of the longest one: a contact of ten thousand fields
  /// would make a table that no program opens.
  static let most = 50

  /// Puts what goes beyond the columns into the notes, a line each.
  private mutating func shorten() {
    for group in GoogleRow.groups {
      guard let items = numbered[group.name], items.count > GoogleRow.most, let notes = GoogleRow.plain.firstIndex(of: "Notes")
      else { continue }
      numbered[group.name] = Array(items[..<GoogleRow.most])
      let spare = items[GoogleRow.most...].map { $0.filter { !$0.isEmpty }.joined(separator: ": ") }
      cells[notes] = ([cells[notes]] + spare).filter { !$0.isEmpty }.joined(separator: "\n")
    }
  }

  private mutating func add(_ handle: ContactFields.Labelled<Handle>) {
    let label = GoogleRow.label(handle.label)
    switch handle.value.kind {
    case .email: numbered["E-mail", default: []].append([label, handle.value.raw])
    case .phone: numbered["Phone", default: []].append([label, handle.value.raw])
    case .profile: numbered["Website", default: []].append([label.isEmpty ? "Profile" : label, handle.value.raw])
    case .chat: numbered["IM", default: []].append(["", label, handle.value.raw])
    case .postal: numbered["Custom Field", default: []].append(["Address", handle.value.raw])
    }
  }

  /// Given and family name; a name in one piece goes to the given name whole, as Google does.
  private static func split(_ name: PersonName) -> (given: String, family: String) {
    if !name.given.isEmpty || !name.family.isEmpty { return (name.given, name.family) }
    return (name.full, "")
  }

  /// `work` as Google writes it: `Work`.
  private static func label(_ label: String) -> String {
    switch label {
    case "work", "home", "mobile", "main", "pager", "other", "anniversary": label.prefix(1).uppercased() + label.dropFirst()
    case "fax": "Work Fax"
    default: label
    }
  }

  /// `1979-04-12`, `--04-12` without a year.
  private static func date(_ day: PartialDay) -> String {
    guard let month = day.month, let number = day.day else { return day.year.map { pad($0, 4) } ?? "" }
    return (day.year.map { pad($0, 4) } ?? "-") + "-" + pad(month, 2) + "-" + pad(number, 2)
  }
}

extension LDIFBook {
  /// The attributes of a contact; what LDIF's usual attributes cannot hold goes to the description.
  static func attributes(_ fields: ContactFields) -> [LDIF.Attribute] {
    let firm = fields.organisation.isEmpty ? nil : fields.organisation
    let shown =
      fields.name.shown.isEmpty ? (fields.kind == .organisation ? firm : nil) ?? fields.emails.first ?? firm ?? "" : fields.name.shown
    let mail = fields.emails.first
    var out = [LDIF.Attribute("dn", "cn=\(escaped(shown))" + (mail.map { ",mail=\(escaped($0))" } ?? ""))]
    for kind in LDIFBook.classes(fields.kind) { out.append(.init("objectclass", kind)) }
    func add(_ name: String, _ text: String) { if !text.isEmpty { out.append(.init(name, text)) } }
    if fields.kind == .group { for member in fields.others where member.label == "member" { add("member", member.value) } }
    add("givenName", fields.name.given)
    add("sn", fields.name.family)
    add("cn", shown)
    add("mozillaNickname", fields.name.nickname)
    for (index, handle) in fields.handles.filter({ $0.value.kind == .email }).enumerated() {
      add(index == 0 ? "mail" : index == 1 ? "mozillaSecondEmail" : "mailAlternateAddress", handle.value.raw)
    }
    let phones = ["work": "telephoneNumber", "home": "homePhone", "mobile": "mobile", "fax": "facsimileTelephoneNumber", "pager": "pager"]
    for handle in fields.handles where handle.value.kind == .phone { add(phones[handle.label] ?? "telephoneNumber", handle.value.raw) }
    for handle in fields.handles where handle.value.kind == .profile { add("labeledURI", handle.value.raw) }
    for url in fields.urls { add(url.label == "home" ? "mozillaHomeUrl" : "mozillaWorkUrl", url.value) }
    add("title", fields.title)
    add("o", fields.organisation)
    add("ou", fields.department)
    for address in fields.addresses { place(address, add) }
    if let birthday = fields.birthday {
      add("birthyear", birthday.year.map { String($0) } ?? "")
      add("birthmonth", birthday.month.map { String($0) } ?? "")
      add("birthday", birthday.day.map { String($0) } ?? "")
    }
    add("description", fields.notes.joined(separator: "\n"))
    return out
  }

  /// The object classes of an entry (RFC 4519, RFC 4524, RFC 2798), the last one Thunderbird's.
  private static func classes(_ kind: ContactFields.Kind?) -> [String] {
    switch kind {
    case nil: ["top", "person", "organizationalPerson", "inetOrgPerson", "mozillaAbPersonAlpha"]
    case .group: ["top", "groupOfNames"]
    case .organisation: ["top", "organization", "mozillaAbPersonAlpha"]
    case .location: ["top", "room", "mozillaAbPersonAlpha"]
    case .device: ["top", "device", "mozillaAbPersonAlpha"]
    case .application: ["top", "applicationProcess", "mozillaAbPersonAlpha"]
    }
  }

  private static func place(_ address: ContactFields.Labelled<PostalAddress>, _ add: (String, String) -> Void) {
    let isHome = address.label == "home"
    add(isHome ? "mozillaHomeStreet" : "street", address.value.street)
    add(isHome ? "mozillaHomeLocalityName" : "l", address.value.locality)
    add(isHome ? "mozillaHomeState" : "st", address.value.region)
    add(isHome ? "mozillaHomePostalCode" : "postalCode", address.value.code)
    add(isHome ? "mozillaHomeCountryName" : "c", address.value.country)
  }

  /// A value within a distinguished name (RFC 4514): commas and their like behind a backslash.
  private static func escaped(_ text: String) -> String {
    var out = ""
    for character in text {
      if ",+\"\\<>;=#".contains(character) { out.append("\\") }
      out.append(character)
    }
    return out
  }
}
