public import Book
public import Scan

/// Who is close: people ranked by whom the owner will go on exchanging mail with, each rank with its reasons.
public enum Ties {
  /// Ranks the people of `question`. Pure: the same question gives the same report.
  public static func rank(_ question: TieQuestion, weights: TieWeights = .shipped) -> TieReport {
    let sources = question.own ? question.sources.filter(\.book.isMine) : question.sources
    let me = question.me.isEmpty ? owners(of: sources) : question.me.sorted()
    let today = question.asOf.number
    let rules = TieRules.shipped
    let roster = Roster(question, sources: sources, me: Set(me))
    let stream = EncounterStream(sources, roster, today: today)
    let sentKnown = isSentKnown(sources, stream)
    let tallies = Tallies(stream, count: roster.count, today: today, rules: rules, quoted: !sentKnown)
    let ranking = Ranking(question, roster, tallies.people, formula: sentKnown ? weights.full : weights.sentMissing, rules)
    var portrait = Portrait(question, sources, roster, stream, ranking, sentKnown: sentKnown)

    let dated = stream.events.lazy.filter { $0.day != .min }
    var report = TieReport(asOf: question.asOf, me: me, meFound: question.me.isEmpty, sentKnown: sentKnown)
    report.recovered = sentKnown ? 0 : stream.quoted
    report.first = dated.first.map { Day(number: $0.day) }
    report.last = stream.events.last.flatMap { $0.day == .min ? nil : Day(number: $0.day) }
    report.people = portrait.ties(ranking.people, detail: question.detail)
    report.setAside = portrait.ties(ranking.setAside, detail: question.detail)
    report.fading = portrait.fading(report.people)
    report.loud = Loudness.find(stream, ranking, roster, sentKnown: sentKnown, names: portrait.name)
    report.companies = companies(report.people, ranking, me: me, rules)
    report.addPinned(question)
    return report
  }

  /// Whether a mail address is a desk, a robot, a no-reply or a list: such are never ranked. The rules are data.
  public static func isRole(_ address: String) -> Bool { TieRules.shipped.isRole(Handle.normalize(.email, address)) }

  /// The same for an address in normal form.
  public static func isRole(normal address: String) -> Bool { TieRules.shipped.isRole(address) }

  /// The day of the last dated encounter, for logs ranked as of their own end.
  public static func lastDay(of log: EncounterLog) -> Day? {
    log.seconds.max().flatMap { $0 == .min ? nil : Moment(seconds: $0).day() }
  }

  private static func owners(of sources: [TieSource]) -> [String] {
    var found: Set<String> = []
    for source in sources { found.formUnion(owner(of: source.log).map(\.handle.normal)) }
    return found.sorted()
  }

  /// What the owner wrote is known where a source says so, else where it is at least a thirtieth of what was received.
  private static func isSentKnown(_ sources: [TieSource], _ stream: EncounterStream) -> Bool {
    if sources.contains(where: { $0.folders == .sentKnown }) { return true }
    guard sources.contains(where: { $0.folders == .unknown }) else { return false }
    return isSentKnown(written: stream.written, received: stream.received)
  }

  /// Whether so much of what the owner wrote is there that the rest is not missing: a thirtieth of what was received.
  public static func isSentKnown(written: Int, received: Int) -> Bool { written > 0 && written * 30 >= received }

  /// Firms by the people the owner knows there; the owner's own firm is none.
  private static func companies(_ people: [Tie], _ ranking: Ranking, me: [String], _ rules: TieRules) -> [CompanyTie] {
    let home = Set(me.compactMap { Handle(kind: .email, raw: $0, normal: $0).domain })
    var places: [String: Int] = [:]
    var firms: [CompanyTie] = []
    for tie in people where !tie.organisation.isEmpty && !home.contains(tie.organisation) && (tie.sent > 0 || tie.received > 0) {
      // Colleagues stand under the firm's name where it is known.
      if tie.handles.contains(where: { $0.domain.map { home.contains($0) && !rules.isFreeMail($0) } ?? false }) { continue }
      let place = places[tie.organisation] ?? firms.count
      if place == firms.count {
        places[tie.organisation] = place
        firms.append(CompanyTie(name: tie.organisation, people: [], score: 0, sent: 0, received: 0, last: nil))
      }
      firms[place].people.append(tie.key)
      firms[place].score = 1 - (1 - firms[place].score) * (1 - tie.score)
      firms[place].sent += tie.sent
      firms[place].received += tie.received
      firms[place].last = [firms[place].last, tie.last].compactMap { $0 }.max()
    }
    return firms.sorted { ($1.score, $0.name) < ($0.score, $1.name) }
  }
}

/// The order of people by the formula.
struct Ranking {
  /// A person, and what the formula says of them.
  struct Place {
    var person: Int32
    var logit: Double
    var pinned = false
  }

  /// The ranked, pinned ones first; at most `TieQuestion.keep`.
  private(set) var people: [Place] = []
  private(set) var setAside: [Place] = []
  let tallies: [Tally]
  let formula: TieWeights.Formula

  init(_ question: TieQuestion, _ roster: Roster, _ tallies: [Tally], formula: TieWeights.Formula, _ rules: TieRules) {
    self.tallies = tallies
    self.formula = formula
    let today = question.asOf.number
    func place(_ key: String) -> Place? {
      roster.indexes[key].map { Place(person: $0, logit: formula.logit(tallies[Int($0)], today: today), pinned: true) }
    }
    people = question.pins.compactMap(place)
    let pinned = Set(people.map(\.person))
    setAside = question.setAside.compactMap(place).filter { !pinned.contains($0.person) }
    for index in setAside.indices { setAside[index].pinned = false }
    let out = Set((question.setAside.union(question.drops)).compactMap { roster.indexes[$0] }).union(pinned)
    let order = Ranking.order(tallies, formula, today: today, roster)
    for place in order where people.count < question.keep {
      if out.contains(place.person) || rules.isRole(roster.keys[Int(place.person)]) { continue }
      people.append(place)
    }
    setAside.sort { $0.logit > $1.logit }
  }

  private static func order(_ tallies: [Tally], _ formula: TieWeights.Formula, today: Int32, _ roster: Roster) -> [Place] {
    var places: [Place] = []
    places.reserveCapacity(tallies.count)
    for (person, tally) in tallies.enumerated() where tally.direct || tally.lastTogetherDay != .min {
      places.append(Place(person: Int32(person), logit: formula.logit(tally, today: today)))
    }
    places.sort { a, b in
      if a.logit != b.logit { return a.logit > b.logit }
      let (x, y) = (tallies[Int(a.person)], tallies[Int(b.person)])
      if x.sent != y.sent { return x.sent > y.sent }
      if x.received != y.received { return x.received > y.received }
      return roster.keys[Int(a.person)] < roster.keys[Int(b.person)]
    }
    return places
  }
}
