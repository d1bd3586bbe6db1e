import Book
import Scan

/// Makes `Tie`s out of places in the ranking.
struct Portrait {
  private let question: TieQuestion
  private let sources: [TieSource]
  private let roster: Roster
  private let stream: EncounterStream
  private let ranking: Ranking
  private let sentKnown: Bool
  private let mixed: Bool
  private var parties: [Int32: [(party: EncounterLog.Party, uses: Int32)]] = [:]

  init(
    _ question: TieQuestion, _ sources: [TieSource], _ roster: Roster, _ stream: EncounterStream, _ ranking: Ranking, sentKnown: Bool
  ) {
    self.question = question
    self.sources = sources
    self.roster = roster
    self.stream = stream
    self.ranking = ranking
    self.sentKnown = sentKnown
    self.mixed = Set(sources.map(\.book)).count > 1
    var shown = [Bool](repeating: false, count: roster.count)
    for place in ranking.people + ranking.setAside { shown[Int(place.person)] = true }
    for (index, source) in sources.enumerated() {
      for (number, person) in roster.persons[index].enumerated() where person >= 0 && shown[Int(person)] {
        add(source.log.parties[number], uses: stream.uses[index][number], to: person)
      }
    }
    for person in parties.keys { parties[person]?.sort { $0.uses > $1.uses } }
  }

  private mutating func add(_ party: EncounterLog.Party, uses: Int32, to person: Int32) {
    var known = parties[person] ?? []
    if let place = known.firstIndex(where: { $0.party.handle.normal == party.handle.normal }) {
      if uses > known[place].uses, !party.name.isEmpty { known[place].party.name = party.name }
      known[place].uses += uses
    } else {
      known.append((party, uses))
    }
    parties[person] = known
  }

  /// The name to show of a person.
  func name(_ person: Int32) -> String {
    let key = roster.keys[Int(person)]
    if let told = question.names[key], !told.isEmpty { return told }
    let known = parties[person] ?? []
    return known.first { !$0.party.name.isEmpty }?.party.name ?? known.first?.party.handle.raw ?? key
  }

  /// The ties of `places`; the first `detail` with months, reasons and remark.
  mutating func ties(_ places: [Ranking.Place], detail: Int) -> [Tie] {
    var ties = places.enumerated().map { tie($1, rank: $0 + 1) }
    let told = places.prefix(max(0, detail))
    let details = TieDetail.gather(told.map(\.person), of: stream, sources: sources, count: roster.count, quoted: !sentKnown)
    for index in details.indices {
      ties[index].media = details[index].media
      ties[index].months = details[index].months
      ties[index].basis = details[index].basis.sorted { ($1.encounters, $0.book.name) < ($0.encounters, $1.book.name) }
      explain(&ties[index], ranking.tallies[Int(told[index].person)])
    }
    return ties
  }

  private func tie(_ place: Ranking.Place, rank: Int) -> Tie {
    let tally = ranking.tallies[Int(place.person)]
    let key = roster.keys[Int(place.person)]
    let handles = (parties[place.person] ?? []).map(\.party.handle)
    let (state, quiet) = pace(tally)
    let bothWays = sentKnown ? tally.sent > 0 && tally.received > 0 : tally.received > 0
    return Tie(
      rank: rank, key: key, name: name(place.person), handles: handles, organisation: organisation(key, handles),
      score: TieWeights.Formula.probability(place.logit), first: Portrait.day(tally.firstDay), last: Portrait.day(tally.lastDay),
      sent: Int(tally.sentMails), received: Int(tally.receivedMails), state: state, quietSince: quiet,
      circle: bothWays || place.pinned ? [5, 15, 50, 150].first { rank <= $0 } : nil,
      wroteFirst: sentKnown ? [1: .owner, 2: .other][tally.first] : nil,
      firstNames: [1: .owner, 2: .other, 3: .both][tally.firstNames], pinned: place.pinned)
  }

  private static func day(_ number: Int32) -> Day? { number == .min ? nil : Day(number: number) }

  private func organisation(_ key: String, _ handles: [Handle]) -> String {
    if let told = question.organisations[key] { return told }
    return handles.lazy.compactMap(\.domain).first { !TieRules.shipped.isFreeMail($0) } ?? ""
  }

  /// Silent: longer than two and a half of their usual gaps, and longer than a quarter of a year.
  private func pace(_ tally: Tally) -> (Tie.State, Day?) {
    guard tally.lastDay != .min else { return (.past, nil) }
    let since = Double(question.asOf.number - tally.lastDay)
    let gap = tally.activeDays > 1 ? Double(tally.lastDay - tally.firstDay) / Double(tally.activeDays - 1) : 36
    guard since > max(90, 2.5 * gap) else { return (.current, nil) }
    let given = sentKnown ? min(tally.sentLong, tally.receivedLong) : tally.receivedLong
    return (given >= 2 && tally.activeDays >= 6 ? .fading : .past, Day(number: tally.lastDay))
  }

  /// Those close once and silent now, the closest first.
  func fading(_ people: [Tie]) -> [Tie] {
    func given(_ tie: Tie) -> Double {
      guard let person = roster.indexes[tie.key] else { return 0 }
      let tally = ranking.tallies[Int(person)]
      return sentKnown ? min(tally.sentLong, tally.receivedLong) : tally.receivedLong
    }
    return people.filter { $0.state == .fading }.map { ($0, given($0)) }.sorted { $0.1 > $1.1 }.map(\.0)
  }

  private func explain(_ tie: inout Tie, _ tally: Tally) {
    let pronoun = question.pronouns[tie.key] ?? .they
    let special = specials(tie, pronoun)
    tie.reasons = reasons(tie, tally, pronoun, special)
    let features = tally.features(today: question.asOf.number)
    tie.numbers = TieFeature.allCases.enumerated().map { index, feature in
      TieNumber(feature: feature, value: features[index], adds: features[index] * ranking.formula.weights[index])
    }.sorted { abs($0.adds) > abs($1.adds) }
    let said = special.map(\.text).joined(separator: ", ")
    let parts = [said, tie.quietSince == nil ? "" : "quiet since", question.notes[tie.key] ?? ""]
    tie.remark = parts.filter { !$0.isEmpty }.joined(separator: "; ")
  }

  /// What is special about a tie beside mail through the one mailbox.
  private func specials(_ tie: Tie, _ pronoun: Pronoun) -> [TieReason] {
    var special: [TieReason] = []
    if mixed, let own = tie.basis.first(where: { $0.book.isMine && $0.mails > 0 }) {
      special.append(TieReason(signal: "privateMail", value: Double(own.mails), text: "private mail"))
    }
    let order: [Medium] = [.text, .chat, .call, .meeting, .handover, .network, .invitation]
    for kind in order {
      // Messages on a network are many and cheap: told only where there is nothing else.
      if kind == .network || kind == .invitation, tie.sent + tie.received > 0 || !special.isEmpty { continue }
      for medium in tie.media where medium.medium == kind {
        special.append(TieReason(signal: signal(kind), value: Double(medium.count), text: TieWords.medium(medium, pronoun)))
      }
    }
    return special
  }

  private func signal(_ medium: Medium) -> String {
    switch medium {
    case .mail: "mails"
    case .chat: "chat"
    case .call: "calls"
    case .meeting: "meetings"
    case .network: "network"
    case .invitation: "invitation"
    case .handover: "handover"
    case .text: "texts"
    }
  }

  private func reasons(_ tie: Tie, _ tally: Tally, _ pronoun: Pronoun, _ special: [TieReason]) -> [TieReason] {
    var reasons: [TieReason] = []
    func say(_ signal: String, _ value: Double, _ text: String?) {
      if let text { reasons.append(TieReason(signal: signal, value: value, text: text)) }
    }
    if tie.pinned { say("pinned", 1, "you pinned \(pronoun.object)") }
    if tie.sent + tie.received > 0 {
      say("mails", Double(tie.sent + tie.received), TieWords.mails(sent: tie.sent, received: tie.received))
    }
    if tally.sentAlone > 1 { say("alone", Double(tally.sentAlone), "\(tally.sentAlone) of yours to \(pronoun.object) alone") }
    reasons += special
    if tally.activeDays > 2 { say("days", Double(tally.activeDays), "in touch on \(tally.activeDays) days") }
    say("firstNames", 1, TieWords.firstNames(tie.firstNames, pronoun))
    say("wroteFirst", 1, TieWords.wroteFirst(tie.wroteFirst, pronoun))
    if !tally.direct { say("together", 1, "only in copy of the same mails") }
    if Int(tally.received) > 6 * Int(tally.sent) + 6, sentKnown {
      say("unanswered", Double(tally.received - tally.sent), "you hardly answer \(pronoun.object)")
    }
    if let last = tie.quietSince {
      say("quiet", Double(question.asOf.days(since: last)), TieWords.quiet(since: last, asOf: question.asOf))
    } else if let last = tie.last {
      say("last", Double(question.asOf.days(since: last)), "last " + TieWords.day(last, asOf: question.asOf))
    }
    return reasons
  }
}
