public import Book
public import Scan

/// Two people of the vault who may be one, side by side.
public struct Question: Sendable {
  /// One of them, as a book shows them.
  public struct Side: Sendable {
    /// The id.
    public var id: Person.ID
    /// The book.
    public var book: BookID
    /// The name.
    public var name: String
    /// The firm.
    public var organisation: String
    /// Every handle in normal form.
    public var handles: [String]
    /// The last exchange.
    public var last: Day?
  }
  /// One.
  public var a: Side
  /// The other.
  public var b: Side
  /// The evidence in bits, prior included.
  public var bits: Double
  /// Signal, bits and words, strongest first.
  public var evidence: [FindDuplicates.Found.Evidence]
  /// How many pairs of their records speak for it.
  public var pairs: Int
}

/// Somebody shown as one person whom the evidence of today would not merge unasked.
public struct Doubt: Sendable {
  /// Who.
  public var person: Question.Side
  /// The records it rests on, by name and address.
  public var records: [String]
}

extension FindDuplicates.Found {
  /// `cardcase.duplicates/1`
  public var json: JSON {
    var members: [JSON.Member] = [
      .init("schema", "cardcase.duplicates/1"), .init("records", .array(records.map(json))), .init("pairs", .array(pairs.map(json))),
    ]
    if isVault {
      members.append(.init("questions", .array(questions.map(\.json))))
      members.append(
        .init(
          "doubts", .array(doubts.map { ["person": $0.person.json, "records": .array($0.records.map { .string($0) })] })))
    } else {
      members.append(.init("candidates", .int(candidates)))
    }
    if let adding {
      members.append(
        .init(
          "adding",
          [
            "records": .int(adding.records), "median_ms": .double(adding.median, decimals: 3), "p99_ms": .double(adding.most, decimals: 3),
          ]))
    }
    return .object(members)
  }

  private func json(_ record: Record) -> JSON {
    let ids: [JSON.Member] = [
      .init("id", .string(record.id)), .init("merged", .string(record.merged)), .init("suggested", .string(record.suggested)),
    ]
    if record.source.isEmpty { return .object(ids) }
    if isVault { return .object(ids + [.init("book", .string(record.source)), .init("origin", .string(record.origin))]) }
    return .object(ids + [.init("file", .string(record.source))] + (record.place.map { [.init("place", .int($0))] } ?? []))
  }

  private func json(_ pair: Pair) -> JSON {
    [
      "a": .string(pair.a), "b": .string(pair.b), "bits": .double(pair.bits, decimals: 2),
      "tier": .string(pair.isMerge ? "merge" : "suggest"), "evidence": FindDuplicates.Found.json(pair.evidence),
    ]
  }

  static func json(_ evidence: [Evidence]) -> JSON {
    .array(evidence.map { ["signal": .string($0.signal), "bits": .double($0.bits, decimals: 2), "text": .string($0.text)] })
  }
}

extension Question {
  /// One element of `questions`.
  var json: JSON {
    [
      "a": a.json, "b": b.json, "bits": .double(bits, decimals: 2), "evidence": FindDuplicates.Found.json(evidence),
    ]
  }
}

extension Question.Side {
  /// One of the two.
  var json: JSON {
    [
      "id": .string(id.description), "book": .string(book.name), "name": .string(name), "organisation": .string(organisation),
      "handles": .array(handles.map { .string($0) }), "last": .optional(last?.description),
    ]
  }
}
