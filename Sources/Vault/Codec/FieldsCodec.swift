internal import Book

/// Contact fields as `tag, length, value`; a tag that is not known is passed over.
enum FieldsCodec {
  private enum Tag: UInt64 {
    case end = 0, nativeID, place
    case full, given, additional, family, prefix, suffix, nickname, phonetic, former
    case handle, organisation, department, title, address, birthday, date, url, note, category, other, doNotContact, kind
  }

  // MARK: Writing

  static func write(_ card: Card) -> [UInt8] {
    var out = ByteWriter()
    out.out.reserveCapacity(256)
    out.byte(1)
    if let native = card.nativeID { put(.nativeID, native, &out, always: true) }
    put(.place, card.place, &out)
    write(card.fields, &out)
    // The format's number stands behind the fields, where nothing has to be decoded to find it.
    out.byte(BookReader.formats.first { $0.format == card.format }?.number ?? 0)
    return out.out
  }

  private static func write(_ fields: ContactFields, _ out: inout ByteWriter) {
    put(.kind, fields.kind?.rawValue ?? "", &out)
    let name = fields.name
    put(.full, name.full, &out)
    put(.given, name.given, &out)
    put(.additional, name.additional, &out)
    put(.family, name.family, &out)
    put(.prefix, name.prefix, &out)
    put(.suffix, name.suffix, &out)
    put(.nickname, name.nickname, &out)
    put(.phonetic, name.phonetic, &out)
    put(.former, name.former, &out)
    for handle in fields.handles {
      nest(.handle, &out) {
        HandleCodec.write(handle.value, &$0); $0.text(handle.label)
      }
    }
    put(.organisation, fields.organisation, &out)
    put(.department, fields.department, &out)
    put(.title, fields.title, &out)
    for address in fields.addresses { nest(.address, &out) { write(address, &$0) } }
    if let birthday = fields.birthday { nest(.birthday, &out) { write(birthday, &$0) } }
    for date in fields.dates {
      nest(.date, &out) {
        write(date.value, &$0); $0.text(date.label)
      }
    }
    for url in fields.urls {
      nest(.url, &out) {
        $0.text(url.value); $0.text(url.label)
      }
    }
    for note in fields.notes { put(.note, note, &out, always: true) }
    for category in fields.categories { put(.category, category, &out, always: true) }
    for other in fields.others {
      nest(.other, &out) {
        $0.text(other.value); $0.text(other.label)
      }
    }
    for word in fields.doNotContact { put(.doNotContact, word, &out, always: true) }
    out.number(Tag.end.rawValue)
  }

  private static func put(_ tag: Tag, _ text: String, _ out: inout ByteWriter, always: Bool = false) {
    if text.isEmpty, !always { return }
    out.number(tag.rawValue)
    out.text(text)
  }

  private static func nest(_ tag: Tag, _ out: inout ByteWriter, _ body: (inout ByteWriter) -> Void) {
    var inner = ByteWriter()
    body(&inner)
    out.number(tag.rawValue)
    out.bytes(inner.out)
  }

  private static func write(_ address: ContactFields.Labelled<PostalAddress>, _ out: inout ByteWriter) {
    let value = address.value
    for text in [value.street, value.locality, value.region, value.code, value.country, address.label] { out.text(text) }
  }

  private static func write(_ day: PartialDay, _ out: inout ByteWriter) {
    for part in [day.year, day.month, day.day] { out.signed(part.map { Int64($0) } ?? .min) }
  }

  // MARK: Reading

  static func read(_ bytes: [UInt8]) throws -> (nativeID: String?, place: String, fields: ContactFields) {
    var input = ByteReader(bytes)
    guard try input.byte() == 1 else { throw CodecError.version }
    var (native, place, fields): (String?, String, ContactFields) = (nil, "", ContactFields())
    while true {
      let tag = try input.number()
      if tag == Tag.end.rawValue { break }
      let range = try input.range()
      guard let known = Tag(rawValue: tag) else { continue }
      switch known {
      case .nativeID: native = text(bytes, range)
      case .place: place = text(bytes, range)
      default: try take(known, bytes, range, &fields)
      }
    }
    return (native, place, fields)
  }

  private static func text(_ bytes: [UInt8], _ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

  private static func take(_ tag: Tag, _ bytes: [UInt8], _ range: Range<Int>, _ fields: inout ContactFields) throws {
    switch tag {
    case .full: fields.name.full = text(bytes, range)
    case .given: fields.name.given = text(bytes, range)
    case .additional: fields.name.additional = text(bytes, range)
    case .family: fields.name.family = text(bytes, range)
    case .prefix: fields.name.prefix = text(bytes, range)
    case .suffix: fields.name.suffix = text(bytes, range)
    case .nickname: fields.name.nickname = text(bytes, range)
    case .phonetic: fields.name.phonetic = text(bytes, range)
    case .former: fields.name.former = text(bytes, range)
    case .organisation: fields.organisation = text(bytes, range)
    case .department: fields.department = text(bytes, range)
    case .title: fields.title = text(bytes, range)
    case .note: fields.notes.append(text(bytes, range))
    case .category: fields.categories.append(text(bytes, range))
    case .doNotContact: fields.doNotContact.append(text(bytes, range))
    case .kind: fields.kind = ContactFields.Kind(rawValue: text(bytes, range))
    default:
      var inner = ByteReader(bytes, at: range.lowerBound)
      try takeNested(tag, &inner, &fields)
    }
  }

  private static func takeNested(_ tag: Tag, _ input: inout ByteReader, _ fields: inout ContactFields) throws {
    switch tag {
    case .handle:
      let handle = try HandleCodec.read(&input)
      fields.handles.append(.init(handle, label: try input.text()))
    case .address:
      var address = PostalAddress()
      address.street = try input.text()
      address.locality = try input.text()
      address.region = try input.text()
      address.code = try input.text()
      address.country = try input.text()
      fields.addresses.append(.init(address, label: try input.text()))
    case .birthday: fields.birthday = try day(&input)
    case .date:
      let value = try day(&input)
      fields.dates.append(.init(value, label: try input.text()))
    case .url:
      let value = try input.text()
      fields.urls.append(.init(value, label: try input.text()))
    case .other:
      let value = try input.text()
      fields.others.append(.init(value, label: try input.text()))
    default: break
    }
  }

  private static func day(_ input: inout ByteReader) throws -> PartialDay {
    func part(_ input: inout ByteReader) throws -> Int? {
      let value = try input.signed()
      return value == .min ? nil : Int(value)
    }
    return PartialDay(year: try part(&input), month: try part(&input), day: try part(&input))
  }
}

/// A handle: kind, normal form, and the raw form where it differs.
enum HandleCodec {
  private static let kinds: [Handle.Kind] = [.email, .phone, .profile, .chat, .postal]

  static func number(_ kind: Handle.Kind) -> UInt8 {
    switch kind {
    case .email: 0
    case .phone: 1
    case .profile: 2
    case .chat: 3
    case .postal: 4
    }
  }

  static func write(_ handle: Handle, _ out: inout ByteWriter) {
    let (raw, normal) = (handle.raw, handle.normal)
    let same = raw == normal
    out.byte(number(handle.kind) | (same ? 0x80 : 0))
    out.text(normal)
    if !same { out.text(raw) }
  }

  /// Passes over a handle: its kind, and where it lies as it was written and in its normal form.
  static func pass(_ input: inout ByteReader) throws -> (kind: Handle.Kind, raw: Range<Int>, normal: Range<Int>) {
    let head = try input.byte()
    guard head & 0x7F < UInt8(kinds.count) else { throw CodecError.value }
    let normal = try input.range()
    return (kinds[Int(head & 0x7F)], head & 0x80 == 0 ? try input.range() : normal, normal)
  }

  static func read(_ input: inout ByteReader) throws -> Handle {
    let head = try input.byte()
    guard head & 0x7F < UInt8(kinds.count) else { throw CodecError.value }
    let normal = try input.text()
    let raw = head & 0x80 == 0 ? try input.text() : normal
    return Handle(kind: kinds[Int(head & 0x7F)], raw: raw, normal: normal)
  }
}
