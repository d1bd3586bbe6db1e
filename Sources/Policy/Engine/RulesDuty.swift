internal import Book
internal import Scan

/// Duties that need no clause, and what is usual.
enum DutyRules {
  static let rows: [Rule] = [base, joint, gardenLeave, seek, hiredBefore, onceOnly, workMail, writing, wish, hold, holdContact, usual]

  static let base = Rule(
    "base", .all, when: "nothing below forbids it", then: "open", source: "what is usual; the checklist"
  ) { b, id in
    let text =
      switch b.act {
      case .keep: "What you know from your own sources is yours to keep."
      case .announce: "Saying that you leave, when, and how to be found is common and no solicitation."
      case .askConsent: "Asking whether you may keep their details is fair to them: one line, once."
      case .beHired: "Working for a client is free where nothing you signed bars it."
      case .connect: "A connection with the network's own text is no solicitation."
      case .writeAboutWork: "Writing about your field for whoever reads it picks nobody."
      case .solicit: "Without a restraint that holds, competing is free after the last day."
      case .acceptUnprompted: "Dealing with somebody who came by themselves is no solicitation."
      case .hireColleague: "Without a restraint that holds, former colleagues may be hired."
      case .handOver: "What belongs to your employer goes back to your employer."
      case .share: "A person's details are given on only with their consent."
      }
    let number =
      switch b.act {
      case .keep, .share: 3
      case .announce, .askConsent: 5
      case .connect, .writeAboutWork: 12
      case .acceptUnprompted: 11
      case .handOver: 13
      default: 11
      }
    return [Finding(.open, .init(id, b.step(number), text))]
  }

  static let joint = Rule(
    "loyalty-tell", [.announce, .askConsent, .connect], when: "still employed, towards somebody of the employer's",
    then: "care: together with the employer; alone from the day after the last", source: "loyalty while employed; checklist 4"
  ) { b, id in
    guard b.s.isBefore, b.s.relation != .personal, b.s.relation != .peer else { return [] }
    let last = b.s.lastDay.map { ", \($0.spoken)" } ?? ""
    var finding = Finding(
      .care,
      .init(
        id, b.step(4),
        "After your last day\(last), alone; before it, together with \(b.s.employerName): until then their clients are theirs to tell.",
        facts: b.s.lastDay.map { [.init("last day", $0.description)] } ?? []))
    finding.until = b.s.lastDay
    if b.permission != nil { finding.setAside = "your employer allowed it in writing" }
    return [finding]
  }

  static let gardenLeave = Rule(
    "garden-leave", .contact, when: "on garden leave, towards a customer", then: "wait until the day after the last",
    source: "loyalty while employed; the garden leave clause"
  ) { b, id in
    guard b.s.isBefore, b.s.ending == .gardenLeave, b.s.mayBeCustomer, let after = b.s.dayAfter else { return [] }
    let clause = b.clauses(.gardenLeave).first
    var finding = Finding(
      .wait,
      .init(
        id, clause?.source ?? b.step(2), "Garden leave is employment: no word to clients on your own until it ends.",
        quote: clause?.clause.quote))
    finding.until = after
    if b.permission != nil { finding.setAside = "your employer allowed it in writing" }
    return [finding]
  }

  static let seek = Rule(
    "loyalty-seek", [.solicit, .acceptUnprompted, .hireColleague], when: "still employed",
    then: "wait until the day after the last; shut while none is known",
    source: "loyalty while employed; checklist 2"
  ) { b, id in
    guard b.s.isBefore, b.s.relation != .personal, b.s.relation != .peer else { return [] }
    let text =
      b.act == .acceptUnprompted
      ? "While you are employed, what comes in is \(b.s.employerName)'s: pass it on."
      : "While you are employed you work for \(b.s.employerName) only, clause or none."
    var finding = Finding(b.s.dayAfter == nil ? .shut : .wait, .init(id, b.step(2), text))
    finding.until = b.s.dayAfter
    if b.s.lastDay == nil { finding.missing = [.init("last day", "When is your last day?")] }
    if b.permission != nil { finding.setAside = "your employer allowed it in writing" }
    return [finding]
  }

  static let hiredBefore = Rule(
    "loyalty-hired", [.beHired, .writeAboutWork], when: "still employed", then: "care", source: "loyalty while employed; checklist 2"
  ) { b, id in
    guard b.s.isBefore else { return [] }
    var finding = Finding(
      .care,
      .init(id, b.step(2), "You may look for work while employed; draw no business away and use nothing of \(b.s.employerName)'s for it."))
    if b.act == .writeAboutWork {
      finding.reason.text = "Write about your field in your own name; nothing confidential of \(b.s.employerName)'s, no offer of your own."
    }
    return [finding]
  }

  static let onceOnly = Rule(
    "ask-once", [.askConsent], when: "always", then: "care: one line, once, no reminder; no answer is a no; asked before: shut",
    source: "what is usual; checklist 5"
  ) { b, id in
    if b.s.wish == .silent {
      return [
        Finding(
          .shut,
          .init(
            id, .init(.consent, "no answer", verified: .yes),
            "You asked once; no answer is a no. A reminder would be contact they did not want."))
      ]
    }
    var finding = Finding(.care, .init(id, b.step(5), "Asking is itself contact, so keep it to asking."))
    finding.conditions = ["One line, once, no reminder, nothing about your new work. No answer is a no."]
    return [finding]
  }

  static let workMail = Rule(
    "work-mail", .contact, when: "by the employer's mail", then: "shut after the last day; before it care: it is read",
    source: "checklist 9"
  ) { b, id in
    guard b.s.channel == .workMail else { return [] }
    guard b.s.isBefore else {
      return [Finding(.shut, .init(id, b.step(9), "After your last day the work account is not yours to use; take your own."))]
    }
    var finding = Finding(.care, .init(id, b.step(9), "Take it that \(b.s.employerName) reads its mail."))
    finding.conditions = ["In their mail only what \(b.s.employerName) may read, in words agreed with them."]
    return [finding]
  }

  static let writing = Rule(
    "write-not-call", .contact, when: "by call or face to face, while a customer clause runs",
    then: "care: written words can be shown later", source: "checklist 7"
  ) { b, id in
    guard b.s.channel == .call || b.s.channel == .inPerson, b.customerClauseRuns, b.s.mayBeCustomer else { return [] }
    var finding = Finding(.care, .init(id, b.step(7), "Where a clause binds, written words can be shown later; spoken ones cannot."))
    finding.conditions = ["If you do speak: no offer, and note the same day what was said."]
    return [finding]
  }

  static let wish = Rule(
    "wish", .all, when: "the contact said no, or was asked and is silent", then: "shut; it stops everything",
    source: "the contact's own word"
  ) { b, id in
    let source = Verdict.Source(.consent, "their own word")
    if b.s.wish == .no, b.act != .handOver {
      return [Finding(.shut, .init(id, source, "They said no. It stops everything: nothing is sent, and their details go."))]
    }
    guard b.s.wish == .silent, b.act == .keep, b.s.datum?.grounds.isEmpty != false else { return [] }
    var finding = Finding(.ask, .init(id, source, "They were asked and have not answered; no answer is a no."))
    finding.ask = b.s.person.isEmpty ? "them, once more only if they come to you" : "\(b.s.person), only if they come to you"
    return [finding]
  }

  static let holdContact = Rule(
    "hold-contact", .contact, when: "the employer's book is on hold: a dispute is expected", then: "care: your lawyer reads it first",
    source: "the hold"
  ) { b, id in
    guard b.s.hold else { return [] }
    var finding = Finding(
      .care,
      .init(id, .init(.duty, "the hold on \(b.s.employerName)'s book"), "A dispute is expected; what you write now will be read in it."))
    finding.conditions = ["Let your lawyer read it first."]
    return [finding]
  }

  static let usual = Rule(
    "usual", .all, when: "something is usual in the trade",
    then: "said with a yes; set aside where a clause runs: a clause goes before custom", source: "the trade's custom, as told"
  ) { b, id in
    guard let usual = b.s.usualInTrade else { return [] }
    var finding = Finding(
      .open, .init(id, .init(.custom, "what is usual in the trade, as you told it", verified: .partly), "Usual in the trade: \(usual)"))
    let clauses: [Clause.Kind] = [.nonSolicitCustomers, .noService, .nonCompete, .nonSolicitEmployees, .confidentiality, .returnOfProperty]
    if clauses.contains(where: { !b.running($0).isEmpty }) { finding.setAside = "a clause goes before custom" }
    return [finding]
  }

  static let hold = Rule(
    "hold", [.keep, .share, .handOver], when: "the employer's book is on hold", then: "ask your lawyer", source: "the hold"
  ) { b, id in
    guard b.s.hold else { return [] }
    var finding = Finding(
      .ask,
      .init(
        id, .init(.duty, "the hold on \(b.s.employerName)'s book"),
        "The book is on hold: nothing of it is changed or passed on until it is lifted."))
    finding.ask = "your lawyer"
    return [finding]
  }
}
