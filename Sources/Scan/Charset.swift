internal import CPlatform

/// A character encoding, by the names that mails and cards use for it.
public struct Charset: Hashable, Sendable {
  /// How the bytes are turned into characters.
  enum Kind: Hashable, Sendable {
    case utf8, utf16(bigEndian: Bool?), ascii, latin1
    case page(String)
    case system(String)
  }
  let kind: Kind
  /// The name as it was given, in lower case.
  public let name: String

  /// UTF-8.
  public static let utf8 = Charset(kind: .utf8, name: "utf-8")
  /// windows-1252, which is also what `iso-8859-1` means in practice.
  public static let windows1252 = Charset(kind: .page("cp1252"), name: "windows-1252")
  /// UTF-16, little endian.
  public static let utf16LittleEndian = Charset(kind: .utf16(bigEndian: false), name: "utf-16le")
  /// UTF-16, big endian.
  public static let utf16BigEndian = Charset(kind: .utf16(bigEndian: true), name: "utf-16be")

  init(kind: Kind, name: String) {
    self.kind = kind
    self.name = name
  }

  /// The charset called `label` (`iso-8859-1`, `Windows-1252`, `utf8`, `Shift_JIS` ...), or nil when it is unknown.
  public init?(_ label: String) {
    let name = ASCII.lower(ASCII.trim(label))
    let plain = String(name.filter { $0 != "-" && $0 != "_" && $0 != " " })
    let kind: Kind
    switch plain {
    case "utf8", "unicode11utf8", "utf8mb4": kind = .utf8
    case "usascii", "ascii", "ansix3.41968", "iso646us", "us", "": kind = .ascii
    case "iso88591", "latin1", "l1", "ibm819", "cp819", "iso88591windows30latin1", "windows1252", "cp1252", "ansi", "8bit", "8859":
      kind = .page("cp1252")
    case "utf16", "ucs2", "iso10646ucs2", "unicode": kind = .utf16(bigEndian: nil)
    case "utf16le": kind = .utf16(bigEndian: false)
    case "utf16be": kind = .utf16(bigEndian: true)
    default:
      if let page = Charset.page(plain) {
        kind = .page(page)
      } else if let known = Charset.system[plain] {
        kind = .system(known)
      } else {
        return nil
      }
    }
    self.init(kind: kind, name: name)
  }

  private static func page(_ plain: String) -> String? {
    for (prefix, form) in [("windows", "cp"), ("cp", "cp"), ("ibm", "cp"), ("iso8859", "iso8859_"), ("latin", "latin")]
    where plain.hasPrefix(prefix) {
      let rest = String(plain.dropFirst(prefix.count))
      if form == "latin" { return ["2": "iso8859_2", "3": "iso8859_3", "4": "iso8859_4", "5": "iso8859_9", "9": "iso8859_15"][rest] }
      if CharsetTables.pages[form + rest] != nil { return form + rest }
    }
    return ["koi8r": "koi8_r", "koi8u": "koi8_u", "macintosh": "mac_roman", "macroman": "mac_roman", "tis620": "tis_620"][plain]
  }

  private static let system: [String: String] = [
    "shiftjis": "CP932", "sjis": "CP932", "xsjis": "CP932", "windows31j": "CP932", "cp932": "CP932", "mskanji": "CP932",
    "eucjp": "EUC-JP", "xeucjp": "EUC-JP", "iso2022jp": "ISO-2022-JP-2", "gb2312": "GB18030", "gbk": "GB18030", "gb18030": "GB18030",
    "cp936": "GB18030", "hzgb2312": "HZ-GB-2312", "big5": "BIG5-HKSCS", "big5hkscs": "BIG5-HKSCS", "cp950": "BIG5-HKSCS",
    "euckr": "CP949", "ksc56011987": "CP949", "ksc5601": "CP949", "cp949": "CP949", "iso2022kr": "ISO-2022-KR", "utf7": "UTF-7",
    "utf32": "UTF-32", "utf32le": "UTF-32LE", "utf32be": "UTF-32BE", "iso2022cn": "ISO-2022-CN",
  ]

  /// The characters of `bytes`. `clean` is false when some bytes had no meaning and became U+FFFD.
  public func decode(_ bytes: Span<UInt8>) -> (text: String, clean: Bool) {
    switch kind {
    case .utf8, .ascii:
      if let text = bytes.validString(0..<bytes.count) { return (text, true) }
      // What says ASCII or UTF-8 and is neither is nearly always windows-1252.
      return (kind == .ascii ? Charset.single("cp1252", bytes).text : bytes.string(0..<bytes.count), false)
    case .latin1: return Charset.single("cp1252", bytes)
    case .page(let page): return Charset.single(page, bytes)
    case .utf16(let bigEndian): return Charset.utf16(bytes, bigEndian: bigEndian)
    case .system(let name): return Charset.iconv(name, bytes)
    }
  }

  /// `text` in this charset where it is UTF-8 or a single-byte page; what it lacks becomes `?` and `clean` false.
  public func encode(_ text: String) -> (bytes: [UInt8], clean: Bool) {
    guard case .page(let page) = kind, let upper = CharsetTables.pages[page] else { return (Array(text.utf8), true) }
    var known: [Unicode.Scalar: UInt8] = [:]
    for (i, scalar) in upper.unicodeScalars.enumerated() where scalar != "\u{FFFD}" { known[scalar] = UInt8(128 + i) }
    var clean = true
    let bytes = text.unicodeScalars.map { scalar -> UInt8 in
      if scalar.isASCII { return UInt8(scalar.value) }
      if let byte = known[scalar] { return byte }
      clean = false
      return 63
    }
    return (bytes, clean)
  }

  private static func single(_ page: String, _ bytes: Span<UInt8>) -> (text: String, clean: Bool) {
    let upper = Array((CharsetTables.pages[page] ?? "").unicodeScalars)
    var scalars = String.UnicodeScalarView()
    var clean = true
    for i in 0..<bytes.count {
      let byte = bytes[i]
      if byte < 128 {
        scalars.append(Unicode.Scalar(byte))
      } else {
        let scalar = Int(byte) - 128 < upper.count ? upper[Int(byte) - 128] : "\u{FFFD}"
        if scalar == "\u{FFFD}" { clean = false }
        scalars.append(scalar)
      }
    }
    return (String(scalars), clean)
  }

  private static func utf16(_ bytes: Span<UInt8>, bigEndian: Bool?) -> (text: String, clean: Bool) {
    var start = 0
    var big = bigEndian ?? true
    if bytes.count >= 2 {
      if bytes[0] == 0xFE, bytes[1] == 0xFF { (big, start) = (true, 2) }
      if bytes[0] == 0xFF, bytes[1] == 0xFE { (big, start) = (false, 2) }
    }
    var units: [UInt16] = []
    units.reserveCapacity((bytes.count - start) / 2)
    var i = start
    while i + 1 < bytes.count {
      units.append(big ? UInt16(bytes[i]) << 8 | UInt16(bytes[i + 1]) : UInt16(bytes[i + 1]) << 8 | UInt16(bytes[i]))
      i += 2
    }
    let text = String(decoding: units, as: UTF16.self)
    return (text, i == bytes.count && !text.unicodeScalars.contains("\u{FFFD}"))
  }

  private static func iconv(_ name: String, _ bytes: Span<UInt8>) -> (text: String, clean: Bool) {
    var bad = 0
    var out = [UInt8](repeating: 0, count: bytes.count * 4 + 64)
    let capacity = out.count
    let written = unsafe bytes.withUnsafeBufferPointer { input in
      unsafe out.withUnsafeMutableBufferPointer { target in
        unsafe cardcase_iconv(name, input.baseAddress, input.count, target.baseAddress, capacity, &bad)
      }
    }
    guard written >= 0 else { return (bytes.string(0..<bytes.count), false) }
    return (out.span.string(0..<written), bad == 0)
  }

  /// What a whole file is written in, found from its byte order mark or its bytes: UTF-8 where valid, UTF-16 where every
  /// second byte is nearly always zero, else windows-1252. `skip` is the length of the byte order mark.
  public static func detect(_ bytes: Span<UInt8>) -> (charset: Charset, skip: Int) {
    if bytes.count >= 3, bytes[0] == 0xEF, bytes[1] == 0xBB, bytes[2] == 0xBF { return (.utf8, 3) }
    if bytes.count >= 2, bytes[0] == 0xFF, bytes[1] == 0xFE { return (.utf16LittleEndian, 2) }
    if bytes.count >= 2, bytes[0] == 0xFE, bytes[1] == 0xFF { return (.utf16BigEndian, 2) }
    let head = min(bytes.count, 4096)
    var even = 0
    var odd = 0
    for i in 0..<head where bytes[i] == 0 { if i % 2 == 0 { even += 1 } else { odd += 1 } }
    if head >= 4, odd > head / 4, even < head / 16 { return (.utf16LittleEndian, 0) }
    if head >= 4, even > head / 4, odd < head / 16 { return (.utf16BigEndian, 0) }
    return (bytes.isUTF8 ? .utf8 : .windows1252, 0)
  }
}
