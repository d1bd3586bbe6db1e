import Scan

extension VCard {
  /// A parameter of a property: its name and its values, decoded (RFC 6350 section 5, RFC 6868).
  public struct Parameter: Hashable, Sendable {
    /// The name as it was written; compare with `is(_:)`.
    public var name: String
    /// The values, unquoted, `^n`, `^^` and `^'` resolved. A quoted list (`TYPE="home,work"`) is one value here.
    public var values: [String]
    /// A parameter.
    public init(_ name: String, _ values: [String]) {
      self.name = name
      self.values = values
    }
    /// A parameter of one value.
    public init(_ name: String, _ value: String) { self.init(name, [value]) }
    /// Whether the parameter is called `other`, letters in either case.
    public func `is`(_ other: String) -> Bool { ASCII.alike(name, other) }
  }

  /// One content line of a card, decoded: quoted-printable, character set and folding are gone, the escapes of RFC 6350 are in place,
  /// whatever version the card has.
  public struct Property: Hashable, Sendable {
    /// What stands before the dot (`item1`), or nil.
    public var group: String?
    /// The name as it was written.
    public var name: String
    /// The parameters in order. Bare ones of vCard 2.1 have their names (`HOME` is `TYPE=HOME`); ENCODING and CHARSET are left out, except
    /// `ENCODING=b`.
    public var parameters: [Parameter]
    /// The value in the escapes of RFC 6350; Base64 text without blanks where the value is binary.
    public var value: String

    /// A property whose `value` is escaped already.
    public init(group: String? = nil, name: String, parameters: [Parameter] = [], value: String) {
      self.group = group
      self.name = name
      self.parameters = parameters
      self.value = value
    }

    /// A property of one text, which is escaped here.
    public init(group: String? = nil, _ name: String, text: String, parameters: [Parameter] = []) {
      self.init(group: group, name: name, parameters: parameters, value: Escape.apply(text))
    }

    /// A property of components, each a list of texts, which are escaped here: N, ADR, ORG.
    public init(group: String? = nil, _ name: String, components: [[String]], parameters: [Parameter] = []) {
      let value = components.map { $0.map { Escape.apply($0) }.joined(separator: ",") }.joined(separator: ";")
      self.init(group: group, name: name, parameters: parameters, value: value)
    }

    /// A property of several texts joined by commas, which are escaped here: CATEGORIES, NICKNAME.
    public init(group: String? = nil, _ name: String, list: [String], parameters: [Parameter] = []) {
      self.init(group: group, name: name, parameters: parameters, value: list.map { Escape.apply($0) }.joined(separator: ","))
    }
  }
}

extension VCard.Property {
  /// The name in capitals.
  public var key: String { String(decoding: name.utf8.map(ASCII.upper), as: UTF8.self) }
  /// Whether the property is called `other`, letters in either case.
  public func `is`(_ other: String) -> Bool { ASCII.alike(name, other) }

  /// All values of the parameters called `parameter`, in order; quoted lists are not taken apart.
  public subscript(parameter: String) -> [String] { parameters.lazy.filter { $0.is(parameter) }.flatMap(\.values) }
  /// The first value of the parameter called `name`.
  public func first(_ name: String) -> String? { parameters.first { $0.is(name) }?.values.first }
  /// The same property without any parameter called `parameter`.
  public func without(_ parameter: String) -> VCard.Property {
    var copy = self
    copy.parameters.removeAll { $0.is(parameter) }
    return copy
  }

  /// The types, in small letters, in order, once each: `TYPE="home,work"`, `TYPE=home,work`, `TYPE=home;TYPE=work` and the bare types of
  /// vCard 2.1 read alike.
  public var types: [String] {
    var types: [String] = []
    var known: Set<String> = []  // only where there are many
    for parameter in parameters where parameter.is("TYPE") {
      for value in parameter.values {
        for piece in value.has(44) ? value.split(separator: ",").map(String.init) : [value] {
          var type = ASCII.small(ASCII.trimmed(piece))
          if type.hasPrefix("type=") { type = String(type.dropFirst(5)) }
          if type.hasSuffix("\\") { type.removeLast() }
          guard !type.isEmpty, types.count > 16 ? !known.contains(type) : !types.contains(type) else { continue }
          types.append(type)
          if types.count > 16 { known.formUnion(types.count == 17 ? types : [type]) }
        }
      }
    }
    return types
  }

  /// The rank among its like, 1 the first (RFC 6350 section 5.3); `TYPE=pref` and the bare `PREF` count as 1. Nil when nothing is said.
  public var preference: Int? {
    if let text = first("PREF"), let rank = Int(text), (1...100).contains(rank) { return rank }
    return types.contains("pref") ? 1 : nil
  }

  /// The value type: what VALUE says, in small letters, or the one that the name has of itself (`unknown` where it has none).
  public var valueType: String {
    first("VALUE").map(ASCII.lower) ?? PropertyNames.shared.find(name).defaultType
  }

  /// The value as one text with its escapes resolved.
  public var text: String { Escape.resolve(value) }
  /// The value as texts separated by commas.
  public var list: [String] { Escape.split(value, 44).map { Escape.resolve($0) } }
  /// The value as components separated by semicolons, each a list.
  public var components: [[String]] {
    Escape.split(value, 59).map { Escape.split($0, 44).map { Escape.resolve($0) } }
  }
  /// The value as components separated by semicolons, each one text.
  public var fields: [String] { Escape.split(value, 59).map { Escape.resolve($0) } }

  /// Whether the value is Base64 (`ENCODING=b`).
  public var isBase64: Bool {
    guard let encoding = first("ENCODING") else { return false }
    let word = ASCII.small(encoding)
    return word == "b" || word == "base64"
  }

  /// The bytes of a binary value, from Base64 or a `data:` URI (RFC 2397); nil where the value is neither or is damaged.
  public var binary: (bytes: [UInt8], mediaType: String?)? {
    if isBase64 {
      let bytes = Array(value.utf8)
      guard !bytes.isEmpty, let data = Base64.decode(bytes.span) else { return nil }
      return (data, VCard.mediaType(types: types) ?? first("MEDIATYPE"))
    }
    return VCard.dataURI(value)
  }
}

extension VCard {
  /// The parts of a `data:` URI (RFC 2397).
  static func dataURI(_ value: String) -> (bytes: [UInt8], mediaType: String?)? {
    guard value.utf8.count > 5, ASCII.small(String(value.prefix(5))) == "data:" else { return nil }
    let bytes = Array(value.utf8)
    let span = bytes.span
    // Writers that escape commas everywhere give `base64\,`.
    guard let comma = span.find(44, from: 5) else { return nil }
    var head = span.string(5..<comma)
    if head.hasSuffix("\\") { head.removeLast() }
    head = Escape.resolve(head)
    let isBase64 = ASCII.small(head).hasSuffix(";base64")
    if isBase64 { head.removeLast(7) }
    let payload = span.array(comma + 1..<span.count)
    guard let data = isBase64 ? Base64.decode(payload.span) : unpercent(payload.span) else { return nil }
    return (data, head.isEmpty ? nil : head)
  }

  private static func unpercent(_ bytes: Span<UInt8>) -> [UInt8]? {
    var out: [UInt8] = []
    var i = 0
    while i < bytes.count {
      if bytes[i] == 37, i + 2 < bytes.count, let high = ASCII.hex(bytes[i + 1]), let low = ASCII.hex(bytes[i + 2]) {
        out.append(high << 4 | low)
        i += 3
      } else {
        out.append(bytes[i])
        i += 1
      }
    }
    return out
  }

  /// The media type that the types of vCard 2.1 and 3.0 mean (`TYPE=JPEG` is `image/jpeg`), or nil.
  static func mediaType(types: [String]) -> String? {
    for type in types {
      if type.utf8.contains(47) { return type }
      switch type {
      case "jpeg", "jpg": return "image/jpeg"
      case "png", "gif", "bmp", "tiff", "webp", "avif", "heic", "cgm", "wmf", "pict": return "image/\(type)"
      case "x509": return "application/pkix-cert"
      case "pgp": return "application/pgp-keys"
      case "wave", "wav": return "audio/wav"
      case "basic", "aiff", "pcm", "ogg", "mpeg": return "audio/\(type)"
      default: continue
      }
    }
    return nil
  }
}
