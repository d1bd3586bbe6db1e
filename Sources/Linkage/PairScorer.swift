/// Weighs all the evidence on a pair of records within an epoch.
struct PairScorer {
  let epoch: Epoch
  /// The bits every pair starts with, and those from which it is suggested: the same for all, and dear to reckon.
  private let prior: Double
  let bar: Double
  private let table: FeatureTable
  private let comparison: NameComparison
  private let handles: HandleComparison
  private let places: PlaceComparison
  /// What was weighed last: records come in the order of their ids, where one name and one domain mostly stand side by side.
  private var lastNames = Last<Weighed>()
  private var lastEmployer = Last<Double>()
  /// A record may have several handles in common with each of many.
  private var recent = Recent()

  init(_ epoch: Epoch, _ table: FeatureTable) {
    self.epoch = epoch
    self.table = table
    prior = epoch.prior
    bar = epoch.suggestBits
    comparison = NameComparison(epoch: epoch, table: table)
    handles = HandleComparison(epoch: epoch, table: table)
    places = PlaceComparison(epoch: epoch)
  }

  /// The evidence on the records at two places of the table.
  mutating func score(_ first: Int, _ second: Int) -> Score {
    let (a, b) = (table.records[first], table.records[second])
    var score = Score(prior: prior, bar: bar)
    weighNames(a, b, &score)
    weighMail(a, b, &score)
    if a.card != 0, b.card != 0 { weighCards(a, b, &score) }
    weighEmployer(a, b, &score)
    weighGeneration(a, b, &score)
    return score
  }

  /// Whether two full names cannot be one person's.
  func contrary(_ a: NameForm, _ b: NameForm) -> Bool { a.key != b.key && comparison.compare(a, b).relation == .contrary }

  /// Whether two dates of birth contradict.
  func contradictoryBirths(_ a: LinkageBirth, _ b: LinkageBirth) -> Bool { places.births(a, b).contradict }

  private mutating func weighNames(_ a: Features, _ b: Features, _ score: inout Score) {
    let (best, bestBits) = closest(a, b)
    score.relation = best.relation
    if best.relation == .contrary { score.against.insert(.name) }
    score.givenDiffers = best.relation == .contrary && best.given.kind == .different
    let fit = fit(b, a.handles, fit(a, b.handles, .init()))
    score.name = bestBits
    let joint = max(best.given.bits, fit.given) + max(best.family.bits, fit.family)
    var handle = max(0, joint - bestBits)
    if best.relation == .contrary { handle = min(handle, max(0, fit.bits)) }
    let shown = max(0, bestBits) + handle
    let (same, echo) = sameHandles(a, b, isEcho: best.relation >= .variant)
    if same > 0 { handle = same > shown ? same - max(0, bestBits) + 0.3 * shown : handle + 0.3 * same }
    score.handle = max(handle, echo)
  }

  /// The two names of two records that agree best, and how well.
  private mutating func closest(_ a: Features, _ b: Features) -> (NameComparison.Result, bits: Double) {
    var best = Weighed()
    for place in a.names.range {
      for other in b.names.range {
        let (x, y) = (table.nameNumbers[place], table.nameNumbers[other])
        let weighed = lastNames.answer(UInt64(x) << 32 | UInt64(y)) { Weighed(comparison, table.forms[Int(x)], table.forms[Int(y)]) }
        if weighed.bits > best.bits { best = weighed }
      }
    }
    return (best.result, best.bits == -.infinity ? 0 : best.bits)
  }

  /// How well a name of `side` fits one of the handles, where that is better than `known`.
  private func fit(_ side: Features, _ others: Stretch, _ known: HandleComparison.Fit) -> HandleComparison.Fit {
    var best = known
    for place in side.names.range {
      let number = Int(table.nameNumbers[place])
      // Asked of the form where it lies: most make no handles.
      if table.forms[number].derived.isEmpty { continue }
      let form = table.forms[number]
      for other in others.range {
        let fit = handles.fit(form, table.handle(other))
        if fit.bits > best.bits { best = fit }
      }
    }
    return best
  }

  /// The bits of a handle that both have; and, where it is made of their one name, which then says little more than the name does, those
  /// of the echo.
  private mutating func sameHandles(_ a: Features, _ b: Features, isEcho: Bool) -> (same: Double, echo: Double) {
    var (same, echo) = (0.0, 0.0)
    guard a.mayShare(handleOf: b) else { return (same, echo) }
    let shared = table.shareMail(a, b)
    for place in a.handles.range {
      let x = table.handle(place)
      if shared, x.origin == .mail { continue }
      for other in b.handles.range {
        let y = table.handle(other)
        guard x.coreHash == y.coreHash, !shared || y.origin != .mail else { continue }
        if isEcho, spells(a, x) || spells(b, x) {
          echo = max(echo, 1.5 + (x.whole == y.whole ? min(8, 2.5 * Double(x.digits.count)) : 0))
        } else {
          let isDomain = x.origin == .domain || y.origin == .domain
          let base = recent.answer(isDomain ? ~x.coreHash : x.coreHash) { handles.shared(x, isDomain: isDomain) }
          same = max(same, handles.same(x, y, base))
        }
      }
    }
    return (same, echo)
  }

  /// Whether the handle is made of a name of the record: then sharing it says little more than sharing the name.
  private func spells(_ side: Features, _ handle: Handle) -> Bool {
    for place in side.names.range where table.derivation(of: table.form(place), handle.coreHash) != nil { return true }
    return false
  }

  private func weighMail(_ a: Features, _ b: Features, _ score: inout Score) {
    guard table.shareMail(a, b) else { return }
    for place in a.mails.range {
      let mail = table.mails[place]
      guard mail.nature == .personal, table.has(mail.hash, b) else { continue }
      let crowd = epoch.namesBeside(mail: mail.hash)
      let bits = -prior + 9 - 3 * Double(max(0, crowd - 2)) - 0.4 * max(0, score.name + score.handle)
      if bits > score.email {
        score.email = bits
        if crowd <= 2 { score.name = max(score.name, -6) }
        score.hasStrongKey = score.hasStrongKey || crowd <= 3
      }
    }
  }

  /// What only cards have, where both records are of such.
  private func weighCards(_ first: Features, _ second: Features, _ score: inout Score) {
    let (a, b) = (table.card(first), table.card(second))
    weighPhones(a, b, &score)
    weighHomes(a, b, &score)
    if score.givenDiffers, epoch.strangersAtHome || !table.isPostalOnly(first) || !table.isPostalOnly(second) {
      // a household: what its members share says nothing of one person
      score.address = min(0, score.address)
      score.phone = min(0, score.phone)
    }
    if table.meet(a.profiles, b.profiles) {
      score.profile = -prior + 8
      score.hasStrongKey = true
    }
    if table.meet(a.threads, b.threads) { score.thread = 3 }
  }

  private func weighPhones(_ a: CardFeatures, _ b: CardFeatures, _ score: inout Score) {
    guard !a.phones.isEmpty, !b.phones.isEmpty else { return }
    var isShared = false
    for place in a.phones.range {
      let phone = table.hashes[place]
      guard b.phones.range.contains(where: { Contact.isSame(table.hashes[$0], phone) }) else { continue }
      isShared = true
      let crowd = epoch.namesBeside(phone: phone)
      score.phone = max(score.phone, -prior + 4 - 4 * Double(max(0, crowd - 1)) - 0.3 * max(0, score.name + score.handle))
    }
    if !isShared { score.phone = -1.5 }
  }

  /// Dates of birth and postal addresses.
  private func weighHomes(_ a: CardFeatures, _ b: CardFeatures, _ score: inout Score) {
    let births = places.births(a.birth, b.birth)
    score.birth = births.bits
    if births.contradict { score.against.insert(.birth) }
    if !a.postal.isEmpty, !b.postal.isEmpty { score.address = places.compare(table.postal[a.postal.range], table.postal[b.postal.range]) }
  }

  private mutating func weighEmployer(_ a: Features, _ b: Features, _ score: inout Score) {
    if a.mayShare(employerOf: b) {
      for place in table.card(a).organisations.range where table.isOf(table.hashes[place], b) {
        weigh(employer: table.hashes[place], &score)
      }
      for place in a.mails.range {
        let domain = table.mails[place].domain
        if domain != 0, table.isOf(domain, b) { weigh(employer: domain, &score) }
      }
    }
    if score.email > 0 { score.employer = min(score.employer, 1) }
    if score.employer == 0, !table.card(a).organisations.isEmpty, !table.card(b).organisations.isEmpty { score.employer = -1.5 }
  }

  private mutating func weigh(employer: UInt64, _ score: inout Score) {
    score.employer = max(score.employer, lastEmployer.answer(employer) { epoch.employerRarity(employer) })
  }

  private func weighGeneration(_ a: Features, _ b: Features, _ score: inout Score) {
    guard a.generation != b.generation else { return }
    if a.generation != 0, b.generation != 0 {
      score.generation = -20
      score.against.insert(.generation)
    } else if !score.hasStrongKey {
      score.generation = -16
    }
  }
}

/// Two names compared, and how well they agree: less well where one is no name as somebody wrote it.
private struct Weighed {
  private(set) var result = NameComparison.Result()
  private(set) var bits = -Double.infinity

  /// None compared yet.
  init() {}

  init(_ comparison: NameComparison, _ a: NameForm, _ b: NameForm) {
    result = comparison.compare(a, b)
    bits = result.bits - (a.origin != .written || b.origin != .written ? 0.5 : 0)
  }
}

/// The last answer to a question that is asked several times on end, known by a number.
private struct Last<Answer> {
  private var question: UInt64?
  private var answer: Answer?

  @inline(__always)
  mutating func answer(_ asked: UInt64, _ find: () -> Answer) -> Answer {
    if let answer, question == asked { return answer }
    let found = find()
    (question, answer) = (asked, found)
    return found
  }
}

/// The bits of the handles that were asked for of late, each in the place that its hash falls to.
private struct Recent {
  private static let places = 256
  private var asked = (0..<Recent.places).map { UInt64($0) + 1 }
  private var answers = [Double?](repeating: nil, count: Recent.places)

  @inline(__always)
  mutating func answer(_ question: UInt64, _ find: () -> Double?) -> Double? {
    // No place is asked for the number that stands in it at first.
    let place = Int(truncatingIfNeeded: question) & (Recent.places - 1)
    if asked[place] != question {
      answers[place] = find()
      asked[place] = question
    }
    return answers[place]
  }
}
