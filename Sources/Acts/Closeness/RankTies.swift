public import Book
import Linkage
public import Scan
public import Ties
import Vault

/// The closest people, with reasons: from the vault.
public struct RankTies: Sendable {
  /// How many to print.
  public var limit: Int
  /// From one's own sources alone.
  public var own: Bool
  /// Encounters after it are left out; nil: today.
  public var asOf: Day?
  /// Addresses that are one's own, beside the accounts.
  public var me: [String]

  /// So many.
  public init(limit: Int = 12, own: Bool = false, asOf: Day? = nil, me: [String] = []) {
    self.limit = limit
    self.own = own
    self.asOf = asOf
    self.me = me
  }

  /// The ranking.
  public struct Ranked: Report {
    /// All of it.
    public var ties: TieReport
    /// How many to print.
    public var limit: Int
    /// The names of the employers' books, for "rests on".
    public var employers: [BookID: String]
    /// Whether it was ranked from one's own sources alone.
    public var own: Bool
    /// The people to print.
    public var first: ArraySlice<Tie> { ties.people.prefix(limit) }
    /// `cardcase.ties/1`
    public var json: JSON { ties.json(limit: limit) }
  }

  /// Ranks.
  public func run(at desk: Desk) throws -> Ranked {
    let vault = try desk.open()
    return try ranking(vault, humans: Humans(vault), today: desk.today)
  }

  func ranking(_ vault: Vault, humans: Humans, today: Day) throws -> Ranked {
    let mine = try vault.mine
    let (accounts, tenures) = try mine.read { (try $0.accounts(), try $0.tenures()) }
    var question = TieQuestion([], asOf: asOf ?? today)
    for registered in try vault.books where registered.isReadable && (registered.id.isMine || !own) {
      let log = try vault.book(registered.id).read { try $0.encounters() }
      if log.count > 0 { question.sources.append(TieSource(log, book: registered.id, folders: .unknown)) }
    }
    let profile = try mine.read { try $0.profile() }
    question.me = Set(accounts.map(\.handle.normal) + me.map { Handle.normalize($0.contains("@") ? .email : .phone, $0) })
    if !profile.name.isEmpty {
      question.me.insert(Handle.normalize(.chat, profile.name))
      if let first = profile.name.split(separator: " ").first { question.me.insert(Handle.normalize(.chat, String(first))) }
    }
    if accounts.isEmpty && me.isEmpty { question.me = [] }
    question.own = own
    for human in humans.all {
      let key = human.id.description
      question.names[key] = human.name
      if !human.organisation.isEmpty { question.organisations[key] = human.organisation }
      for (handle, _) in human.handles { question.groups[handle.normal] = key }
      if human.isPrivate(tenures) { question.setAside.insert(key) }
      if human.isDesk { question.drops.insert(key) }
    }
    // What only a firm's card, a group's or a device's has is nobody's.
    for other in try OtherCards(vault).all where other.record.fields.kind != nil {
      for handle in other.record.fields.handles where question.groups[handle.value.normal] == nil {
        question.drops.insert(handle.value.normal)
      }
    }
    try addChoices(to: &question, vault, humans)
    let employers = Dictionary(tenures.map { ($0.book, $0.shortName) }, uniquingKeysWith: { $1 })
    return Ranked(ties: Ties.rank(question), limit: limit, employers: employers, own: own)
  }

  /// Pins and drops, which the user set.
  private func addChoices(to question: inout TieQuestion, _ vault: Vault, _ humans: Humans) throws {
    for (kind, isPin) in [(FactKind.pin, true), (FactKind.drop, false)] {
      let chosen = try vault.mine.read { try $0.facts(kind, as: Choice.self) }
      for fact in chosen {
        let key = humans.all.first { human in fact.about.map { human.ids.contains($0) } ?? (human.name == fact.value.name) }?.id.description
        guard let key = key ?? fact.about?.description else { continue }
        if isPin { question.pins.append(key) } else { question.drops.insert(key) }
        if question.names[key] == nil { question.names[key] = fact.value.name }
      }
    }
  }
}

/// A person pinned or dropped. Kept in your own book, so it names only whom that book holds.
struct Choice: Codable, Sendable, Hashable {
  /// The name as it was given.
  var name: String
  /// When.
  var day: Day
}

extension Human {
  /// A desk, a robot or a list: known by such addresses and nothing else.
  var isDesk: Bool {
    !handles.isEmpty && handles.allSatisfy { $0.handle.kind == .email && Ties.isRole(normal: $0.handle.normal) }
  }

  /// Family and friends: known to your own book alone, with no firm, while a job's people are known, and by addresses of a home alone.
  func isPrivate(_ tenures: [Tenure]) -> Bool {
    guard !tenures.isEmpty, book == .mine, others.isEmpty, organisation.isEmpty else { return false }
    // An address that stands for a name says nothing of one.
    let words = name.contains("@") ? [] : Fold.words(name).filter { $0.count > 3 }
    return handles.allSatisfy { pair in
      guard let domain = pair.handle.domain else { return true }
      if tenures.contains(where: { $0.domains.contains(domain) }) { return false }
      // Where no firm is told, an address may tell it: a domain that is neither a provider's nor named after the person is an office's.
      let stem = Fold.words(domain.replacing(".", with: " ")).joined()
      return OrganisationLinker.isProvider(domain) || words.contains { stem.contains($0) }
    }
  }
}
