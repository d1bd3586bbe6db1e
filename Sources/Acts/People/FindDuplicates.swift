public import Book
import Intake
import Linkage
public import Scan

/// Records of files that are one person, in two tiers; needs no vault and writes nothing.
public struct FindDuplicates: Sendable {
  /// The files; ids are `file#id` where there are several.
  public var paths: [String]
  /// In those files.
  public init(paths: [String]) { self.paths = paths }

  /// What was found.
  public struct Found: Report {
    /// One pair of records.
    public struct Pair: Sendable {
      /// The records' ids.
      public var a: String
      /// The records' ids.
      public var b: String
      /// Certain enough to be merged unasked.
      public var isMerge: Bool
      /// The evidence in bits, prior included.
      public var bits: Double
      /// Signal, bits and words.
      public var evidence: [(signal: String, bits: Double, text: String)]
    }
    /// Each record with its clusters of both tiers.
    public var records: [(id: String, merged: String, suggested: String)]
    /// The pairs, strongest first.
    public var pairs: [Pair]
    /// Names by record, for the screen.
    public var names: [String: String]
    /// Records that could not be read.
    public var rejections: [(file: String, rejection: Rejection)]
    /// `cardcase.duplicates/1`
    public var json: JSON {
      [
        "schema": "cardcase.duplicates/1",
        "records": .array(records.map { ["id": .string($0.id), "merged": .string($0.merged), "suggested": .string($0.suggested)] }),
        "pairs": .array(
          pairs.map { pair in
            [
              "a": .string(pair.a), "b": .string(pair.b), "bits": .double(pair.bits, decimals: 2),
              "tier": .string(pair.isMerge ? "merge" : "suggest"),
              "evidence": .array(
                pair.evidence.map { ["signal": .string($0.signal), "bits": .double($0.bits, decimals: 2), "text": .string($0.text)] }),
            ]
          }),
      ]
    }
  }

  /// Reads the files and links their records. Faults: `missing`, `unreadable`.
  public func run() throws -> Found {
    var records: [LinkageRecord] = []
    var names: [String: String] = [:]
    var rejections: [(file: String, rejection: Rejection)] = []
    let survey = Intake.survey(paths)
    if survey.files.isEmpty { throw Fault(.missing, "There is nothing to read at \(paths.joined(separator: ", ")).") }
    for (index, file) in survey.files.enumerated() {
      guard file.reader != nil else {
        if survey.files.count == 1 { throw Fault(.unreadable, "\(file.source.path): \(file.trouble ?? "this cannot be read.")") }
        continue
      }
      var count = 0
      try file.read(ReadContext()) { reading in
        switch reading {
        case .card(let card):
          count += 1
          let own = card.nativeID ?? "\(count)"
          let id = survey.files.count > 1 ? "\(file.source.name)#\(own)" : own
          records.append(LinkageRecord.record(in: card, id: id, source: index) ?? LinkageRecord(card.fields, id: id, source: index))
          names[id] = card.fields.name.shown.isEmpty ? card.fields.emails.first ?? "" : card.fields.name.shown
        case .rejected(let rejection): rejections.append((file.source.name, rejection))
        case .encounters, .ownAddress, .finding, .service: break
        }
      }
    }
    let answer = Linker(records, epoch: nil).link(same: [], notSame: [])
    return Found(
      records: answer.members.map { ($0.id, $0.merged, $0.suggested) },
      pairs: answer.pairs.map { pair in
        .init(
          a: pair.a, b: pair.b, isMerge: pair.isMerge, bits: pair.bits, evidence: pair.evidence.map { ("\($0.signal)", $0.bits, $0.text) })
      }, names: names, rejections: rejections)
  }
}
