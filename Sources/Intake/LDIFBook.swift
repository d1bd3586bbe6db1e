import Book
import Scan
import Tabular

/// Address books as LDIF (RFC 2849), as Thunderbird and directories write them.
struct LDIFBook: Reader {
  let name = "ldif"
  let spoken = "address book (LDIF)"
  let nature = Nature.contacts

  func claims(_ head: Head, name: String) -> Confidence {
    let text = head.text.span
    var position = 0
    for _ in 0..<20 where position < text.count {
      let (content, next) = text.line(at: position)
      let line = text.trimmed(content)
      if text.spells("dn:", in: line.lowerBound..<min(line.lowerBound + 3, text.count)) { return .certain }
      if !line.isEmpty, text[line.lowerBound] != 35, !text.spells("version:", in: line.lowerBound..<min(line.lowerBound + 8, text.count)) {
        return .no
      }
      position = next
    }
    return .no
  }

  func read(_ source: Source, in context: ReadContext, into sink: (Reading) throws -> Void) throws {
    try source.withBytes { bytes in
      var number = 0
      try LDIF.read(bytes, limits: context.limits) { entry, reached in
        number += 1
        if number & 255 == 0 { context.progress(reached, bytes.count) }
        let place = "entry \(number)"
        for flaw in entry.flaws { try sink(.rejected(Rejection(place: "\(place), \(flaw)", reason: "the line is left out"))) }
        guard !entry.attributes.isEmpty else { return true }
        try sink(.card(Card(format: .ldif, bytes: entry.bytes, fields: LDIFBook.fields(entry), nativeID: entry.first("dn"), place: place)))
        return true
      }
    }
  }

  /// What an entry says. A list of people (`groupOfNames`) is no person; whom it names stands among `others`.
  static func fields(_ entry: LDIF.Entry) -> ContactFields {
    var fields = ContactFields()
    let classes = entry.attributes.filter { ASCII.lower($0.name) == "objectclass" }.map { ASCII.lower($0.text) }
    if classes.contains(where: { $0.hasPrefix("groupof") }) {
      fields.kind = .group
      fields.name.full = entry.first("cn") ?? ""
      fields.notes = [entry.first("description")].compactMap { $0 }
      fields.others = entry.attributes.filter { ["member", "uniquemember"].contains(ASCII.lower($0.name)) }.map {
        .init($0.text, label: "member")
      }
      return fields
    }
    fields.kind = LDIFBook.kinds.first { classes.contains($0.class) }?.kind
    var work = PostalAddress()
    var home = PostalAddress()
    var birth = PartialDay(year: nil, month: nil, day: nil)
    for attribute in entry.attributes {
      let name = ASCII.lower(attribute.name.split(separator: ";").first.map(String.init) ?? "")
      let text = ASCII.trim(attribute.text)
      guard !text.isEmpty else { continue }
      if take(name, text, &fields) || address(name, text, &work, &home) { continue }
      switch name {
      case "birthyear": birth.year = Int(text)
      case "birthmonth": birth.month = Int(text)
      case "birthday": birth.day = Int(text)
      default: break
      }
    }
    if birth.month != nil || birth.year != nil { fields.birthday = birth }
    if !work.line.isEmpty { fields.addresses.append(.init(work, label: "work")) }
    if !home.line.isEmpty { fields.addresses.append(.init(home, label: "home")) }
    if fields.name.full.isEmpty { fields.name.full = fields.name.shown }
    fields.settleKind()
    return fields
  }

  /// Object classes of entries that are about no person.
  private static let kinds: [(class: String, kind: ContactFields.Kind)] = [
    ("organization", .organisation), ("room", .location), ("locality", .location), ("device", .device),
    ("applicationprocess", .application),
  ]

  private static func take(_ name: String, _ text: String, _ fields: inout ContactFields) -> Bool {
    switch name {
    case "cn", "displayname": if fields.name.full.isEmpty { fields.name.full = text }
    case "givenname": fields.name.given = text
    case "sn", "surname": fields.name.family = text
    case "mozillanickname", "xmozillanickname": fields.name.nickname = text
    case "mail", "mozillasecondemail", "mailalternateaddress": fields.handles.append(.init(Handle(.email, text)))
    case "telephonenumber": fields.handles.append(.init(Handle(.phone, text), label: "work"))
    case "homephone": fields.handles.append(.init(Handle(.phone, text), label: "home"))
    case "mobile", "cellphone": fields.handles.append(.init(Handle(.phone, text), label: "mobile"))
    case "facsimiletelephonenumber", "fax": fields.handles.append(.init(Handle(.phone, text), label: "fax"))
    case "pager", "pagerphone": fields.handles.append(.init(Handle(.phone, text), label: "pager"))
    case "title": fields.title = text
    case "o", "company", "organizationname": fields.organisation = text
    case "ou", "department", "departmentnumber": fields.department = text
    case "description", "notes": fields.notes.append(text)
    case "mozillaworkurl", "workurl": WebAddress.add(text, label: "work", to: &fields)
    case "mozillahomeurl", "homeurl", "labeleduri": WebAddress.add(text, label: "home", to: &fields)
    case "nsaimid", "mozillacustom1", "mozillacustom2", "mozillacustom3", "mozillacustom4":
      fields.others.append(.init(text, label: name))
    default: return false
    }
    return true
  }

  private static func address(_ name: String, _ text: String, _ work: inout PostalAddress, _ home: inout PostalAddress) -> Bool {
    switch name {
    case "street", "streetaddress", "mozillaworkstreet2": work.street = work.street.isEmpty ? text : work.street + ", " + text
    case "l", "locality": work.locality = text
    case "st", "region": work.region = text
    case "postalcode", "zip": work.code = text
    case "c", "countryname", "co": work.country = text
    case "mozillahomestreet", "mozillahomestreet2": home.street = home.street.isEmpty ? text : home.street + ", " + text
    case "mozillahomelocalityname": home.locality = text
    case "mozillahomestate": home.region = text
    case "mozillahomepostalcode": home.code = text
    case "mozillahomecountryname": home.country = text
    default: return false
    }
    return true
  }
}
