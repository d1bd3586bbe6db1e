import Book
import Intake
import MerkleLog
import Scan
import Vault

extension ImportFiles {
  /// Runs the import. Faults: `notYours` when an employer's data were sent to `mine` (nothing is kept then), `held`, `locked`.
  public func run(at desk: Desk) throws -> Imported {
    // Where nothing is to be kept, there need be nothing to keep it in.
    if dryRun, !desk.hasVault { return try look(at: desk) }
    let vault = try desk.open()
    let command = try vault.command("import")
    let mine = try vault.mine
    var (profile, accounts, tenures) = try mine.read { (try $0.profile(), try $0.accounts(), try $0.tenures()) }
    // A job told by the flag is written only once every file is decided: a refusal keeps nothing.
    var added: Tenure?
    if let tenure, !tenures.contains(where: { $0.answers(to: tenure) }) {
      added = try newTenure(tenure, in: vault, at: desk)
      tenures += [added].compactMap { $0 }
    }
    if case .employer(let name)? = doubtful, !tenures.contains(where: { $0.answers(to: name) }) {
      throw Fault(.missing, "There is no job called \(name).", next: "cardcase tenure add \"\(name)\"")
    }
    var context = ReadContext.of(profile, accounts)
    let survey = try NamedFiles.survey(paths)
    let fingerprints = try EmployerFingerprints(vault, tenures)
    let ownership = Ownership(names: context.names, accounts: accounts, tenures: tenures, known: { fingerprints.tenure(of: $0) })
    let outcome = ownership.judge(survey.files, survey.clues(context))
    context.learn(from: outcome, survey)
    var rule = DestinationRule(options: self, tenures: tenures, asker: desk.asker, today: desk.today)
    // Every file is decided before the first is read, so that a refusal keeps nothing at all.
    var destinations: [Destination?] = []
    for (file, judgement) in zip(survey.files, outcome.judgements) {
      destinations.append(file.reader == nil ? nil : try rule.destination(of: file, judgement))
    }
    var run = ImportRun(
      desk: desk, vault: vault, command: command, context: context, survey: survey, judgements: outcome.judgements,
      destinations: destinations)
    profile.name = profile.name.isEmpty ? run.ownName ?? "" : profile.name
    if dryRun { return try run.look() }
    if let job = added { _ = try mine.act("tenure.add", command) { try $0.put(job) } }
    // A run that was broken off may have told the job and not made its book.
    for tenure in tenures where try !vault.books.contains(where: { $0.id == tenure.book && $0.state == .deleted }) {
      try vault.ensureBook(tenure.book, employer: tenure.employer)
    }
    for (index, tenure) in tenures.enumerated() {
      tenures[index].permission = rule.permissions[tenure.id]
      for domain in outcome.learnedDomains[tenure.id] ?? [] where !tenures[index].domains.contains(domain) {
        tenures[index].domains.append(domain)
      }
    }
    return try run.keep(profile: profile, tenures: tenures, ownAddresses: outcome.ownAddresses, accounts: accounts)
  }

  private func newTenure(_ name: String, in vault: Vault, at desk: Desk) throws -> Tenure {
    guard let book = BookID.made(from: name, taken: try vault.books.map(\.id)) else {
      throw Fault(.usage, "\(name) cannot be the name of an employer.")
    }
    return Tenure(id: desk.newID(Tenure.self), book: book, employer: name)
  }

  /// Reads and says what would come in, with no vault at all; keeps nothing (`import --look`). Fault: `missing`.
  public func look(at desk: Desk) throws -> Imported {
    // A vault that is locked, or not there, is not needed to look.
    let vault = try desk.openIfThere()
    let known = try vault.map { try $0.mine.read { (try $0.profile(), try $0.accounts(), try $0.tenures()) } }
    let (profile, accounts, tenures) = known ?? (Profile(), [], [])
    var context = ReadContext.of(profile, accounts)
    let survey = try NamedFiles.survey(paths)
    let ownership = Ownership(names: context.names, accounts: accounts, tenures: tenures, known: { _ in nil })
    let outcome = ownership.judge(survey.files, survey.clues(context))
    context.learn(from: outcome, survey)
    let destinations = zip(survey.files, outcome.judgements).map { file, judgement -> Destination? in
      if file.reader == nil { return nil }
      if case .mine = judgement.owner { return Destination(book: .mine) }
      if case .employer(let id) = judgement.owner, let tenure = tenures.first(where: { $0.id == id }) {
        return Destination(book: tenure.book)
      }
      return Destination(question: judgement.evidence.first ?? "Whose is it?")
    }
    var run = ImportRun(
      desk: desk, vault: vault, command: nil, context: context, survey: survey, judgements: outcome.judgements, destinations: destinations)
    return try run.look()
  }
}

extension ReadContext {
  /// What the files themselves tell before they are read: addresses of one's own, and whether what one sent is among them.
  mutating func learn(from outcome: Ownership.Outcome, _ survey: Survey) {
    for (address, _) in outcome.ownAddresses where address.contains("@") {
      let normal = Handle.normalize(.email, address)
      if !addresses.contains(normal) { addresses.append(normal) }
    }
    recoversSent = !survey.hasSentFolder
  }

  /// How one is known in files: by the profile and the accounts.
  static func of(_ profile: Profile, _ accounts: [Account]) -> ReadContext {
    var context = ReadContext()
    context.names = ([profile.name] + accounts.map(\.name)).filter { !$0.isEmpty }
    context.addresses = accounts.filter { $0.handle.kind == .email }.map(\.handle.normal)
    context.callingCode = accounts.first { $0.handle.kind == .phone && $0.handle.normal.hasPrefix("+") }.map {
      CallingCode.of($0.handle.normal)
    }
    return context
  }
}

/// The handles known to an employer's book, to recognise rows of that employer in other files.
final class EmployerFingerprints: Sendable {
  private let owners: [String: Tenure.ID]

  init(_ vault: Vault, _ tenures: [Tenure]) throws {
    var owners: [String: Tenure.ID] = [:]
    for tenure in tenures where try vault.hasBook(tenure.book) {
      guard try vault.books.contains(where: { $0.id == tenure.book && $0.isReadable }) else { continue }
      let records = try vault.book(tenure.book).read { try $0.cardRecords() }
      for record in records { for handle in record.fields.handles { owners[handle.value.normal] = tenure.id } }
    }
    self.owners = owners
  }

  func tenure(of fingerprint: Fingerprint) -> Tenure.ID? {
    for handle in fingerprint.emails + fingerprint.phones { if let owner = owners[handle] { return owner } }
    return nil
  }
}
