internal import Book
internal import Scan

/// How a clause stands on the day asked about, towards the person asked about, in the place.
struct Standing {
  enum State {
    /// It runs, to this last day where it names a time.
    case runs(Day?)
    /// It ran out on this day.
    case ended(Day)
    /// The law of the place voids it.
    case void(Force)
    /// A ruling there voided one, another differs.
    case likelyVoid(Force)
    /// Whether it holds there hangs on facts that are not known, or on the law itself.
    case doubtful(Force)
    /// It does not cover this person.
    case notCovering(String)
    /// The employer allowed the act in writing.
    case permitted(Situation.WrittenPermission)
    /// Nobody confirmed that it says what was read in it.
    case unconfirmed
  }
  let clause: Clause
  let agreement: Agreement
  let state: State
  /// The law that was looked at, where the place has any for this kind.
  let group: PlaceFacts.Group?
  /// The law the agreement names, where it was set aside or leaves doubt.
  let lawNote: String?

  /// As a source.
  var source: Verdict.Source { Verdict.Source(.clause, clause.name, date: agreement.signed?.description ?? "") }
  /// The facts of the clause used.
  var facts: [Verdict.Fact] {
    var facts = [Verdict.Fact("clause", clause.name)]
    if let months = clause.months { facts.append(.init("term", "\(months) months")) }
    if let lookBack = clause.lookBackMonths { facts.append(.init("looks back", "\(lookBack) months")) }
    return facts
  }
}

extension Standing {
  /// How `clause` stands in the situation.
  init(
    _ clause: Clause, of agreement: Agreement, in s: Situation, place: PlaceFacts?, named: PlaceFacts?,
    permission: Situation.WrittenPermission?
  ) {
    self.clause = clause
    self.agreement = agreement
    let group = place?.group(clause.kind)
    self.group = group
    let law = Standing.force(clause, agreement, s, group: group, place: place, named: named, asked: s.today)
    lawNote = law.note
    var state = Standing.state(clause, s, permission: permission, group: group, force: law.force)
    if case .runs(let end) = state {
      // A law to come may end it earlier than the clause itself.
      for change in place?.changes ?? []
      where change.on > s.today && change.touches.contains(clause.kind) && (end.map { change.on <= $0 } ?? true) {
        let then = Standing.force(clause, agreement, s, group: group, place: place, named: named, asked: change.on).force
        guard then?.hold == .void else { continue }
        state = .runs(change.on.adding(days: -1))
        break
      }
    }
    self.state = state
  }

  private static func state(
    _ clause: Clause, _ s: Situation, permission: Situation.WrittenPermission?, group: PlaceFacts.Group?, force: Force?
  ) -> State {
    if !clause.confirmed { return .unconfirmed }
    if let why = notCovering(clause, s, group: group) { return .notCovering(why) }
    if let last = s.lastDay, let end = end(of: clause, after: last, group: group), end < s.today { return .ended(end) }
    if let permission { return .permitted(permission) }
    if let force {
      switch force.hold {
      case .void: return .void(force)
      case .likelyVoid: return .likelyVoid(force)
      case .doubtful: return .doubtful(force)
      case .binds: break
      }
    }
    return .runs(s.lastDay.flatMap { end(of: clause, after: $0, group: group) })
  }

  /// The last day of the clause, cut to the longest that the place allows.
  private static func end(of clause: Clause, after last: Day, group: PlaceFacts.Group?) -> Day? {
    guard let end = clause.lastDay(after: last) else { return nil }
    guard let most = group?.maxMonths else { return end }
    return min(end, last.adding(months: most))
  }

  /// Why a clause does not reach this person; nil where it may.
  private static func notCovering(_ clause: Clause, _ s: Situation, group: PlaceFacts.Group?) -> String? {
    switch clause.kind {
    case .nonSolicitCustomers, .noService:
      guard let relation = s.relation else { return nil }
      switch relation {
      case .personal, .peer, .colleague: return "not a customer of \(s.employerName)"
      case .supplier: return clause.covers.contains(.suppliers) ? nil : "a supplier, not a customer"
      case .prospect:
        return clause.covers.isEmpty || clause.covers.contains(.prospects) || clause.covers.contains(.allCustomers)
          ? nil : "the clause does not name prospects"
      case .client, .formerClient: break
      }
      if s.knewBefore == true, group?.spares.contains("brought") == true {
        return "the law there does not let it reach clients you brought"
      }
      if group?.coversOnly == "current", relation == .formerClient { return "the law there lets it reach current customers only" }
      return outsideLookBack(clause, s, group: group)
    case .nonSolicitEmployees:
      guard let relation = s.relation, relation != .colleague else { return nil }
      return "not on the staff of \(s.employerName)"
    default: return nil
    }
  }

  private static func outsideLookBack(_ clause: Clause, _ s: Situation, group: PlaceFacts.Group?) -> String? {
    guard let dealt = s.dealtWith else { return nil }
    let end = s.lastDay.map { min($0, s.today) } ?? s.today
    if let months = clause.lookBackMonths, dealt < (s.lastDay ?? end).adding(months: -months) {
      return "you last dealt with them on \(dealt.spoken), before the \(months) months it looks back"
    }
    return nil
  }

  /// What the law makes of the clause: of the place, and of the law that the agreement names where that one may count.
  private static func force(
    _ clause: Clause, _ agreement: Agreement, _ s: Situation, group: PlaceFacts.Group?, place: PlaceFacts?, named: PlaceFacts?, asked: Day
  ) -> (force: Force?, note: String?) {
    guard let place, let group else { return (nil, nil) }
    let ended = s.lastDay.map { min($0, s.today) } ?? s.today
    let facts = ForceFacts(
      signed: agreement.signed, asked: asked, ended: ended, yearlyPay: s.yearlyPay, overtime: s.overtime, ending: s.ending, roles: s.roles,
      compensated: s.compensated, months: clause.months)
    let here = Force.of(group, kind: clause.kind, place: place.name, facts: facts)
    guard let law = agreement.law else { return (here, nil) }
    guard let named, named.code != place.code else {
      return named == nil ? (here, "The agreement names the law of \(law), of which these facts hold nothing.") : (here, nil)
    }
    if place.group(.nonCompete)?.overridesChoiceOfLaw == true {
      return (here, "The agreement names the law of \(named.name); \(place.name) puts its own law first.")
    }
    let there = named.group(clause.kind).map { Force.of($0, kind: clause.kind, place: named.name, facts: facts) }
    let voidHere = here.hold == .void
    let voidThere = there?.hold == .void
    if voidHere == voidThere { return (here, nil) }
    var force = voidHere ? here : there ?? here
    force.hold = .doubtful
    force.missing = [.init("which law decides", "Would a court in \(place.name) follow the law of \(named.name) that the agreement names?")]
    return (force, "The agreement names the law of \(named.name); whether it counts in \(place.name) is open.")
  }
}
