import Book
import Scan
import Vault

/// Everything of a book as one JSON document that other programs read. The same content gives the same bytes.
enum Archive {
  /// `cardcase.archive/1`; records keep their bytes in Base64, as they were read.
  static func bytes(of material: ExportMaterial) -> [UInt8] {
    let document: JSON = [
      "schema": "cardcase.archive/1", "people": .array(people(material)), "records": .array(records(material)),
      "sources": .array(sources(material)),
      "facts": .array(facts(material)), "encounters": .array(encounters(material.encounters)),
    ]
    var out: [UInt8] = []
    document.write(into: &out, indent: 0)
    out.append(10)
    return out
  }

  private static func people(_ material: ExportMaterial) -> [JSON] {
    var own: [Person.ID: OwnCard] = [:]
    for entry in material.ownCards { own[entry.person] = entry.card }
    return material.people.map { entry in
      [
        "id": .string(entry.id.description), "name": .string(entry.name), "organisation": .string(entry.organisation),
        "last": .optional(entry.last?.description),
        "handles": .array(entry.handles.map { ["kind": .string($0.kind.rawValue), "value": .string($0.raw)] }),
        "typed": own[entry.id].map { card in .array(card.fields.listed.map { ["field": .string($0.property), "value": .string($0.value)] })
        } ?? .null,
      ]
    }
  }

  private static func records(_ material: ExportMaterial) -> [JSON] {
    zip(material.cards, material.bytes).map { card, bytes in
      [
        "id": .string(card.id.description), "version": .int(card.version), "person": .optional(card.person?.description),
        "format": .string(card.format.rawValue),
        "native_id": .optional(card.nativeID), "source": .string(card.source.description), "place": .string(card.place),
        "absent": .bool(card.isAbsent),
        "fields": .array(card.fields.listed.map { ["field": .string($0.property), "value": .string($0.value)] }),
        "bytes": .string(Base64.encode(bytes.span)),
      ]
    }
  }

  private static func sources(_ material: ExportMaterial) -> [JSON] {
    material.sources.map { source in
      [
        "id": .string(source.id.description), "kind": .string(source.kind), "file": .string(source.draft.file),
        "account": .optional(source.draft.account),
        "read": .string(source.read.description),
      ]
    }
  }

  private static func facts(_ material: ExportMaterial) -> [JSON] {
    material.facts.filter { !FactKind.neverExported.contains($0.kind) }.map { fact in
      let value: JSON
      do { value = try JSON.parse(fact.json.span) } catch { value = .string(Base64.encode(fact.json.span)) }
      return ["kind": .string(fact.kind), "id": .string(fact.id.description), "about": .optional(fact.about?.description), "value": value]
    }
  }

  private static func encounters(_ log: EncounterLog) -> [JSON] {
    (0..<log.count).map { index in
      let sender = log.senders[index] < 0 ? nil : log.parties[Int(log.senders[index])].handle.raw
      return [
        "time": .optional(log.moment(index)?.written), "medium": .string("\(log.media[index])"), "from": .optional(sender),
        "to": .array(log.recipientRange(index).map { .string(log.parties[Int(log.recipients[$0])].handle.raw) }),
        "subject": .string(log.subjects[index]),
        "minutes": .int(log.minutes[index]),
      ]
    }
  }
}
