internal import Book
internal import Foundation
internal import Scan

/// Writes export material as bytes that are equal exactly when the material is.
enum ExportWriter {
  static func write(_ material: ExportMaterial) -> [UInt8] {
    var out = ByteWriter()
    out.count(material.people.count)
    out.bytes(DirectoryCodec.write(material.people))
    for (person, card) in material.ownCards {
      out.fixed(person.value)
      out.bytes(FieldsCodec.write(Card(format: .json, bytes: [], fields: card.fields, nativeID: nil, place: "")))
      for text in card.hidden { out.text(text) }
      for (key, moment) in card.stamps.sorted(by: { $0.key < $1.key }) {
        out.text(key)
        out.signed(moment.seconds)
      }
    }
    for (card, bytes) in zip(material.cards, material.bytes) {
      out.fixed(card.id.value)
      out.count(card.version)
      out.fixed(card.source.value)
      out.fixed(card.person?.value ?? 0)
      out.byte(card.isAbsent ? 1 : 0)
      out.bytes(FieldsCodec.write(Card(format: card.format, bytes: [], fields: card.fields, nativeID: card.nativeID, place: card.place)))
      out.bytes(bytes)
    }
    for fact in material.facts {
      out.text(fact.kind)
      out.fixed(fact.id.value)
      out.fixed(fact.about?.value ?? 0)
      out.bytes(fact.json)
    }
    for source in material.sources {
      out.fixed(source.id.value)
      out.text(source.draft.identity)
      out.text(source.draft.file)
    }
    encounters(material.encounters, &out)
    return out.out
  }

  private static func encounters(_ log: EncounterLog, _ out: inout ByteWriter) {
    var quoted = QuotedHandles()
    for party in log.parties { quoted.append(party.handle, name: party.name) }
    let numbers = log.parties.indices.map { Int32($0) }
    var line: [UInt8] = []
    for index in 0..<log.count {
      Datum.encounter(log, index, quoted: quoted, numbers: numbers, into: &line)
      out.bytes(line)
      out.fixed(log.conversations[index])
      out.fixed(log.keys[index].high)
      out.fixed(log.keys[index].low)
    }
  }
}

extension BookReader {
  /// Everything of the book: for an export, and to compare two states.
  public func export() throws -> ExportMaterial {
    let cards = try everyVersion()
    return ExportMaterial(
      people: try people(), ownCards: try ownCards(), cards: cards, bytes: try cards.map { try bytes(of: $0) }, facts: try rawFacts(),
      encounters: try encounters(), sources: try sources())
  }
}
