internal import Book
internal import Scan

/// What the rulings held say to an act, of the place or of another.
enum Precedents {
  static func cite(_ verdict: inout Verdict, _ b: Bearing) {
    guard let input = b.rulingInput else { return }
    let court = CourtCase(input, place: b.place, asked: b.forceFacts)
    verdict.likely = CourtTable.judge(court).likely
    let near = similar(to: input, in: b.facts.rulings)
    let here = near.filter { $0.place == b.place?.code }
    if let ruling = here.first {
      let text = "\(ruling.principle.sentence)."
      verdict.reasons.append(.init("ruling", ruling.source, text, quote: ruling.quote))
      verdict.rulings = "Of \(b.placeShown) I hold \(here.count == 1 ? "one ruling" : "\(here.count) rulings") on such acts."
      return
    }
    let known = b.place == nil ? "the place" : b.placeShown
    verdict.rulings = "I hold no ruling of \(known) on such acts."
    guard let other = near.first else { return }
    let fine = near.filter { $0.expected == .ok }.count
    let lean = fine * 2 > near.count ? "mostly say: allowed" : fine == 0 ? "say: not allowed, or leave it open" : "differ"
    verdict.rulings += " The \(near.count) of other places \(lean)."
    let reason = Verdict.Reason("ruling", other.source, "\(other.principle.sentence).", quote: other.quote)
    verdict.setAside.append(.init(reason, why: "another place: \(b.facts.find(other.place)?.shown ?? other.place)"))
  }

  /// Rulings on the same sort of act, the most alike first.
  static func similar(to input: RulingInput, in rulings: [Ruling]) -> [Ruling] {
    let group = sort(input)
    let alike = rulings.enumerated().filter { sort($0.element.input) == group }
    let words = Set(input.content)
    func likeness(_ ruling: Ruling) -> Int {
      var points = 4 * words.intersection(ruling.input.content).count
      if ruling.input.kind == input.kind { points += 2 }
      if ruling.input.audience == input.audience { points += 2 }
      if ruling.input.initiatedBy == input.initiatedBy { points += 1 }
      return points + (ruling.verified == .no ? -2 : 0)
    }
    return alike.sorted { a, b in
      let left = likeness(a.element)
      let right = likeness(b.element)
      return left != right ? left > right : a.offset < b.offset
    }.map(\.element)
  }

  /// Telling, near asking, asking; accepting; lists; accounts: rulings on one do not speak to another.
  private static func sort(_ input: RulingInput) -> String {
    switch input.kind {
    case .acceptBusiness: "accept"
    case .takeList: "list"
    case .keepAccount, .handOverAccount: "account"
    default: input.audience == .employees ? "staff \(input.tone)" : "contact \(input.tone)"
    }
  }
}

extension Bearing {
  /// The facts on which the force of a clause hangs, as far as the situation tells them.
  var forceFacts: ForceFacts {
    ForceFacts(
      signed: s.papers.first?.signed, asked: s.today, ended: s.lastDay.map { min($0, s.today) } ?? s.today, yearlyPay: s.yearlyPay,
      overtime: s.overtime,
      ending: s.ending, roles: s.roles, compensated: s.compensated, months: nil)
  }

  /// The situation in the closed words of the rulings; nil where they do not speak to the act.
  var rulingInput: RulingInput? {
    guard let kind = rulingKind else { return nil }
    let covenants = standings.compactMap { standing -> RulingInput.Covenant? in
      switch standing.state {
      case .runs, .doubtful, .likelyVoid, .unconfirmed: RulingInput.Covenant(rawValue: standing.clause.kind.rawValue)
      case .ended, .void, .notCovering, .permitted: nil
      }
    }
    let audience: RulingInput.Audience =
      s.relation == .colleague || act == .hireColleague ? .employees : s.channel == .publicPost ? .public : .customers
    let initiator: RulingInput.Initiator =
      switch s.initiatedBy {
      case .contact: .customer
      case .newEmployer: .newEmployer
      case .employer: .employer
      case .me: .employee
      case nil: act == .acceptUnprompted ? .customer : .employee
      }
    return RulingInput(
      kind: kind, timing: s.isBefore ? .before : .after, audience: audience,
      targeted: s.targeted ?? (s.channel != .publicPost && act != .acceptUnprompted),
      initiatedBy: initiator, usedEmployerRecords: s.datum?.onlyFromEmployer == true && s.hasOwnChannel != true, covenant: covenants,
      content: s.words.isEmpty ? usualWords : s.words)
  }

  private var rulingKind: RulingInput.Kind? {
    switch act {
    case .announce, .askConsent, .solicit, .hireColleague, .writeAboutWork:
      switch s.channel {
      case .call, .inPerson: .call
      case .publicPost: .publicPost
      default: act == .writeAboutWork ? .publicPost : .message
      }
    case .connect: .connectionRequest
    case .acceptUnprompted: .acceptBusiness
    case .handOver: s.subject == .personalAccount || s.subject == .companyPage ? .handOverAccount : nil
    case .keep, .share, .beHired: nil
    }
  }

  private var usualWords: [ContentWord] {
    switch act {
    case .announce, .askConsent: [.neutralNotice]
    case .connect: [.genericPlatformText]
    case .writeAboutWork: [.jobNews]
    case .solicit: [.asksForBusiness]
    case .acceptUnprompted: [.acceptanceOnly]
    case .hireColleague: [.recruits]
    case .handOver: s.subject == .companyPage ? [.companyPages] : [.personalProfile]
    case .keep, .share, .beHired: []
    }
  }
}
