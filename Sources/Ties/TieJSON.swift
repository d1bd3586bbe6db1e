import Book
public import Scan

extension TieReport {
  /// The document of `ties --json`, schema `cardcase.ties/1`; at most `limit` people.
  public func json(limit: Int? = nil) -> JSON {
    [
      "schema": "cardcase.ties/1",
      "as_of": .string(asOf.description),
      "me": .array(me.map { .string($0) }),
      "sent_known": .bool(sentKnown),
      "sent_recovered": .int(recovered),
      "first": .optional(first?.description),
      "last": .optional(last?.description),
      "people": .array(people.prefix(limit ?? people.count).map(\.json)),
      "fading": .array(fading.prefix(limit ?? fading.count).map { .string($0.key) }),
      "loud": .array(loud.prefix(limit ?? loud.count).map(\.json)),
      "set_aside": .array(setAside.map(\.json)),
      "companies": .array(companies.prefix(limit ?? companies.count).map(\.json)),
    ]
  }
}

extension Tie {
  /// One person of `ties --json`.
  public var json: JSON {
    [
      "rank": .int(rank),
      "key": .string(key),
      "name": .string(name),
      "addresses": .array(handles.map { .string($0.kind == .email ? $0.normal : $0.raw) }),
      "organisation": .string(organisation),
      "score": .double(score),
      "first": .optional(first?.description),
      "last": .optional(last?.description),
      "sent": .int(sent),
      "received": .int(received),
      "state": .string(state.rawValue),
      "circle": circle.map { .int($0) } ?? .null,
      "pinned": .bool(pinned),
      "reasons": .array(reasons.map { ["signal": .string($0.signal), "value": .double($0.value), "text": .string($0.text)] }),
      "rests_on": .array(basis.map { ["book": .string($0.book.name), "encounters": .int($0.encounters)] }),
      "months": .array(
        months.map { month in
          [
            "month": .string(pad(month.year, 4) + "-" + pad(month.month, 2)), "sent": .int(month.sent), "received": .int(month.received),
            "met": .int(month.met),
          ]
        }
      ),
    ]
  }
}

extension LoudTie {
  /// One entry of `loud` in `ties --json`.
  public var json: JSON {
    [
      "name": .string(name), "keys": .array(keys.map { .string($0) }), "mails": .int(mails), "written": .int(written),
      "text": .string(text),
    ]
  }
}

extension CompanyTie {
  /// One entry of `companies` in `ties --json`.
  public var json: JSON {
    [
      "name": .string(name), "people": .array(people.map { .string($0) }), "score": .double(score), "sent": .int(sent),
      "received": .int(received), "last": .optional(last?.description),
    ]
  }
}
