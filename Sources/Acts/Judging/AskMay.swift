import Ties
public import Book
import Leave
import Policy
public import Scan
import Vault

/// May I? About one person of the vault. Writes nothing, unless the answer shall be kept.
public struct AskMay: Sendable {
  /// What one wants to do.
  public var act: Situation.Act
  /// An id, a handle, a name.
  public var person: String
  /// How; nil: the best way of one's own.
  public var channel: Situation.Channel?
  /// Keep the answer in the vault.
  public var keeps: Bool

  /// The question.
  public init(_ act: Situation.Act, person: String, channel: Situation.Channel? = nil, keeps: Bool = false) {
    self.act = act
    self.person = person
    self.channel = channel
    self.keeps = keeps
  }

  /// The answer.
  public struct Answered: Report {
    /// About whom.
    public var name: String
    /// The id.
    public var id: Person.ID
    /// The verdict.
    public var verdict: Verdict
    /// What happened to others who left the same employer, in one sentence; for the screen alone, in no document.
    public var precedents: String?
    /// Whether the answer was kept.
    public var kept: Bool
    /// The next command.
    public var next: String?
    /// 4 on a *no* or a hold, else 0.
    public var exitStatus: Int32 { verdict.answer == .shut ? 4 : 0 }
    /// `cardcase.verdict/1`
    public var json: JSON { verdict.json(id: id.description) }
    /// The verdict as a screen says it.
    public func screen(why: Bool) -> String { VerdictText.of(verdict, why: why) }
  }

  /// Asks. Faults: `missing`, `ambiguous`: a name is never guessed.
  public func run(at desk: Desk) throws -> Answered {
    let vault = try desk.open()
    let dossier = try Dossier(vault, at: desk)
    let human = try dossier.humans.one(person, asker: desk.asker)
    let verdict = try dossier.verdict(act, on: human, channel: channel)
    let others = try vault.mine.read { try $0.precedents() }.filter { $0.employer == dossier.tenure?.book }
    var answered = Answered(
      name: human.name, id: human.id, verdict: verdict, precedents: others.isEmpty ? nil : Precedent.summary(of: others), kept: false,
      next: nil)
    if verdict.isYes, act == .announce { answered.next = "cardcase leave draft \"\(human.name)\"" }
    if keeps {
      // It lives in the book that knows the person, and may have to be shown to the other side.
      let (book, id, today) = (human.book, human.entry.id, desk.today)
      let kept = KeptAnswer(act: act, day: today, verdict: verdict)
      _ = try vault.book(book).act("answer", try vault.command("may")) { try $0.put(FactKind.answer, about: id, kept) }
      answered.kept = true
    }
    return answered
  }
}

/// A verdict the user chose to keep.
struct KeptAnswer: Codable, Sendable {
  /// What was asked.
  var act: Situation.Act
  /// The day it was asked.
  var day: Day
  /// The answer with its reasons.
  var verdict: Verdict
}

extension Dossier {
  /// The verdict on an act towards one human, from all that the vault knows.
  func verdict(_ act: Situation.Act, on human: Human, channel: Situation.Channel? = nil, today: Day? = nil) throws -> Verdict {
    try verdict(on: situation(act, on: human, channel: channel, today: today))
  }

  /// The verdict on a situation at this job's place.
  func verdict(on situation: Situation) throws -> Verdict {
    let facts = try Facts.bundled().loading(places: [tenure?.place, agreements.first?.law].compactMap { $0 })
    return try PolicyEngine(facts: facts).verdict(on: situation)
  }

  /// The situation as the vault tells it; what it does not know stays untold.
  func situation(_ act: Situation.Act, on human: Human, channel: Situation.Channel?, today: Day?) throws -> Situation {
    var situation = Situation(act, today: today ?? self.today)
    situation.person = human.name
    let reach = reach(human)
    if let tenure {
      situation.employer = tenure.shortName
      situation.contactAtEmployer = tenure.contact
      situation.successor = tenure.successor
      situation.from = tenure.from
      situation.lastDay = tenure.lastDay
      situation.ending = tenure.ending
      situation.place = tenure.place
      situation.yearlyPay = tenure.yearlyPay
      situation.relation = relation(human, tenure)
      situation.dealtWith = try lastDealing(human, tenure)
      situation.targeted =
        human.book == tenure.book || ranked.ties.restsOn(first: ranked.limit).contains { !$0.book.isMine && $0.people > 0 }
    } else {
      situation.relation = .personal
    }
    situation.agreement = agreements.contains { $0.sort != .handbook } ? .shown : noAgreement ? .none : .notShown
    situation.handbook = agreements.contains { $0.sort == .handbook } ? .shown : .notShown
    situation.papers = agreements
    situation.policySays = policySays
    let spoken = answers(on: human)
    situation.permissions = spoken.compactMap(\.permission)
    situation.refusals = spoken.compactMap(\.refusal)
    situation.datum = datum(of: human, act)
    if act == .keep, let ground = Dossier.ground(from: spoken, by: situation.today) { situation.datum?.grounds.append(ground) }
    situation.hasOwnChannel = reach.way != .none
    situation.channel = channel ?? Dossier.channel(for: reach.way)
    situation.hold = hold.map { $0.lifted == nil } ?? false
    if let consent = human.ids.compactMap({ consents[$0] }).last {
      situation.wish = consent.yes.map { $0 ? .yes : .no } ?? (consent.asked == nil ? .notAsked : .silent)
    }
    return situation
  }

  /// What the employer answered that reaches this human. Of one letter, what it says of them by name goes before what it says of all.
  private func answers(on human: Human) -> [EmployerAnswer] {
    let reaching = answers.filter { $0.speaks(of: [human.name] + human.others.map(\.entry.name)) }
    let named = reaching.filter { !$0.people.isEmpty }
    return reaching.filter { answer in
      let acts = Set(answer.allows + answer.refuses)
      return !answer.people.isEmpty || !named.contains { $0.answered == answer.answered && !acts.isDisjoint(with: $0.allows + $0.refuses) }
    }
  }

  /// The ground that the newest written answer on keeping gives by a day; nil where there is none or it is a no.
  private static func ground(from answers: [EmployerAnswer], by day: Day) -> Ground? {
    let told = answers.compactMap { answer in answer.isWritten ? answer.answered.map { (day: $0, answer: answer) } : nil }
      .filter { $0.day <= day && ($0.answer.allows + $0.answer.refuses).contains(.keep) }
    guard let newest = told.max(by: { $0.day < $1.day }) else { return nil }
    if told.contains(where: { $0.day == newest.day && $0.answer.refuses.contains(.keep) }) { return nil }
    return Ground(
      .employerAllows, words: "written answer of \(newest.day.spoken)", day: newest.day, excerpt: newest.answer.quote,
      digest: newest.answer.digest)
  }

  private func relation(_ human: Human, _ tenure: Tenure) -> Situation.Relation {
    if human.handles.contains(where: { pair in pair.handle.domain.map { tenure.domains.contains($0) } ?? false }) { return .colleague }
    if isCustomer(human) { return .client }
    if human.id(in: tenure.book) != nil { return .supplier }
    return human.organisation.isEmpty ? .personal : .peer
  }

  /// The last day of an exchange in the employer's book.
  private func lastDealing(_ human: Human, _ tenure: Tenure) throws -> Day? {
    guard let id = human.id(in: tenure.book) else { return nil }
    return try vault.book(tenure.book).read { try $0.person(id)?.last }
  }

  /// The datum the question is about: for *keep* the office address that only the employer knows, where there is one.
  private func datum(of human: Human, _ act: Situation.Act) -> Situation.Datum? {
    let mine = ownHandles(of: human)
    let theirs = human.others.flatMap { $0.entry.handles } + (human.book.isMine ? [] : human.entry.handles)
    let hidden = theirs.first { !mine.contains($0.normal) && $0.kind == .email } ?? theirs.first { !mine.contains($0.normal) }
    guard let handle = (act == .keep ? hidden : nil) ?? human.handles.first?.handle else { return nil }
    return Situation.Datum(
      handle.kind, inEmployerSystems: theirs.contains { $0.normal == handle.normal }, inOwnSources: mine.contains(handle.normal))
  }

  private static func channel(for way: Reach.Way) -> Situation.Channel? {
    switch way {
    case .privateMail, .addressAndMobile, .address: .privateMail
    case .mobile: .text
    case .network: .network
    case .none: nil
    }
  }

  /// May a goodbye be written, asked for the day after the last one.
  func goodbye(to human: Human) throws -> LeaveCase.Permission {
    let day = tenure?.lastDay.map { max($0.adding(days: 1), today) } ?? today
    let verdict = try verdict(.announce, on: human, today: day)
    switch verdict.answer {
    case .open, .care, .unclear: return .go
    case .wait: return .wait(verdict.until ?? day)
    case .ask: return .ask(verdict.ask ?? tenure?.contact ?? "the employer")
    case .shut: return .no
    }
  }
}
