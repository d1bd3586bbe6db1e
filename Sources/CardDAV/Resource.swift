import Scan

/// What a path of the address book service names. A path is a word that is looked up here, never a file.
enum Resource: Sendable, Hashable {
  /// `/dav/`
  case root
  /// `/dav/me/`
  case principal
  /// `/dav/books/`
  case home
  /// `/dav/books/mine/`
  case book
  /// `/dav/books/mine/NAME`
  case card(String)

  /// The resource at a path; nil where there is none. A slash at the end of a collection may be left out.
  init?(path: String) {
    guard path.utf8.count <= 1_024, path.hasPrefix("/") else { return nil }
    var segments: [String] = []
    for piece in path.split(separator: "/", omittingEmptySubsequences: false).dropFirst() {
      guard let segment = Resource.decode(piece) else { return nil }
      segments.append(segment)
    }
    if segments.last == "" { segments.removeLast() }
    guard segments.first == "dav", !segments.contains("") else { return nil }
    switch Array(segments.dropFirst()) {
    case []: self = .root
    case ["me"]: self = .principal
    case ["books"]: self = .home
    case ["books", "mine"]: self = .book
    case let rest where rest.count == 3 && rest[0] == "books" && rest[1] == "mine":
      guard !path.hasSuffix("/") else { return nil }
      self = .card(rest[2])
    default: return nil
    }
  }

  /// The resource that an `href` of a request names: a path, or an address of which only the path counts.
  init?(href: String) {
    var path = ASCII.trim(href)
    for scheme in ["http://", "https://"] where ASCII.lower(path).hasPrefix(scheme) {
      let rest = path.dropFirst(scheme.count)
      guard let slash = rest.firstIndex(of: "/") else { return nil }
      path = String(rest[slash...])
    }
    self.init(path: path)
  }

  /// The path, percent-encoded.
  var href: String {
    switch self {
    case .root: "/dav/"
    case .principal: "/dav/me/"
    case .home: "/dav/books/"
    case .book: "/dav/books/mine/"
    case .card(let name): "/dav/books/mine/" + Resource.encode(name)
    }
  }

  /// What a PROPFIND of depth 1 names besides the resource itself; the cards of the book are not among them.
  var children: [Resource] {
    switch self {
    case .root: [.principal, .home]
    case .home: [.book]
    case .principal, .book, .card: []
    }
  }

  /// A segment with its percent signs undone. No control sign, slash or backslash may come of it.
  private static func decode(_ piece: Substring) -> String? {
    var out: [UInt8] = []
    let bytes = Array(piece.utf8)
    var at = 0
    while at < bytes.count {
      var byte = bytes[at]
      if byte == 37 {
        guard at + 2 < bytes.count, let high = ASCII.hex(bytes[at + 1]), let low = ASCII.hex(bytes[at + 2]) else { return nil }
        byte = high << 4 | low
        at += 2
      }
      guard byte >= 32, byte != 127, byte != 47, byte != 92 else { return nil }
      out.append(byte)
      at += 1
    }
    guard let text = out.span.validString(0..<out.count), text != ".", text != ".." else { return nil }
    return text
  }

  private static func encode(_ name: String) -> String {
    let digits = Array("0123456789ABCDEF".unicodeScalars)
    var out = ""
    for byte in name.utf8 {
      if ASCII.isLetter(byte) || ASCII.isDigit(byte) || byte == 45 || byte == 46 || byte == 95 || byte == 126 {
        out.unicodeScalars.append(Unicode.Scalar(byte))
      } else {
        out.unicodeScalars += ["%", digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
    }
    return out
  }
}
