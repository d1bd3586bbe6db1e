import Book
import Scan

extension Ownership {
  /// Which part of the rows makes "mostly": seven in ten, of three at least.
  private static func mostly(_ part: Int, _ whole: Int) -> Bool { whole >= 3 && part * 10 >= whole * 7 }

  private func part(_ share: Double) -> String { share > 0.995 ? "all" : "\(Int((share * 100).rounded())) in 100" }

  // MARK: Customer systems: an employer's, always

  func customerSystem(_ subject: Subject, _ clues: Clues, _ people: KnownPeople, _ outcome: inout Outcome) -> Judgement {
    var judgement = Judgement(owner: .unknownEmployer(""), evidence: ["it is an export of a customer system"], sensitivity: .customerSystem)
    let owner = clues.owners.max { ($0.value, $1.key) < ($1.value, $0.key) }
    if let owner {
      judgement.evidence.append("the owner column says \(owner.key)")
      switch self.owner(of: owner.key) {
      case .employer(let tenure, _):
        learn(owner.key, tenure, &outcome)
        judgement.owner = .employer(tenure)
        return judgement
      case .unknown(let domain):
        judgement.owner = .unknownEmployer(domain)
        return judgement
      case .mine: break
      }
    }
    let overlap = people.overlap(clues.people.map(\.print))
    if let tenure = overlap.tenure, overlap.known * 2 >= overlap.of {
      judgement.evidence.append("\(overlap.known) of \(overlap.of) people are in other records of \(name(tenure))")
      judgement.owner = .employer(tenure)
    } else if tenures.count == 1 {
      judgement.evidence.append("\(tenures[0].employer) is the only employer you named")
      judgement.owner = .employer(tenures[0].id)
    } else if tenures.count > 1 {
      let list = tenures.map(\.employer).joined(separator: " or ")
      judgement.owner = .doubtful("Whose customer system does \(subject.path) come from: \(list)?")
    }
    return judgement
  }

  // MARK: Mailboxes and calendars: of the address they belong to

  func correspondence(_ subject: Subject, _ clues: Clues, _ outcome: inout Outcome) -> Judgement {
    let isMail = subject.nature == .mail
    let what = isMail ? "mailbox" : "calendar"
    guard let (address, share) = mailbox(clues), share >= 0.3 else {
      if tenures.isEmpty { return Judgement(owner: .mine, evidence: ["it names no address to which it belongs, and no employer is known"]) }
      return Judgement(owner: .doubtful("Whose \(what) is \(subject.path)? No address takes part in most of it."), evidence: [])
    }
    let part = "\(address) takes part in \(part(share)) of it"
    switch owner(of: address) {
    case .employer(let tenure, let because):
      learn(address, tenure, &outcome)
      return Judgement(owner: .employer(tenure), evidence: [because, part], sensitivity: isMail ? .workMailbox : .workCalendar)
    case .mine(let because):
      outcome.ownAddresses.append((address, .mine))
      return forwarded(Judgement(owner: .mine, evidence: [because, part]), clues, what)
    case .unknown(let domain):
      if bearsOwnName(address) || share >= 0.5 {
        outcome.ownAddresses.append((address, .unknownEmployer(domain)))
        if colleagues(clues, domain) >= 2 {
          return Judgement(
            owner: .unknownEmployer(domain), evidence: ["others write from \(domain) too", part],
            sensitivity: isMail ? .workMailbox : .workCalendar)
        }
        return Judgement(owner: .doubtful("Is \(address) an address of your own, or an employer's?"), evidence: [part])
      }
      return Judgement(owner: .doubtful("Whose \(what) is \(subject.path)?"), evidence: [part])
    }
  }

  /// How many others write from a domain.
  private func colleagues(_ clues: Clues, _ domain: String) -> Int {
    max(0, clues.parties.keys.count { Handle(.email, $0).domain == domain } - 1)
  }

  /// A private mailbox that takes in mail of a work address of yours: much of it makes it doubtful, some is asked about.
  private func forwarded(_ judgement: Judgement, _ clues: Clues, _ what: String) -> Judgement {
    var judgement = judgement
    for (address, count) in clues.parties.sorted(by: { $0.key < $1.key }) where bearsOwnName(address) {
      guard case .employer(let tenure, _) = owner(of: address) else { continue }
      let share = Double(count) / Double(max(1, clues.encounters))
      if share >= 0.2 {
        judgement.owner = .doubtful("\(part(share)) of this \(what) went to or came from \(address). Is it yours, or \(name(tenure))'s?")
      } else {
        judgement.questions.append("\(count) of it went to or came from \(address). Does that belong to \(name(tenure))?")
      }
    }
    return judgement
  }

  private func learn(_ address: String, _ tenure: Tenure.ID, _ outcome: inout Outcome) {
    outcome.ownAddresses.append((address, .employer(tenure)))
    guard let domain = Handle(.email, address).domain, let known = tenures.first(where: { $0.id == tenure }) else { return }
    guard !known.domains.contains(domain), outcome.learnedDomains[tenure]?.contains(domain) != true, !PrivateMail.serves(domain) else {
      return
    }
    outcome.learnedDomains[tenure, default: []].append(domain)
  }

  // MARK: Outlook

  func outlook(_ clues: Clues, _ people: KnownPeople) -> Judgement {
    if clues.exchangeRows > 0 {
      let evidence = "\(clues.exchangeRows) of its rows have addresses of an Exchange server"
      return Judgement(owner: exchangeOwner(clues), evidence: [evidence], sensitivity: .workContacts)
    }
    let overlap = people.overlap(clues.people.map(\.print))
    if Ownership.mostly(overlap.known, overlap.of) {
      let evidence = "\(overlap.known) of \(overlap.of) people are in records of \(name(overlap.tenure)) too"
      let owner = overlap.tenure.map { Judgement.Owner.employer($0) } ?? .unknownEmployer("")
      return Judgement(owner: owner, evidence: [evidence], sensitivity: .workContacts)
    }
    if overlap.known * 10 >= overlap.of * 3, overlap.known >= 3 {
      let question =
        "\(overlap.known) of \(overlap.of) people in this Outlook export are in records of \(name(overlap.tenure)). Is it your own?"
      return Judgement(owner: .doubtful(question), evidence: [])
    }
    return contacts(clues, people)
  }

  /// Whose Exchange server: by the domains of the people on it, else the only employer told.
  private func exchangeOwner(_ clues: Clues) -> Judgement.Owner {
    let domains = clues.exchangeDomains.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map(\.key)
    for domain in domains {
      if case .employer(let tenure, _) = owner(of: "somebody@" + domain) { return .employer(tenure) }
    }
    if tenures.count == 1, domains.isEmpty { return .employer(tenures[0].id) }
    return .unknownEmployer(domains.first ?? "")
  }

  // MARK: Networks

  func network(_ clues: Clues, _ outcome: inout Outcome) -> Judgement {
    var judgement = Judgement(owner: .mine, evidence: ["the archive of a network is personal by its terms"])
    for address in clues.own {
      switch owner(of: address) {
      case .employer(let tenure, _):
        outcome.ownAddresses.append((address, .employer(tenure)))
        judgement.questions.append("\(address) still opens this account. Take it off before you leave \(name(tenure)).")
      case .mine: outcome.ownAddresses.append((address, .mine))
      case .unknown(let domain): outcome.ownAddresses.append((address, .unknownEmployer(domain)))
      }
    }
    for seat in clues.subscriptions {
      judgement.questions.append(
        "The account has a paid seat (\(seat)). Who pays for it? What an employer's seat holds may be the employer's.")
    }
    return judgement
  }

  // MARK: Address books

  func contacts(_ clues: Clues, _ people: KnownPeople) -> Judgement {
    var judgement = Judgement(owner: .mine, evidence: [])
    hold(clues, &judgement)
    let unlabelled = clues.people.filter { person in !person.labels.contains { judgement.doubt(label: $0) != nil } }
    if let product = clues.product, product == "Apple" || product == "Android" {
      let whose = tenures.count == 1 ? tenures[0].employer : "an employer"
      judgement.evidence.append("it comes from a phone or computer of yours (\(product))")
      judgement.isPhone = true
      judgement.questions.append("Did this phone ever sync with \(whose)'s account? If so, some of these cards may be \(whose)'s.")
      return judgement
    }
    if clues.product == "Google" { judgement.evidence.append("it comes from a Google account") }
    let overlap = people.overlap(unlabelled.map(\.print))
    if Ownership.mostly(overlap.known, overlap.of) {
      let whose = name(overlap.tenure)
      judgement.evidence.append("\(overlap.known) of \(overlap.of) people are in records of \(whose) too")
      judgement.owner = .doubtful("Most people in it are in records of \(whose) too. Is this address book your own, or \(whose)'s?")
    } else if judgement.evidence.isEmpty {
      let few = overlap.of == clues.people.count ? "people" : "people without such a label"
      judgement.evidence.append(
        overlap.known == 0
          ? "nothing else in it points to an employer" : "\(overlap.known) of \(overlap.of) \(few) are in an employer's records: not most")
    }
    return judgement
  }

  /// Holds back the rows whose labels name an employer.
  private func hold(_ clues: Clues, _ judgement: inout Judgement) {
    judgement.labelRules = tenures.map { tenure in
      LabelRule(names: ([tenure.employer] + tenure.names).map(EmployerName.init), tenure: tenure.id, employer: tenure.employer)
    }
    for (label, count) in clues.labels.sorted(by: { $0.key < $1.key }) {
      guard let doubt = judgement.doubt(label: label) else { continue }
      let cards = count == 1 ? "1 card says" : "\(count) cards say"
      judgement.questions.append("\(cards) \"\(label)\". \(doubt.question)")
    }
  }
}
