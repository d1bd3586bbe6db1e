import Book
import Leave
import Policy
import Scan
import Ties
import Vault

/// What the acts of the leave have in common: the job, the people one would hate to lose, and what is known of each.
struct Dossier {
  let vault: Vault
  let humans: Humans
  let profile: Profile
  let accounts: [Account]
  let tenure: Tenure?
  let agreements: [Agreement]
  let noAgreement: Bool
  let ranked: RankTies.Ranked
  let today: Day
  let hold: Hold?
  /// Mine: handles by person, with their labels and whether they came by a phone that synced.
  private let mineRecords: [Person.ID: [(label: String, handle: Handle, source: String)]]
  private let privateExchange: Set<Person.ID>
  /// Addresses that lead nowhere any more.
  let dead: DeadHandles
  let consents: [Person.ID: Consent]
  /// What this job's employer was asked, and answered, oldest first.
  let answers: [EmployerAnswer]
  /// Questions on this job's policy that were answered with yes.
  let policySays: [String]
  /// Persons of the employer's book whom its customer system holds; empty where none was read.
  let customerRecords: Set<Person.ID>

  init(_ vault: Vault, at desk: Desk, limit: Int = 12) throws {
    self.vault = vault
    today = desk.today
    let humans = try Humans(vault)
    self.humans = humans
    let mine = try vault.mine
    let (profile, accounts, tenures, papers) = try mine.read { reader in
      (try reader.profile(), try reader.accounts(), try reader.tenures(), try reader.agreements())
    }
    let tenure = tenures.last
    (self.profile, self.accounts, self.tenure) = (profile, accounts, tenure)
    agreements = papers.filter { $0.tenure == tenure?.id }
    noAgreement = tenure.map { profile.noAgreement.contains($0.id) } ?? false
    ranked = try RankTies(limit: limit).ranking(vault, humans: humans, today: desk.today)
    hold = try vault.books.first { $0.id == tenure?.book }?.hold
    mineRecords = try mine.read { try Dossier.handles($0) }
    privateExchange = try mine.read { try Dossier.exchanged($0) }
    dead = try DeadHandles(vault)
    customerRecords = try tenures.last.map { try Dossier.customers(of: $0, vault) } ?? []
    answers = try mine.read { try $0.employerAnswers() }.filter { $0.tenure == tenure?.id }
    policySays = try tenure.flatMap { job in try mine.read { try PolicyAnswers.of(job.id, $0) } }?.says ?? []
    consents = try mine.read { reader in
      Dictionary(try reader.facts(FactKind.consent, as: Consent.self).map { ($0.value.person, $0.value) }, uniquingKeysWith: { $1 })
    }
  }

  /// The clauses that count: confirmed ones of this job's papers.
  var clauses: [Clause] { agreements.flatMap(\.clauses).filter(\.confirmed) }

  /// The people one would hate to lose: pinned, then the closest, at most `ranked.limit`.
  var dozen: [(tie: Tie, human: Human)] {
    let byKey = Dictionary(humans.all.map { ($0.id.description, $0) }, uniquingKeysWith: { first, _ in first })
    return ranked.first.compactMap { tie in byKey[tie.key].map { (tie, $0) } }
  }

  /// Whom one's own sources alone show among the closest, as many as are asked for.
  func closeByOwnSources() throws -> Set<String> {
    let ranked = try RankTies(limit: ranked.limit, own: true).ranking(vault, humans: humans, today: today)
    return Set(ranked.first.map(\.key))
  }

  private static func customers(of tenure: Tenure, _ vault: Vault) throws -> Set<Person.ID> {
    guard try vault.books.contains(where: { $0.id == tenure.book && $0.isReadable }) else { return [] }
    return try vault.book(tenure.book).read { reader in
      let systems = Set(try reader.sources().filter { ["hubspot-csv", "salesforce-csv"].contains($0.kind) }.map(\.id))
      return Set(try reader.cardRecords().filter { systems.contains($0.source) }.compactMap(\.person))
    }
  }

  private static func handles(_ reader: BookReader) throws -> [Person.ID: [(label: String, handle: Handle, source: String)]] {
    var found: [Person.ID: [(label: String, handle: Handle, source: String)]] = [:]
    var kinds: [Source.ID: String] = [:]
    for source in try reader.sources() {
      kinds[source.id] = source.draft.account == SourceAccount.phone ? SourceAccount.phone : source.kind
    }
    for record in try reader.cardRecords() {
      guard let person = record.person else { continue }
      for handle in record.fields.handles { found[person, default: []].append((handle.label, handle.value, kinds[record.source] ?? "")) }
    }
    for entry in try reader.people() {
      if let own = try reader.ownCard(of: entry.id) {
        for handle in own.fields.handles { found[entry.id, default: []].append((handle.label, handle.value, "typed")) }
      }
      for handle in entry.handles where !(found[entry.id] ?? []).contains(where: { $0.handle.normal == handle.normal }) {
        found[entry.id, default: []].append(("", handle, "encounter"))
      }
    }
    return found
  }

  /// Persons with whom mail went by a private account in both directions or theirs.
  private static func exchanged(_ reader: BookReader) throws -> Set<Person.ID> {
    let log = try reader.encounters()
    var people: [Int32: Person.ID] = [:]
    for (index, party) in log.parties.enumerated() where party.handle.kind == .email {
      if let person = try reader.personID(of: party.handle) { people[Int32(index)] = person }
    }
    var wrote: Set<Person.ID> = []
    for index in 0..<log.count where log.media[index] == .mail && !log.flags[index].contains(.list) {
      if let person = people[log.senders[index]] { wrote.insert(person) }
    }
    return wrote
  }

  /// Whether the phone ever synced with an employer's account; nil when not told.
  var phoneSynced: Bool? {
    let phones = accounts.filter { $0.service == "phone" }
    if phones.contains(where: { $0.syncedWithEmployer == true }) { return true }
    return !phones.isEmpty && phones.allSatisfy { $0.syncedWithEmployer == false } ? false : nil
  }

  /// Handles of a person that your own book has from a source that no employer's account ever touched.
  func ownHandles(of human: Human) -> Set<String> {
    guard let id = human.id(in: .mine) else { return [] }
    let known = (mineRecords[id] ?? []).filter { phoneSynced != true || $0.source != SourceAccount.phone }
    return Set(known.map(\.handle.normal))
  }

  /// By which ways of one's own a human can be reached.
  func reach(_ human: Human) -> Reach {
    var reach = Reach(person: human.id, name: human.name)
    if let id = human.id(in: .mine) {
      let mails = (mineRecords[id] ?? []).map(\.handle).filter { $0.kind == .email }
      reach.exchangesPrivately = privateExchange.contains(id) && (mails.isEmpty || !mails.allSatisfy(dead.holds))
      var certain = false
      for (label, handle, source) in mineRecords[id] ?? [] where !dead.holds(handle) {
        switch handle.kind {
        case .email: if isPrivate(handle, label: label, of: human) { reach.privateAddress = true }
        case .phone:
          guard isMobile(handle, label: label) else { continue }
          reach.mobile = true
          if source != SourceAccount.phone { certain = true }
        case .profile: reach.network = true
        case .chat, .postal: continue
        }
      }
      reach.mobileInDoubt = reach.mobile && !certain && phoneSynced != false
    }
    let handles = human.handles.map(\.handle).filter { !dead.holds($0) }
    reach.officeAddresses = Set(handles.filter { $0.kind == .email && !isPrivate($0, label: "", of: human) }.map(\.normal)).count
    reach.officeLines = Set(handles.filter { $0.kind == .phone }.map(\.normal)).subtracting(mobiles(of: human)).count
    return reach
  }

  /// Private addresses, mobiles and profiles of a person in your own book, those they wrote from first.
  func privateHandles(of human: Human) -> [Handle] {
    guard let id = human.id(in: .mine) else { return [] }
    let known = (mineRecords[id] ?? []).filter { !dead.holds($0.handle) }
    let written = known.filter { $0.source == "encounter" }
    var handles: [Handle] = []
    for (label, handle, _) in written + known where !handles.contains(where: { $0.normal == handle.normal }) {
      let isOwn =
        handle.kind == .email ? isPrivate(handle, label: label, of: human) : handle.kind != .phone || isMobile(handle, label: label)
      if isOwn { handles.append(handle) }
    }
    return handles
  }

  private func mobiles(of human: Human) -> Set<String> {
    guard let id = human.id(in: .mine) else { return [] }
    return Set((mineRecords[id] ?? []).filter { $0.handle.kind == .phone && isMobile($0.handle, label: $0.label) }.map(\.handle.normal))
  }

  private func isMobile(_ handle: Handle, label: String) -> Bool {
    let words = label.lowercased()
    return words.contains("mob") || words.contains("cell") || words == "home" || words.contains("iphone")
  }

  /// A private address: labelled so, or not at the domain from which the person's firm writes.
  private func isPrivate(_ handle: Handle, label: String, of human: Human) -> Bool {
    if label.lowercased().contains("home") { return true }
    if label.lowercased().contains("work") { return false }
    guard let domain = handle.domain else { return false }
    // An address that the employer's systems also know is the office one.
    for other in human.others where other.entry.handles.contains(where: { $0.normal == handle.normal }) { return false }
    let firm = Fold.words(human.organisation).filter { $0.count > 3 }
    let stem = Fold.words(domain.replacing(".", with: " ")).joined()
    return !firm.contains { stem.contains($0) }
  }
}
