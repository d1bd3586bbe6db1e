import Scan
import VCard

/// Cards of our own making, in lines; each test names the version it needs.
enum Samples {
  static func card(_ lines: String..., end: String = "\r\n") -> [UInt8] { Array((lines.joined(separator: end) + end).utf8) }

  static func one(_ lines: String...) -> VCard {
    let text = Array((["BEGIN:VCARD"] + lines + ["END:VCARD"]).map { $0 + "\r\n" }.joined().utf8)
    return VCardReader.cards(text).first ?? VCard()
  }

  static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

  static func readings(_ bytes: [UInt8], limits: Limits = .standard) -> [VCardReading] {
    var out: [VCardReading] = []
    let span = bytes.span
    VCardReader.read(span, limits: limits) { out.append($0) }
    return out
  }

  static let apple = [
    "BEGIN:VCARD", "VERSION:3.0", "N:Åkesson;Björn;;;", "FN:Björn Åkesson", "item1.EMAIL;type=INTERNET:b@home.example",
    "item1.X-ABLabel:_$!<Home>!$_", "item2.TEL:+46 70 174 06 05", "item2.X-ABLabel:Sommarstugan",
    "BDAY;X-APPLE-OMIT-YEAR=1604;VALUE=date:1604-04-15", "PHOTO;ENCODING=b;TYPE=PNG:iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC",
    " 0lEQVR42mNk",
    "UID:A1:ABPerson", "END:VCARD", "",
  ].joined(separator: "\r\n")
}
