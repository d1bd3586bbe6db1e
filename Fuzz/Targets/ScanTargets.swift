import Scan

extension FuzzTarget {
  /// Floor 0: JSON, character sets and transfer codings.
  static let scanning: [FuzzTarget] = [
    FuzzTarget("json", words: "json", run: json),
    FuzzTarget("coding", words: "mail", run: coding),
    FuzzTarget("charset", words: "mail", run: charset),
  ]

  /// What parses is written and parsed again as the same value.
  private static func json(_ bytes: [UInt8]) -> String? {
    guard let value = try? JSON.parse(bytes.span) else { return nil }  // no JSON: a refusal is right
    for isPretty in [false, true] {
      let text = Array(value.write(pretty: isPretty).utf8)
      guard let again = try? JSON.parse(text.span) else { return "JSON of our own writing does not parse" }
      if again != value { return "JSON changes by writing and parsing" }
    }
    return nil
  }

  /// Base64 and quoted-printable give back what they were given.
  private static func coding(_ bytes: [UInt8]) -> String? {
    let span = bytes.span
    let base = Array(Base64.encode(span).utf8)
    let printable = Array(QuotedPrintable.encode(span).utf8)
    _ = Base64.decode(span)
    _ = QuotedPrintable.decode(span)
    return first(
      unless(Base64.decode(base.span) == bytes, "Base64 does not come back"),
      unless(QuotedPrintable.decode(printable.span) == withReturns(bytes), "quoted-printable does not come back"))
  }

  /// Every line end as CRLF, as mail has them: quoted-printable is for text.
  private static func withReturns(_ bytes: [UInt8]) -> [UInt8] {
    var out: [UInt8] = []
    for byte in bytes {
      if byte == 10, out.last != 13 { out.append(13) }
      out.append(byte)
    }
    return out
  }

  private static let labels = [
    "utf-8", "us-ascii", "utf-16", "utf-16le", "utf-16be", "windows-1251", "iso-8859-15", "iso-2022-jp", "shift_jis", "euc-jp", "gbk",
    "big5",
    "euc-kr", "koi8-r", "utf-7",
  ]

  /// Those of them that are written, too.
  private static let writable: Set = ["utf-8", "windows-1251", "iso-8859-15", "koi8-r"]

  /// The first byte chooses a character set; text that was read without loss is written and read as the same text.
  private static func charset(_ bytes: [UInt8]) -> String? {
    guard let choice = bytes.first else { return nil }
    let rest = Array(bytes.dropFirst())
    _ = Charset.detect(rest.span)
    guard let charset = Charset(labels[Int(choice) % labels.count]) else { return nil }
    let (text, clean) = charset.decode(rest.span)
    guard clean, writable.contains(charset.name) else { return nil }
    let (written, whole) = charset.encode(text)
    guard whole else { return nil }
    return unless(charset.decode(written.span).text == text, "a text in \(charset.name) does not come back")
  }
}
