public import Book
import Intake
import Linkage
import Scan

/// Records that are one person, in two tiers: those of files, with no vault, or those of the vault. Writes nothing.
public struct FindDuplicates: Sendable {
  /// The files; ids are `file#id` where there are several. None: the vault's own records.
  public var paths: [String]
  /// Files whose records come later, one by one, to those of `paths`.
  public var later: [String]
  /// In those files.
  public init(paths: [String], later: [String] = []) {
    self.paths = paths
    self.later = later
  }

  /// What was found.
  public struct Found: Report {
    /// One piece of evidence.
    public typealias Evidence = (signal: String, bits: Double, text: String)
    /// One pair of records.
    public struct Pair: Sendable {
      /// The records' ids.
      public var a: String
      /// The records' ids.
      public var b: String
      /// Certain enough to be merged unasked; in a vault: shown as one person.
      public var isMerge: Bool
      /// The evidence in bits, prior included.
      public var bits: Double
      /// Signal, bits and words.
      public var evidence: [Evidence]
    }
    /// One record.
    public struct Record: Sendable {
      /// Its id.
      public var id: String
      /// Its cluster of the unasked tier; in a vault the person.
      public var merged: String
      /// Its cluster if every suggestion is accepted.
      public var suggested: String
      /// The file it stands in, where there are several, or the book.
      public var source: String
      /// Where there: from 1 in a file, in the order read; nil in a vault.
      public var place: Int?
      /// The name, for the screen.
      public var name: String
      /// Where it was read from: in a vault with the file in front, and empty for addresses seen on messages.
      public var origin = ""
    }
    /// How long adding one record took, in milliseconds.
    public struct Adding: Sendable {
      /// How many were added.
      public var records: Int
      /// Half took no longer.
      public var median: Double
      /// 99 in a hundred took no longer.
      public var most: Double
    }
    /// Each record with its clusters of both tiers, in the order read.
    public var records: [Record]
    /// The pairs, strongest first.
    public var pairs: [Pair]
    /// How many pairs were compared.
    public var candidates = 0
    /// Records that could not be read.
    public var rejections: [(file: String, rejection: Rejection)] = []
    /// Whether these are the vault's own records.
    public var isVault = false
    /// In a vault: the pairs of people to be asked about, strongest first.
    public var questions: [Question] = []
    /// In a vault: people shown as one whom the evidence of today would not merge unasked.
    public var doubts: [Doubt] = []
    /// With later files: what adding them took.
    public var adding: Adding?
  }

  /// Reads the files and links their records. Faults: `missing`, `unreadable`.
  public func run() throws -> Found {
    var reader = RecordReader()
    try reader.read(paths, several: !later.isEmpty)
    if later.isEmpty {
      let answer = Linker(reader.records, epoch: nil).link(same: [], notSame: [])
      return reader.found(answer.members(), answer.pairs(), candidates: answer.candidates)
    }
    let count = reader.records.count
    try reader.read(later, several: true)
    return add(reader, after: count)
  }

  /// Adds the later records one by one, within the epoch of the earlier; tells their pairs alone.
  private func add(_ reader: RecordReader, after count: Int) -> Found {
    let first = Array(reader.records.prefix(count))
    var index = LinkageIndex(epoch: Epoch(first), records: first)
    var pairs: [LinkageAnswer.Pair] = []
    var times: [Double] = []
    let clock = ContinuousClock()
    for record in reader.records.dropFirst(count) {
      let began = clock.now
      pairs += index.add(record).pairs
      let took = (clock.now - began).components
      times.append(Double(took.attoseconds) / 1e15 + Double(took.seconds) * 1e3)
    }
    // Every pair is told with the later of its two records; a cluster made since may have changed its tier.
    let merged = Dictionary(index.members.map { ($0.id, $0.merged) }, uniquingKeysWith: { first, _ in first })
    for at in pairs.indices where pairs[at].isMerge { pairs[at].isMerge = merged[pairs[at].a] == merged[pairs[at].b] }
    pairs.sort { ($1.bits, $0.a, $0.b) < ($0.bits, $1.a, $1.b) }
    var found = reader.found(index.members, pairs, candidates: 0)
    times.sort()
    if times.isEmpty { return found }
    found.adding = .init(records: times.count, median: times[times.count / 2], most: times[min(times.count - 1, times.count * 99 / 100)])
    return found
  }
}

/// Reads files into records that can be linked.
private struct RecordReader {
  private(set) var records: [LinkageRecord] = []
  private var rows: [FindDuplicates.Found.Record] = []
  private var numbering = RecordNumbering()

  mutating func read(_ paths: [String], several: Bool) throws {
    try numbering.each(paths, several: several) { record in
      let (card, id) = (record.card, record.id)
      // A firm's card is told, and is nobody's double.
      if card.fields.kind == nil {
        records.append(
          LinkageRecord.record(in: card, id: id, source: record.number) ?? LinkageRecord(card.fields, id: id, source: record.number))
      }
      rows.append(
        .init(
          id: id, merged: id, suggested: id, source: record.file, place: record.place, name: card.fields.shown,
          origin: record.file.isEmpty ? "" : card.place))
    }
  }

  /// The report, records in the order read.
  func found(_ members: [LinkageAnswer.Member], _ pairs: [LinkageAnswer.Pair], candidates: Int) -> FindDuplicates.Found {
    let clusters = Dictionary(members.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    let records = rows.map { row in
      var row = row
      row.merged = clusters[row.id]?.merged ?? row.id
      row.suggested = clusters[row.id]?.suggested ?? row.id
      return row
    }
    return .init(records: records, pairs: pairs.map { .init($0) }, candidates: candidates, rejections: numbering.rejections)
  }
}

extension FindDuplicates.Found.Pair {
  /// A pair as the engine tells it.
  init(_ pair: LinkageAnswer.Pair, isMerge: Bool? = nil) {
    self.init(
      a: pair.a, b: pair.b, isMerge: isMerge ?? pair.isMerge, bits: pair.bits,
      evidence: pair.evidence.map { ("\($0.signal)", $0.bits, $0.text) })
  }
}
