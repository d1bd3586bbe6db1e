import JSContact
import Scan
import VCard

extension FuzzTarget {
  /// Contact cards.
  static let cards: [FuzzTarget] = [
    FuzzTarget("vcard", words: "cards", run: vcard),
    FuzzTarget("vcard-convert", folder: "vcard", words: "cards", run: conversion),
    FuzzTarget("vcard-edit", folder: "vcard", words: "cards", run: edit),
    FuzzTarget("jcard", words: "jcard", run: jcard),
    FuzzTarget("jscontact", words: "jscontact", run: jscontact),
  ]

  /// An unedited source comes back to the letter; canonical writing is stable; windows see the same cards as the whole.
  private static func vcard(_ bytes: [UInt8]) -> String? {
    if VCardReader.rewritten(bytes) != bytes { return "an unedited source is not written back to the letter" }
    let cards = VCardReader.cards(bytes)
    for card in cards {
      _ = card.summary
      _ = card.agent
      let once = card.canonical()
      guard let again = VCardReader.cards(once).first else { return "a canonical card is no card" }
      let twice = again.canonical()
      // What is neither UTF-8 nor said to be something else is read in a guessed code page, and no promise is made of it.
      if twice != once, bytes.span.isUTF8, !bytes.contains(0) { return "canonical writing is not stable \(difference(once, twice))" }
    }
    _ = VCardGroup.collect(cards)
    for limits in [Limits.standard, Limits(line: 80, record: 400, fields: 6, depth: 2)] {
      var whole: [Reading] = []
      let span = bytes.span
      VCardReader.read(span, limits: limits) { whole.append(Reading($0)) }
      for least in [97, 1 + bytes.count % 13] {
        if inWindows(bytes, least, limits) != whole { return "a source read in windows of \(least) gives other cards" }
      }
    }
    return nil
  }

  /// A reading with its place, for comparison.
  private struct Reading: Equatable {
    var place: Range<Int>
    var card: [UInt8]?

    init(_ reading: VCardReading) {
      switch reading {
      case .card(let card, let place): (self.place, self.card) = (place, card.bytes)
      case .rejected(let place, _): self.place = place
      }
    }
  }

  /// What is read of a source that arrives in pieces of at least so many bytes.
  private static func inWindows(_ bytes: [UInt8], _ least: Int, _ limits: Limits) -> [Reading] {
    var reader = VCardReader(limits: limits)
    var window: [UInt8] = []
    var cards: [Reading] = []
    var at = 0
    while true {
      let isLast = at == bytes.count
      if let reading = reader.next(in: window.span, isLast: isLast) {
        cards.append(Reading(reading))
        continue
      }
      if isLast { return cards }
      window.removeFirst(reader.consumed)
      reader.advance()
      let end = min(bytes.count, at + max(least, bytes.count / 16))
      window += bytes[at..<end]
      at = end
    }
  }

  /// UTF-16 without a mark is found by its zeros: a card cut out of a broken source may look like something else.
  private static func isWide(_ bytes: [UInt8]) -> Bool { bytes.contains(0) }

  /// A card converted is of the version asked for; as jCard and as JSContact it comes back.
  private static func conversion(_ bytes: [UInt8]) -> String? {
    if isWide(bytes) { return nil }
    for card in VCardReader.cards(bytes).prefix(4) {
      for version in [VCard.Version.v30, .v40] {
        let converted = card.converted(to: version).card
        if converted.version != version { return "a card converted to \(version.rawValue) is of \(converted.version.rawValue)" }
        let count = VCardReader.cards(converted.bytes).count
        if count != 1 { return "a converted card is \(count) cards: \(String(decoding: converted.bytes, as: UTF8.self).debugDescription)" }
      }
      let json = Array(JCard.write([card]).write().utf8)
      guard let back = try? JCard.read(json) else { return "a jCard of our own writing is refused" }
      if back.count != 1 { return "one card became \(back.count) as jCard" }
      let modern = JSContact.write([card])
      guard (try? JSContact.card(from: modern)) != nil else { return "a JSContact card of our own writing is refused" }
    }
    return nil
  }

  /// A property is added: the card stays one card, and the text comes back.
  private static func edit(_ bytes: [UInt8]) -> String? {
    if isWide(bytes) { return nil }
    guard var card = VCardReader.cards(bytes).first else { return nil }
    let text = "a;b,c\\d\nzweite Zeile"
    card.add(VCard.Property("NOTE", text: text))
    let again = VCardReader.cards(card.bytes)
    guard again.count == 1 else { return "an edited card is \(again.count) cards" }
    return unless(again[0].properties("NOTE").contains { $0.text == text }, "an edited text does not come back")
  }

  /// jCard that is read is written and read as the same.
  private static func jcard(_ bytes: [UInt8]) -> String? {
    guard bytes.span.isUTF8, let cards = try? JCard.read(bytes) else { return nil }  // no jCard: a refusal is right
    let once = JCard.write(cards)
    guard let again = try? JCard.read(Array(once.write().utf8)) else { return "a jCard of our own writing is refused" }
    let twice = JCard.write(again)
    return unless(
      twice == once, "jCard changes by writing and reading \(difference(Array(once.write().utf8), Array(twice.write().utf8)))")
  }

  /// JSContact that is read is written and read as cards again, in both versions.
  private static func jscontact(_ bytes: [UInt8]) -> String? {
    guard let cards = try? JSContact.read(bytes) else { return nil }  // no JSContact: a refusal is right
    for version in [JSContact.Version.v1, .v2] {
      let options = JSContact.Options(version: version)
      for card in cards.prefix(4) {
        let once = JSContact.json(of: card, options: options)
        guard let again = try? JSContact.card(from: once, options: options) else { return "a JSContact card of our own writing is refused" }
        let kept = Set(card.properties.map(\.name)).subtracting(again.properties.map(\.name)).subtracting(["VERSION"])
        if let lost = kept.min() { return "\(lost) is lost by JSContact" }
      }
    }
    return nil
  }
}
