internal import Book
internal import Scan

/// Where a datum came from, on what ground it may be kept, and who else may have it.
enum DataRules {
  static let rows: [Rule] = [
    ground, onlyEmployer, returned, carveOut, channel, records, share, shareEmployer, handOver, owed, words, permitted,
  ]

  static let ground = Rule(
    "ground", [.keep], when: "a ground is known: given, agreed, published, had before, the employer allows it",
    then: "care; open where it stands in an own source too",
    source: "the ground and its evidence"
  ) { b, id in
    guard let datum = b.s.datum, let ground = grounds(datum, b.s).max(by: { rank($0) < rank($1) }) else { return [] }
    let free = !datum.onlyFromEmployer || ground.kind == .employerAllows
    var finding = Finding(free ? .open : .care, .init(id, source(ground), "Why you may keep it: \(ground.spoken).", quote: ground.excerpt))
    if !free { finding.conditions = ["Take it from that ground, not from \(b.s.employerName)'s systems, and keep what shows it."] }
    return [finding]
  }

  /// The grounds of the datum; the contact's yes is one.
  private static func grounds(_ datum: Situation.Datum, _ s: Situation) -> [Ground] {
    datum.grounds + (s.wish == .yes ? [Ground(.agreed, words: "")] : [])
  }

  private static func rank(_ ground: Ground) -> Int {
    switch ground.kind {
    case .employerAllows: 5
    case .hadBefore: 4
    case .agreed: 3
    case .givenToMe: 2
    case .published: 1
    }
  }

  private static func source(_ ground: Ground) -> Verdict.Source {
    let kind: Verdict.Source.Kind = ground.kind == .employerAllows ? .permission : ground.kind == .agreed ? .consent : .duty
    return Verdict.Source(kind, ground.spoken, date: ground.day?.description ?? "")
  }

  static let onlyEmployer = Rule(
    "only-employer", [.keep], when: "it stands in the employer's systems only, and no ground is known", then: "ask; never better",
    source: "data protection or secrecy law of the place; the confidentiality clause; checklist 2"
  ) { b, id in
    guard let datum = b.s.datum, datum.onlyFromEmployer, grounds(datum, b.s).isEmpty, b.permission == nil else { return [] }
    var finding = Finding(.ask, .init(id, b.step(2), "It came only through \(b.s.employerName)'s systems."))
    finding.ask = b.s.askWhom
    if let law = b.place?.dataProtection, b.place?.taking != nil {
      let name = b.place?.taking == "offence" ? "DPA 2018 s.170" : "data protection, \(b.placeShown)"
      var source = law.source
      source.name = name
      finding.reason = .init(
        id, source,
        "It came only through \(b.s.employerName)'s systems; retaining their data without their consent is \(b.place?.taking == "offence" ? "an offence" : "a breach of its own") there."
      )
    }
    let clauses = b.clauses(.confidentiality).filter { $0.clause.confirmed && !$0.clause.items.isEmpty }
    return [finding]
      + clauses.map { standing in
        var bound = Finding(.ask, .init(id, standing.source, "Your agreement keeps such lists secret.", quote: standing.clause.quote))
        bound.ask = b.s.askWhom
        return bound
      }
  }

  static let returned = Rule(
    "return", [.keep], when: "a return clause names what the datum is on: cards, rolodex, address book, contacts",
    then: "care: hand the thing back, ask before copying it",
    source: "the clause; checklist 13"
  ) { b, id in
    guard let datum = b.s.datum else { return [] }
    return b.clauses(.returnOfProperty).filter(\.clause.confirmed).compactMap { standing in
      let names: Set<Clause.Item> = datum.onBusinessCard ? [.businessCards, .rolodex] : [.addressBook, .contactsDirectory]
      guard standing.clause.items.contains(where: names.contains), datum.onBusinessCard || datum.inEmployerSystems else { return nil }
      let carved = !b.clauses(.contactsCarveOut).filter(\.clause.confirmed).isEmpty
      let only = datum.onBusinessCard && !datum.inOwnSources
      var finding = Finding(
        only ? .ask : .care,
        .init(id, standing.source, "The thing itself goes back: the return clause names it.", quote: standing.clause.quote))
      finding.ask = only ? b.s.askWhom : nil
      finding.conditions = ["Hand it back and get a receipt; ask in writing before you copy from it."]
      if carved { finding.setAside = "your agreement lets you keep personal contacts" }
      return finding
    }
  }

  static let carveOut = Rule(
    "carve-out", [.keep], when: "the agreement lets one keep personal contacts", then: "open for what is personal", source: "the clause"
  ) { b, id in
    b.clauses(.contactsCarveOut).filter(\.clause.confirmed).map {
      Finding(.open, .init(id, $0.source, "Your agreement lets you keep personal contacts.", quote: $0.clause.quote))
    }
  }

  static let channel = Rule(
    "channel", .contact, when: "the address comes only from the employer's systems", then: "care by another way; ask where there is none",
    source: "data protection or secrecy law of the place; checklist 9"
  ) { b, id in
    guard let datum = b.s.datum, datum.onlyFromEmployer, grounds(datum, b.s).isEmpty else { return [] }
    let offence = b.place?.taking == "offence"
    let name = offence ? "DPA 2018 s.170" : b.step(9).name
    let url = offence ? b.place?.dataProtection?.source.url : nil
    let source = Verdict.Source(offence ? .statute : .duty, name, date: offence ? "2018" : "", url: url, verified: offence ? .yes : .partly)
    let thing = datum.kind == .email ? "mail address" : datum.kind == .phone ? "number" : "address"
    if b.s.hasOwnChannel == true {
      var finding = Finding(.care, .init(id, source, "The \(thing) came only through \(b.s.employerName): leave it."))
      finding.conditions = [
        b.s.channel == .network ? "By the network, where you are connected yourselves." : "By a way you have from your own sources."
      ]
      return [finding]
    }
    var finding = Finding(.ask, .init(id, source, "The only way to reach them came through \(b.s.employerName)'s systems."))
    finding.ask = b.s.askWhom
    if b.s.hasOwnChannel == nil {
      finding.missing = [.init("another way", "Can you reach them by anything of your own: a network, a number they gave you?")]
    }
    if b.permission != nil { finding.setAside = "your employer allowed it in writing" }
    return [finding]
  }

  static let records = Rule(
    "records", [.solicit, .hireColleague], when: "the people were chosen from the employer's data",
    then: "shut where they are known from nowhere else: that is use of their list, clause or none; else care",
    source: "trade secret law; rulings on secret lists"
  ) { b, id in
    guard b.s.targeted == true, b.permission == nil else { return [] }
    let source = b.place?.tradeSecret?.source ?? b.step(8)
    guard b.s.datum?.onlyFromEmployer == true, b.s.datum?.grounds.isEmpty == true, b.s.hasOwnChannel != true else {
      var finding = Finding(.care, .init(id, b.step(8), "A choice made from \(b.s.employerName)'s data looks like use of their list."))
      finding.conditions = ["Choose whom to ask from your own sources alone."]
      return [finding]
    }
    return [
      Finding(
        .shut,
        .init(
          id, source, "Choosing whom to ask from \(b.s.employerName)'s data, and reaching them by it, is using their list, clause or none.")
      )
    ]
  }

  static let share = Rule(
    "share", [.share], when: "a person's details of one's own, to a third party", then: "ask the person; care with their consent",
    source: "the person's own wish; data protection"
  ) { b, id in
    guard b.s.datum?.inEmployerSystems != true else { return [] }
    if b.s.wish == .yes {
      return [Finding(.care, .init(id, .init(.consent, "their own word"), "They agreed that their details are given on."))]
    }
    var finding = Finding(
      .ask, .init(id, b.place?.dataProtection?.source ?? b.step(3), "Their details are theirs: ask before giving them on."))
    finding.ask = b.s.person.isEmpty ? "them" : b.s.person
    return [finding]
  }

  static let shareEmployer = Rule(
    "share-employer", [.share], when: "details from an employer's systems, to a third party", then: "shut",
    source: "confidentiality; data protection; checklist 2"
  ) { b, id in
    guard b.s.datum?.inEmployerSystems == true, b.permission == nil else { return [] }
    let clause = b.clauses(.confidentiality).first(where: \.clause.confirmed)
    return [
      Finding(
        .shut,
        .init(
          id, clause?.source ?? b.step(2), "What came from \(b.s.employerName)'s systems is not yours to give on.",
          quote: clause?.clause.quote))
    ]
  }

  static let handOver = Rule(
    "account", [.handOver], when: "a personal account or its connections are demanded",
    then: "shut: the terms forbid it; ask where a clause claims it",
    source: "the service's terms; the law on personal accounts"
  ) { b, id in
    guard b.s.subject == .personalAccount || b.s.subject == .connections else { return [] }
    let claim = (b.clauses(.socialMedia)).first(where: \.clause.confirmed)
    if let claim {
      var finding = Finding(
        .ask,
        .init(
          id, claim.source, "Your agreement claims accounts or connections; the service's terms say otherwise. Two papers disagree.",
          quote: claim.clause.quote))
      finding.ask = "a lawyer, before you answer"
      return [finding]
    }
    let terms = b.facts.terms.first { $0.service == "LinkedIn" }
    let section = terms?.sections.first { $0.quote?.contains("your account belongs to you") == true }
    let source = Verdict.Source(.terms, "LinkedIn \(terms?.document ?? "") \(section?.number ?? "")", date: terms?.effective ?? "")
    var findings = [
      Finding(
        .shut, .init(id, source, "A personal account may not be shared or handed over; its terms say whose it is.", quote: section?.quote))
    ]
    if b.place?.protectsAccounts == true, let law = b.place?.accountLaw { findings.append(Finding(.shut, .init(id, law.source, law.text))) }
    return findings
  }

  static let owed = Rule(
    "owed", [.handOver], when: "work accounts, company pages, paid seats, lists, or cards that a return clause names",
    then: "open: it is owed; take a receipt",
    source: "the clause; terms; checklist 13"
  ) { b, id in
    guard let subject = b.s.subject, subject != .personalAccount, subject != .connections else { return [] }
    if subject == .businessCards {
      let clause = b.clauses(.returnOfProperty).first {
        $0.clause.confirmed && ($0.clause.items.contains(.businessCards) || $0.clause.items.contains(.rolodex))
      }
      guard let clause else {
        return [Finding(.care, .init(id, b.step(13), "A card handed to you is given to you; nothing shown here asks it back."))]
      }
      return [Finding(.open, .init(id, clause.source, "The return clause names them: they are owed.", quote: clause.clause.quote))]
    }
    var finding = Finding(.open, .init(id, b.step(13), "It is \(b.s.employerName)'s: hand it over."))
    finding.conditions = ["Get a receipt."]
    return [finding]
  }

  static let words = Rule(
    "words", .all, when: "the words were given, and seek business or come near it", then: "judged as solicit; near it: care",
    source: "rulings on announcements; checklist 6"
  ) { b, id in
    guard let tone = b.s.tone, tone > .announcement, b.s.isContact else { return [] }
    if b.act != b.s.act {
      return [
        Finding(
          .open,
          .init(
            id, b.step(6), "With these words it is no announcement: it asks. Judged as an offer.",
            facts: [.init("words", b.s.content.joined(separator: ", "))]))
      ]
    }
    guard tone == .borderline, b.s.act != .solicit else { return [] }
    var finding = Finding(
      .care, .init(id, b.step(6), "The words go further than telling.", facts: [.init("words", b.s.content.joined(separator: ", "))]))
    finding.conditions = ["Take out praise, comparison and invitation."]
    return [finding]
  }

  static let permitted = Rule(
    "permission", .all, when: "the employer allowed this act in writing", then: "open; its own clauses are set aside",
    source: "the written permission"
  ) { b, id in
    guard let permission = b.permission else { return [] }
    return [
      Finding(
        .open,
        .init(
          id, .init(.permission, "written permission", date: permission.day.description), "Your employer allowed it in writing.",
          quote: permission.quote))
    ]
  }
}
