public import Book
import MerkleLog
public import Scan
import Vault

/// Through the door: takes a datum from an employer's book into your own, on a named ground, with the evidence of the ground.
public struct KeepPerson: Sendable {
  /// An id, a handle, a name.
  public var person: String
  /// Which of their data, by handle; empty: shown, and none taken.
  public var data: [String]
  /// The ground.
  public var ground: Ground?
  /// Only show what would pass.
  public var previews: Bool

  /// What is to pass.
  public init(person: String, data: [String] = [], ground: Ground? = nil, previews: Bool = false) {
    self.person = person
    self.data = data
    self.ground = ground
    self.previews = previews
  }

  /// What passed, or would.
  public struct Kept: Report {
    /// One datum at the door.
    public struct Datum: Sendable {
      /// The handle.
      public var handle: Handle
      /// Whether your own book holds it already.
      public var isYours: Bool
      /// The verdict's word on it.
      public var answer: Verdict.Answer
      /// Why.
      public var why: String
      /// Whether it passed now.
      public var passed: Bool
    }
    /// The name.
    public var name: String
    /// The person's id in your own book, where they have one now.
    public var id: Person.ID?
    /// Datum by datum.
    public var data: [Datum]
    /// The ground, where one was named.
    public var ground: Ground?
    /// `cardcase.keep/1`
    public var json: JSON {
      [
        "schema": "cardcase.keep/1", "name": .string(name), "id": .optional(id?.description), "ground": .optional(ground?.kind.rawValue),
        "data": .array(
          data.map {
            [
              "kind": .string($0.handle.kind.rawValue), "value": .string($0.handle.raw), "yours": .bool($0.isYours),
              "verdict": .string($0.answer.rawValue),
              "why": .string($0.why), "passed": .bool($0.passed),
            ]
          }),
      ]
    }
  }

  /// Opens the door for what a ground is named for. Faults: `refused` without a ground or where policy says no, `missing`.
  public func run(at desk: Desk) throws -> Kept {
    let vault = try desk.open()
    let dossier = try Dossier(vault, at: desk)
    let human = try dossier.humans.one(person, asker: desk.asker)
    var kept = try preview(human, dossier)
    if previews || data.isEmpty { return kept }
    guard let ground else {
      throw Fault(
        .refused, "Nothing passes the door without a ground.",
        next: "cardcase keep \"\(human.name)\" --take ADDRESS --ground given|agreed|published|had-before|employer-allows --words \"...\"")
    }
    let wanted = Set(data.map { Handle.normalize($0.contains("@") ? .email : $0.contains("/") ? .profile : .phone, $0) })
    var handles: [Handle] = []
    for index in kept.data.indices where wanted.contains(kept.data[index].handle.normal) {
      if kept.data[index].answer == .shut {
        throw Fault(
          .refused, "\(kept.data[index].handle.raw) may not pass: \(kept.data[index].why)",
          next: "cardcase may keep \"\(human.name)\" --why")
      }
      kept.data[index].passed = !kept.data[index].isYours
      if kept.data[index].passed { handles.append(kept.data[index].handle) }
    }
    guard !handles.isEmpty else {
      throw Fault(.missing, "None of that is in an employer's book and not already yours.", next: "cardcase keep \"\(human.name)\"")
    }
    let evidence = try KeepPerson.evidence(of: handles, human, vault)
    kept.ground = Ground(ground.kind, words: ground.words, day: ground.day, excerpt: evidence.excerpt, digest: evidence.digest)
    kept.id = try pass(handles, kept.ground ?? ground, human, vault, today: desk.today)
    return kept
  }

  /// One act that writes `mine` alone: the data into one's own card, the ground with its evidence beside it.
  private func pass(_ handles: [Handle], _ ground: Ground, _ human: Human, _ vault: Vault, today: Day) throws -> Person.ID {
    let mineID = human.id(in: .mine)
    return try vault.mine.act("keep", try vault.command("keep")) { writer in
      var own = try mineID.flatMap { try writer.ownCard(of: $0) } ?? OwnCard(fields: ContactFields())
      if own.fields.name.shown.isEmpty { own.fields.name = PersonName(full: human.name) }
      for handle in handles where !own.fields.handles.contains(where: { $0.value.normal == handle.normal }) {
        own.fields.handles.append(.init(handle))
      }
      let id: Person.ID
      if let mineID {
        try writer.setOwnCard(own, of: mineID)
        id = mineID
      } else {
        id = try writer.addPerson(own)
      }
      for handle in handles {
        let passage = Passage(handle: handle, ground: ground, day: today)
        try writer.put(FactKind.kept, key: "\(id) \(handle.kind.rawValue) \(handle.normal)", about: id, passage)
      }
      try writer.record("door", count: handles.count, ids: [id.description])
      return id
    }
  }

  private func preview(_ human: Human, _ dossier: Dossier) throws -> Kept {
    let mine = dossier.ownHandles(of: human)
    var seen: Set<String> = []
    var rows: [Kept.Datum] = []
    for (handle, book) in human.handles where !book.isMine && seen.insert(handle.normal).inserted {
      var situation = try dossier.situation(.keep, on: human, channel: nil, today: nil)
      situation.datum = Situation.Datum(
        handle.kind, inEmployerSystems: true, inOwnSources: mine.contains(handle.normal), grounds: [ground].compactMap { $0 })
      let verdict = try dossier.verdict(on: situation)
      rows.append(
        .init(
          handle: handle, isYours: mine.contains(handle.normal), answer: verdict.answer,
          why: verdict.reasons.first?.text ?? verdict.headline, passed: false))
    }
    return Kept(name: human.name, id: human.id(in: .mine), data: rows, ground: ground)
  }

  /// The shortest excerpt that shows where the datum stood in the employer's book, and the digest of that record.
  private static func evidence(of handles: [Handle], _ human: Human, _ vault: Vault) throws -> (excerpt: String, digest: String?) {
    let wanted = Set(handles.map(\.normal))
    for (book, id) in [(human.book, human.entry.id)] + human.others.map({ ($0.book, $0.entry.id) }) where !book.isMine {
      let found: (String, String)? = try vault.book(book).read { reader in
        for record in try reader.cardRecords(of: id) where record.fields.handles.contains(where: { wanted.contains($0.value.normal) }) {
          let origin = try reader.origin(of: record)
          let digest = TreeHash(hashing: try reader.bytes(of: record)).hex
          return ("\(handles.map(\.raw).joined(separator: ", ")), in a record of \(origin.source), \(origin.place)", digest)
        }
        return nil
      }
      if let found { return found }
    }
    return ("\(handles.map(\.raw).joined(separator: ", ")), on messages", nil)
  }
}

/// A datum that passed the door: kept in your own book with the ground and its evidence, and no id of another book.
struct Passage: Codable, Sendable, Hashable {
  /// What passed.
  var handle: Handle
  /// Why it may.
  var ground: Ground
  /// When.
  var day: Day
}
