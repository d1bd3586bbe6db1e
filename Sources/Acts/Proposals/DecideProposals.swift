import Book
import Intake
import MerkleLog
import Publish
public import Scan
import VCard
import Vault

/// Takes proposals into the book whose mail makes them, or leaves them for good. What an employer's mail says goes into that
/// employer's book, never into one's own.
public struct DecideProposals: Sendable {
  /// Ids as `proposals` prints them.
  public var ids: [String]
  /// Take them; else leave them.
  public var takes: Bool
  /// Take only these properties of a signature; empty: all.
  public var only: [String]

  /// A decision on some proposals.
  public init(_ ids: [String], takes: Bool, only: [String] = []) {
    self.ids = ids
    self.takes = takes
    self.only = only
  }

  /// What was decided.
  public struct Decided: Report {
    /// The proposals.
    public var proposals: [ListProposals.Proposal]
    /// Whether they were taken.
    public var taken: Bool
    /// `cardcase.proposal/1`
    public var json: JSON {
      [
        "schema": "cardcase.proposal/1", "done": .string(taken ? "taken" : "left"),
        "proposals": .array(proposals.map { ["id": .string($0.id), "name": .string($0.name), "book": .string($0.book.name)] }),
      ]
    }
  }

  /// Decides. Faults: `missing` for an id that is no open proposal, `held` and `refused` where that book takes nothing any more.
  public func run(at desk: Desk) throws -> Decided {
    let vault = try desk.open()
    let humans = try Humans(vault)
    let entries = try Proposals(vault, humans).all
    let chosen = try ids.map { id in
      guard let entry = entries.first(where: { $0.fact.id.description == ASCII.lower(id) }), entry.fact.value.state == .open else {
        throw Fault(.missing, "\(id) is no open proposal.", next: "cardcase proposals")
      }
      return entry
    }
    let command = try vault.command(takes ? "proposals.take" : "proposals.leave")
    for (book, some) in Dictionary(grouping: chosen, by: \.book).sorted(by: { $0.key.name < $1.key.name }) {
      try vault.book(book).act("proposal", command) { writer in
        for entry in some {
          if takes { try take(entry, in: writer) }
          var decided = entry.fact.value
          decided.state = takes ? .taken : .left
          try writer.put(FactKind.finding, id: entry.fact.id, key: decided.key, about: entry.fact.about, decided)
        }
      }
    }
    if takes { try HumanLinks.relink(vault, command) }
    return Decided(proposals: chosen.map(\.proposal), taken: takes)
  }

  private func take(_ entry: Proposals.Entry, in writer: ActWriter) throws {
    let finding = entry.fact.value
    switch finding.kind {
    case .signature: try addCard(entry.new.filter { only.isEmpty || only.contains($0.property) }, entry, in: writer)
    case .moved: try addCard(finding.values, entry, in: writer)
    case .bounce: try hide(finding, in: writer)
    case .invitation: try addMeeting(finding, in: writer)
    }
  }

  /// A record of its own with the mail as its source: so every value keeps its place as origin.
  private func addCard(_ values: [Finding.Value], _ entry: Proposals.Entry, in writer: ActWriter) throws {
    guard !values.isEmpty else { return }
    let finding = entry.fact.value
    guard let person = try writer.personID(of: Handle(.email, finding.address)) ?? entry.fact.about else {
      throw Fault(.missing, "Nobody of the address \(finding.address) is known any more.")
    }
    var fields = ContactFields()
    fields.name = PersonName(full: entry.name)
    // The address that wrote stands in the record, so that whoever links records anew finds the person by it.
    fields.handles = [.init(Handle(.email, finding.address))]
    for value in values { fields.take(value) }
    let bytes = CardSummary(fields).card(version: .v40).canonical()
    let source = try writer.addSource(DecideProposals.source(finding, bytes: bytes))
    let card = Card(format: .vcard, bytes: bytes, fields: fields, nativeID: finding.key, place: finding.place)
    let added = try writer.add(card, from: source)
    guard added.outcome != .forgotten else { return }
    _ = try writer.setClusters([Cluster(person: person, members: [.card(added.id)])])
  }

  private func addMeeting(_ finding: Finding, in writer: ActWriter) throws {
    var log = EncounterLog()
    log.parties.append(.init(Handle(.email, finding.address), name: finding.name))
    for address in finding.texts("attendee") { log.parties.append(.init(Handle(.email, address))) }
    log.append(
      moment: finding.start.map { Moment(seconds: $0) }, medium: .meeting, flags: [], sender: 0,
      recipients: (1..<Int32(log.parties.count)).map { ($0, .attendee) },
      key: StableKey.key(["calendar", finding.uid, String(finding.start ?? 0)]), conversation: StableKey.number(finding.uid),
      subject: finding.texts("summary").first ?? "",
      minutes: UInt16(clamping: finding.minutes))
    _ = try writer.add(log, from: try writer.addSource(DecideProposals.source(finding, bytes: Array(finding.key.utf8))))
  }

  /// The address is shown no more among the ways to a person; the record that names it stays as it is.
  private func hide(_ finding: Finding, in writer: ActWriter) throws {
    guard let person = try writer.personID(of: Handle(.email, finding.address)) else { return }
    var own = try writer.ownCard(of: person) ?? OwnCard()
    if !own.hidden.contains(finding.address) { own.hidden.append(finding.address) }
    try writer.setOwnCard(own, of: person)
  }

  private static func source(_ finding: Finding, bytes: [UInt8]) -> SourceDraft {
    SourceDraft(
      kind: finding.kind.rawValue, identity: "finding \(finding.key)", file: finding.file, account: nil,
      obtained: "proposed by a mail and taken by me", reader: "finding/1", digest: TreeHash(hashing: bytes.span).bytes)
  }
}

extension ContactFields {
  /// Takes in what a mail says.
  fileprivate mutating func take(_ value: Finding.Value) {
    switch value.property {
    case "phone": handles.append(.init(Handle(.phone, value.text), label: "work"))
    case "mobile": handles.append(.init(Handle(.phone, value.text), label: "mobile"))
    case "fax": handles.append(.init(Handle(.phone, value.text), label: "fax"))
    case "email": handles.append(.init(Handle(.email, value.text)))
    case "organisation": organisation = value.text
    case "title": title = value.text
    case "web": urls.append(.init(value.text, label: "work"))
    case "street":
      var address = Book.PostalAddress()
      address.street = ([addresses.first?.value.street ?? ""] + [value.text]).filter { !$0.isEmpty }.joined(separator: ", ")
      addresses = [.init(address, label: "work")]
    default: break
    }
  }
}
