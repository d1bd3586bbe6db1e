internal import Book

/// One row of the court table: when it holds, what it says, and on what it rests.
struct CourtRow: Sendable {
  let id: String
  let when: String
  let then: String
  /// On what it rests: shown where no ruling of the data is near.
  let rests: Verdict.Source
  let judge: @Sendable (CourtCase) -> Verdict.Likely?

  init(_ id: String, when: String, then: String, rests: Verdict.Source, _ judge: @escaping @Sendable (CourtCase) -> Verdict.Likely?) {
    self.id = id
    self.when = when
    self.then = then
    self.rests = rests
    self.judge = judge
  }
}

/// The court table: rows in order, the first that speaks decides. Each row is a principle; none knows a case or a party.
enum CourtTable {
  static let rows: [CourtRow] = proofRows + accountRows + listRows + acceptanceRows + contactRows

  static let customary = Verdict.Source(.custom, "the principle of the rulings held", verified: .partly)
  static let placeLaw = Verdict.Source(.statute, "the law of the place", verified: .partly)
  static let loyalty = Verdict.Source(.duty, "loyalty while employed", verified: .partly)

  static let proofRows: [CourtRow] = [
    CourtRow(
      "R-proof", when: "the acts alleged were not shown", then: "ok: who alleges must show it", rests: customary
    ) { $0.says(.noProof) ? .ok : nil }
  ]

  /// Whose account.
  static let accountRows: [CourtRow] = [
    CourtRow(
      "R-account-written", when: "account; it was agreed in writing that it is the employer's",
      then: "the employer's; undecided for a profile in the person's own name", rests: customary
    ) { c in
      guard c.isAccount, c.says(.writtenOwnershipAgreement) || c.agreed(.accountOwnership) else { return nil }
      return c.says(.personalProfile) && !c.says(.companyPages, .companyGroups) ? .undecided : .accountIsEmployers
    },
    CourtRow(
      "R-account-deletion", when: "account or network; it was agreed in writing that connections be deleted",
      then: "not ok to resist where a court of the place upheld it; else undecided", rests: placeLaw
    ) { c in
      guard c.isAccount || c.isContact, c.says(.writtenDeletionDuty) else { return nil }
      return c.place?.enforcesDeletion == true ? .notOk : .undecided
    },
    CourtRow(
      "R-account-company", when: "account; pages or accounts of the company itself",
      then: "the employer's; undecided where it is the person's own profile as well", rests: customary
    ) { c in
      guard c.isAccount, c.says(.companyPages) else { return nil }
      return c.says(.personalProfile) ? .undecided : .accountIsEmployers
    },
    CourtRow(
      "R-account-groups", when: "account; groups run for the company, contacts uploaded from or kept on its system",
      then: "the employer's where the place's facts say so; else undecided", rests: placeLaw
    ) { c in
      guard c.isAccount, c.says(.companyGroups, .uploadWhileEmployed, .keptOnEmployerSystem) else { return nil }
      let owned = c.place?.employerOwns ?? []
      let claims =
        (c.says(.companyGroups) && owned.contains("groups")) || (c.says(.uploadWhileEmployed) && owned.contains("uploaded_contacts"))
        || (c.says(.keptOnEmployerSystem) && owned.contains("system_contacts"))
      return claims ? .accountIsEmployers : .undecided
    },
    CourtRow(
      "R-account-brand", when: "account; the employer's name is part of its name, and nothing was agreed", then: "undecided",
      rests: customary
    ) { c in c.isAccount && c.says(.brandInHandle) ? .undecided : nil },
    CourtRow(
      "R-account-personal", when: "account; a profile in the person's own name, or nothing claims it for the employer",
      then: "the employee's; undecided where the employer's records went into it",
      rests: Verdict.Source(.terms, "LinkedIn User Agreement 2.2", date: "2025-11-03")
    ) { c in
      guard c.isAccount else { return nil }
      if c.agreed(.socialMedia) || c.agreed(.ipAssignment) {
        return c.says(.personalProfile) && !c.input.usedEmployerRecords ? .accountIsEmployees : .undecided
      }
      if c.input.usedEmployerRecords { return .undecided }
      return c.says(.personalProfile, .platformContacts, .noPolicy) || c.input.initiatedBy == .employer ? .accountIsEmployees : .undecided
    },
  ]

  /// Lists taken or rebuilt.
  static let listRows: [CourtRow] = [
    CourtRow(
      "R-list-offence", when: "a file taken from the employer where taking personal data is an offence or a breach of its own",
      then: "not ok", rests: placeLaw
    ) { c in
      guard c.input.kind == .takeList, c.input.usedEmployerRecords || c.says(.exportedFile), c.place?.taking != nil else { return nil }
      if c.says(.namesPubliclyKnown) { return .undecided }
      return .notOk
    },
    CourtRow(
      "R-list-platform", when: "a list that is in whole or part connections on a network",
      then: "undecided: secrecy and settings are facts to be found",
      rests: customary
    ) { c in c.input.kind == .takeList && c.says(.platformContacts) ? .undecided : nil },
    CourtRow(
      "R-list-public", when: "a list of names known to the trade", then: "ok; undecided where secrecy was agreed", rests: customary
    ) { c in
      guard c.input.kind == .takeList, c.says(.namesPubliclyKnown) else { return nil }
      return c.agreed(.confidentiality) ? .undecided : .ok
    },
    CourtRow(
      "R-list-records", when: "a list taken or copied from the employer's records", then: "not ok", rests: customary
    ) { c in
      guard c.input.kind == .takeList else { return nil }
      if c.input.usedEmployerRecords || c.says(.exportedFile, .keptOnEmployerSystem, .uploadWhileEmployed) { return .notOk }
      return c.agreed(.confidentiality) || c.agreed(.returnOfProperty) ? .undecided : .ok
    },
    CourtRow(
      "R-memory", when: "a list rebuilt from memory, names not known to the trade, secrecy or a restraint agreed",
      then:
        "not ok where it is used to seek business: memory is no defence; with nothing agreed: not ok under an American trade secret act, "
        + "which looks at the secret and not at the paper, elsewhere undecided", rests: customary
    ) { c in
      guard c.input.kind == .memoryList, !c.says(.namesPubliclyKnown) else { return nil }
      if c.tone == .announcement { return c.input.usedEmployerRecords ? .undecided : nil }
      let agreed = c.input.usedEmployerRecords || c.agreed(.confidentiality) || !c.restraints.isEmpty
      return agreed || c.place?.country == "US" ? .notOk : .undecided
    },
  ]

  /// Business that comes.
  static let acceptanceRows: [CourtRow] = [
    CourtRow(
      "R-goodwill", when: "the person had sold the goodwill, and the customers came back or were sought",
      then: "not ok: who called first does not decide it",
      rests: customary
    ) { c in
      guard c.says(.soldGoodwill) else { return nil }
      if c.says(.businessTakenBack) || c.tone > .announcement { return .notOk }
      return .undecided
    },
    CourtRow(
      "R-accept-sought", when: "business accepted that was sought, or came of a prompting", then: "as words that seek it", rests: customary
    ) { c in
      guard c.input.kind == .acceptBusiness, c.tone != .announcement else { return nil }
      if c.customerBegan { return c.restraints.isEmpty && !c.input.usedEmployerRecords ? .ok : .undecided }
      return seeking(c)
    },
    CourtRow(
      "R-accept-barred", when: "unprompted business, under a clause that bars accepting it",
      then: "not ok; ok where the place voids such a clause; undecided where it doubts it", rests: placeLaw
    ) { c in
      guard c.input.kind == .acceptBusiness, c.agreed(.noService) else { return nil }
      switch c.holds[.noService] {
      case .void, .likelyVoid: return .ok
      case .doubtful: return .undecided
      default: return c.place?.accepting == "allowed" || c.says(.overbroadClause) ? .undecided : .notOk
      }
    },
    CourtRow(
      "R-accept", when: "unprompted business, under a clause that speaks of soliciting, or none",
      then: "ok: an overt act is needed; undecided where the place's courts look behind the first call", rests: customary
    ) { c in
      guard c.input.kind == .acceptBusiness else { return nil }
      let restrained = !c.restraints.isEmpty
      if restrained, c.place?.accepting == "not_safe_if_prompted" { return .undecided }
      if !c.customerBegan { return restrained ? .undecided : .ok }
      if c.binds(.nonCompete), !c.agreed(.nonSolicitCustomers) { return .undecided }
      return .ok
    },
  ]

  /// Words to people.
  static let contactRows: [CourtRow] = [
    CourtRow(
      "R-competing", when: "a competing offer is launched while employed, or under a clause against competing that holds there",
      then: "not ok: the launch is the breach, whoever reads of it", rests: customary
    ) { c in
      guard c.isContact, c.says(.competingLaunch), !c.customerBegan else { return nil }
      return c.input.timing == .before || c.binds(.nonCompete) ? .notOk : nil
    },
    CourtRow(
      "R-before", when: "still employed, and the words seek business or people", then: "not ok, clause or none: loyalty", rests: loyalty
    ) { c in c.isContact && c.input.timing == .before && c.tone == .solicitation ? .notOk : nil },
    CourtRow(
      "R-before-notice", when: "still employed, telling customers or staff of it", then: "undecided; ok where it is public news of a job",
      rests: loyalty
    ) { c in
      guard c.isContact, c.input.timing == .before else { return nil }
      return c.input.audience == .public && c.tone == .announcement ? .ok : .undecided
    },
    CourtRow(
      "R-seeking", when: "after leaving, words that seek: ask, urge, recommend, compare, or invite, praise and follow up together",
      then: "not ok under a restraint that holds there; without one, ok unless the employer's records were used", rests: customary
    ) { c in c.isContact && c.tone == .solicitation ? seeking(c) : nil },
    CourtRow(
      "R-borderline", when: "after leaving, words that go further than telling and short of asking",
      then: "ok to whoever reads it where customers are not among those addressed, and without restraint or records; else undecided",
      rests: customary
    ) { c in
      guard c.isContact, c.tone == .borderline else { return nil }
      if c.restraints.isEmpty, !c.input.usedEmployerRecords { return .ok }
      return c.input.isToWhoeverReads && c.input.audience != .mixed ? .ok : .undecided
    },
    CourtRow(
      "R-notice",
      when: "after leaving, words that only tell: left, where, how to be found; the network's own text; answers to those who ask",
      then: "ok: telling is not soliciting; undecided where the employer's records were used and the place does not speak of it",
      rests: customary
    ) { c in
      guard c.isContact else { return nil }
      guard c.input.usedEmployerRecords, c.input.audience != .public else { return .ok }
      return c.place?.group(.nonSolicitCustomers)?.announcementAllowed == true || c.says(.namesPubliclyKnown) ? .ok : .undecided
    },
  ]

  /// Words that seek, after leaving.
  private static func seeking(_ c: CourtCase) -> Verdict.Likely {
    let restraints = c.restraints
    guard restraints.isEmpty else {
      if c.customerBegan { return .undecided }
      if c.says(.overbroadClause) { return overbroad(c, restraints) }
      let law = restraints.compactMap { Clause.Kind(rawValue: $0.rawValue) }.compactMap { c.place?.group($0) }
      return law.contains { $0.directSolicitation == "on_the_facts" || $0.directSolicitation == "open" } ? .undecided : .notOk
    }
    guard c.input.usedEmployerRecords else { return .ok }
    if c.says(.namesPubliclyKnown) { return c.agreed(.confidentiality) ? .undecided : .ok }
    return c.says(.platformContacts) && !c.says(.exportedFile) ? .undecided : .notOk
  }

  /// A clause that reaches too far: what the courts of the place do with such.
  private static func overbroad(_ c: CourtCase, _ restraints: [RulingInput.Covenant]) -> Verdict.Likely {
    guard let narrowing = c.place?.group(.nonCompete)?.narrowing else { return .undecided }
    if narrowing == "none" { return .ok }
    return narrowing.contains("mandatory") ? .notOk : .undecided
  }
}
