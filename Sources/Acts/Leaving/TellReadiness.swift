import Book
public import Leave
public import Scan
import Vault

/// If they switched you off tonight: whom you could still reach. Writes nothing.
public struct TellReadiness: Sendable {
  /// How many people to ask about.
  public var limit: Int
  /// About the dozen.
  public init(limit: Int = 12) { self.limit = limit }

  /// What would be left.
  public struct Told: Report {
    /// The employer's name; nil where no job is known.
    public var employer: String?
    /// The people and their ways.
    public var readiness: Readiness
    /// Whether it was told that the phone synced with the employer's account; nil when not.
    public var phoneSynced: Bool?
    /// Services that write to addresses the employer can switch off, the costliest first.
    public var services: [ListServices.Service] = []
    /// Addresses of these people that lead nowhere any more, each with why.
    public var dead: [(name: String, address: String, why: String)] = []
    /// The best things to do now, at most three: minutes, what, the command.
    public var acts: [(effort: String, text: String, command: String)]
    /// When to look again.
    public var next: Day
    /// What a change of jobs of theirs would end besides; nil where nothing would.
    public var officeWarning: String? {
      let office = readiness.office
      if office.addresses + office.lines == 0 { return nil }
      return "If they change jobs too: \(office.addresses) office addresses and \(office.lines) office lines end too (not counted above)."
    }
    /// `cardcase.ready/1`
    public var json: JSON {
      let groups = readiness.groups()
      return [
        "schema": "cardcase.ready/1", "employer": .optional(employer), "lost": .int(readiness.lost),
        "groups": .array(
          groups.map { group in
            [
              "way": .string(group.way.word), "count": .int(group.people.count),
              "people": .array(group.people.map { ["id": .string($0.person.description), "name": .string($0.name)] }),
            ]
          }),
        "phone_synced": phoneSynced.map { .bool($0) } ?? .null,
        "in_doubt": .array(readiness.inDoubt.map { .string($0.person.description) }),
        "do_now": .array(acts.map { ["effort": .string($0.effort), "text": .string($0.text), "command": .string($0.command)] }),
        "services": .array(services.map(\.json)),
        "dead": .array(dead.map { ["name": .string($0.name), "address": .string($0.address), "why": .string($0.why)] }),
        "next": .string(next.description),
      ]
    }
  }

  /// Tells it.
  public func run(at desk: Desk) throws -> Told {
    let dossier = try Dossier(desk.open(), at: desk, limit: limit)
    let people = dossier.dozen.map { dossier.reach($0.human) }
    let readiness = Readiness(people)
    let phone = dossier.accounts.first { $0.service == "phone" }
    let dead = dossier.dozen.flatMap { _, human -> [(String, String, String)] in
      var seen: Set<String> = []
      return human.handles.compactMap { pair in
        guard let why = dossier.dead.words(pair.handle), seen.insert(pair.handle.normal).inserted else { return nil }
        return (human.name, pair.handle.raw, why)
      }
    }
    let services = try ListServices.fromVault(dossier.vault, atWork: true).services
    return Told(
      employer: dossier.tenure?.shortName, readiness: readiness, phoneSynced: phone?.syncedWithEmployer, services: services, dead: dead,
      acts: Array(TellReadiness.acts(dossier, readiness, phone: phone).prefix(3)), next: desk.today.adding(days: 30))
  }

  private static func acts(_ dossier: Dossier, _ readiness: Readiness, phone: Account?) -> [(effort: String, text: String, command: String)]
  {
    var acts: [(String, String, String)] = []
    for account in dossier.workAddressesOnOwnAccounts {
      acts.append(("2 min", "Take \(account.address) off your \(account.service) log-in. It still opens it.", ""))
    }
    if phone?.syncedWithEmployer == nil, readiness.people.contains(where: \.mobile) {
      acts.append(
        (
          "1 min", "Answer: did your phone ever sync with \(dossier.tenure?.shortName ?? "the employer")'s account?",
          "account set phone --synced yes|no"
        ))
    }
    for thread in readiness.byOneThread.prefix(1) {
      acts.append(("a coffee", "Give \(thread.name) your own card.", "log met \"\(thread.name)\""))
    }
    let lost = readiness.people.filter { $0.way == .none }
    if let first = lost.first {
      acts.append(
        ("5 min", "Ask \(first.name) for a connection on LinkedIn, while nothing speaks against it.", "may connect \"\(first.name)\""))
    }
    if phone?.syncedWithEmployer == true, let doubtful = readiness.inDoubt.first(where: { dossier.consents[$0.person]?.yes != false }) {
      acts.append(
        ("a call", "Ask \(doubtful.name) for the number again, for your own book.", "consent \"\(doubtful.name)\" --asked"))
    }
    if dossier.agreements.isEmpty, !dossier.noAgreement {
      acts.append(("10 min", "Show me your agreement: two or three sentences of it decide.", "agreement read FILE"))
    }
    acts.append(("1 min", "Send a state of your ledger to yourself.", "ledger checkpoint"))
    return acts
  }
}

extension Dossier {
  /// Addresses of an employer that stand on accounts of one's own, by which these are opened.
  var workAddressesOnOwnAccounts: [(service: String, address: String)] {
    guard let tenure else { return [] }
    var found: [(String, String)] = []
    for account in accounts where account.payer != .mine && account.handle.kind == .email {
      let isNetworkLogin = accounts.contains { $0.service == "linkedin" }
      if isNetworkLogin, account.payer == tenure.book { found.append(("LinkedIn", account.handle.raw)) }
    }
    for account in accounts where account.payer == .mine {
      if let recovery = account.recovery, let domain = Handle(.email, recovery).domain, tenure.domains.contains(domain) {
        found.append((account.service, recovery))
      }
    }
    return Array(found.prefix(3))
  }
}
