internal import Book
internal import Scan

/// The facts on which the force of a clause hangs.
struct ForceFacts {
  var signed: Day?
  var asked: Day
  /// The last day, where it is past; else the day asked about.
  var ended: Day
  var yearlyPay: Int?
  var overtime: Bool?
  var ending: Tenure.Ending = .unknown
  var roles: [Situation.Role]?
  var compensated: Bool?
  var months: Int?
}

/// What a place's law makes of a clause.
struct Force {
  /// How far the clause holds there.
  enum Hold { case binds, likelyVoid, doubtful, void }
  var hold: Hold
  /// The row of the law that decides; nil where none holds and the status does.
  var effect: LawEffect?
  /// Facts that would settle it.
  var missing: [Verdict.Missing] = []
  /// The facts used.
  var facts: [Verdict.Fact] = []
}

/// Yes, no, or for want of which facts unknown.
private enum Truth {
  case yes
  case no
  case unknown(Verdict.Missing)
}

extension Force {
  /// What `group` makes of a clause under these facts. `assumed`: rulings tell neither pay nor dates; what is not known then does not hold.
  static func of(_ group: PlaceFacts.Group, kind: Clause.Kind, place: String, facts: ForceFacts, assumed: Bool = false) -> Force {
    if group.effects.isEmpty, group.status == "void" { return Force(hold: .void) }
    var open: Force?
    var weaker: Force?
    for effect in group.effects {
      let (truth, used) = evaluate(effect, facts, place: place, kind: kind)
      switch truth {
      case .no: continue
      case .yes:
        let force = Force(hold: hold(effect.then), effect: effect, facts: used)
        if effect.then == .void { return force }
        weaker = weaker ?? force
      case .unknown(let missing):
        if assumed { continue }
        if open == nil { open = Force(hold: .doubtful, effect: effect, facts: used) }
        if open?.missing.contains(missing) == false { open?.missing.append(missing) }
      }
    }
    if let found = open ?? weaker { return found }
    if group.directSolicitation == "open" || group.status == "no_federal_rule" {
      return Force(hold: .doubtful, missing: stateMissing(group))
    }
    return Force(hold: .binds)
  }

  private static func stateMissing(_ group: PlaceFacts.Group) -> [Verdict.Missing] {
    group.status == "no_federal_rule" ? [.init("state", "In which state do you work? Federal law does not settle it.")] : []
  }

  private static func hold(_ then: LawEffect.Then) -> Hold {
    switch then {
    case .void: .void
    case .likelyVoid: .likelyVoid
    case .doubtful: .doubtful
    }
  }

  /// All conditions together: one that fails decides; else one that is unknown; else they hold.
  private static func evaluate(_ effect: LawEffect, _ facts: ForceFacts, place: String, kind: Clause.Kind) -> (Truth, [Verdict.Fact]) {
    var used: [Verdict.Fact] = []
    var unknown: Verdict.Missing?
    for condition in [dates, roles, working, pay] {
      switch condition(effect, facts, place, &used) {
      case .no: return (.no, [])
      case .unknown(let missing): unknown = unknown ?? missing
      case .yes: continue
      }
    }
    return (unknown.map { .unknown($0) } ?? .yes, used)
  }

  private static func dates(_ effect: LawEffect, _ facts: ForceFacts, _ place: String, _ used: inout [Verdict.Fact]) -> Truth {
    if let from = effect.askedFrom, facts.asked < from { return .no }
    if let before = effect.askedBefore, facts.asked >= before { return .no }
    guard effect.signedFrom != nil || effect.signedBefore != nil else { return .yes }
    guard let signed = facts.signed else {
      // A law that is not yet in force on the day asked about cannot reach a paper signed by then.
      if let from = effect.signedFrom, facts.asked < from { return .no }
      return .unknown(.init("day signed", "When did you sign the agreement?"))
    }
    if let from = effect.signedFrom, signed < from { return .no }
    if let before = effect.signedBefore, signed >= before { return .no }
    used.append(.init("day signed", signed.description))
    return .yes
  }

  private static func roles(_ effect: LawEffect, _ facts: ForceFacts, _ place: String, _ used: inout [Verdict.Fact]) -> Truth {
    if !effect.roles.isEmpty {
      guard let roles = facts.roles, !effect.roles.allSatisfy({ !roles.contains($0) }) else { return .no }
      used.append(.init("role", roles.map(\.rawValue).joined(separator: ", ")))
    }
    guard !effect.unlessRoles.isEmpty else { return .yes }
    guard let roles = facts.roles else {
      let names = effect.unlessRoles.map(\.rawValue).joined(separator: " or ")
      return .unknown(.init("role", "Are you \(names)? There the law exempts them from the ban."))
    }
    return effect.unlessRoles.contains { roles.contains($0) } ? .no : .yes
  }

  private static func working(_ effect: LawEffect, _ facts: ForceFacts, _ place: String, _ used: inout [Verdict.Fact]) -> Truth {
    var unknown: Verdict.Missing?
    if !effect.endings.isEmpty {
      if facts.ending == .unknown {
        unknown = .init("how it ended", "Did you resign, or were you dismissed or laid off?")
      } else if !effect.endings.contains(facts.ending) {
        return .no
      } else {
        used.append(.init("how it ended", facts.ending.rawValue))
      }
    }
    if let months = effect.monthsOver {
      guard let lasts = facts.months else { return .unknown(.init("term", "How many months does the clause run?")) }
      if lasts <= months { return .no }
      used.append(.init("term", "\(lasts) months"))
    }
    if let overtime = effect.overtime {
      if let told = facts.overtime {
        if told != overtime { return .no }
        used.append(.init("overtime", told ? "must be paid" : "need not be paid"))
      } else {
        unknown = unknown ?? .init("overtime", "Must your employer pay you overtime?")
      }
    }
    if let compensated = effect.compensated {
      if let told = facts.compensated {
        if told != compensated { return .no }
        used.append(.init("paid restriction", told ? "yes" : "no"))
      } else {
        unknown = unknown ?? .init("paid restriction", "Are you paid for the time of the restriction?")
      }
    }
    return unknown.map { .unknown($0) } ?? .yes
  }

  private static func pay(_ effect: LawEffect, _ facts: ForceFacts, _ place: String, _ used: inout [Verdict.Fact]) -> Truth {
    guard let rule = effect.pay else { return .yes }
    let day =
      switch rule.measured {
      case .signed: facts.signed ?? facts.asked
      case .asked: facts.asked
      case .ended: facts.ended
      }
    guard let pay = facts.yearlyPay else {
      return .unknown(.init("yearly pay", "What are you paid a year? Below a floor the clause is void in \(place)."))
    }
    func under(_ amount: Double) -> Bool { rule.bound == .below ? Double(pay) < amount : Double(pay) <= amount }
    if let amount = rule.amount(on: day) {
      used.append(.init("yearly pay", "\(pay), floor of \(day.year): \(Self.money(amount))"))
      return under(amount) ? .yes : .no
    }
    // Floors that are indexed rise: below an earlier one is below the one not held; above a later one is above it.
    if let earlier = rule.amounts.last(where: { $0.from <= day }), under(earlier.yearly) {
      used.append(.init("yearly pay", "\(pay), floor of \(earlier.from.year): \(Self.money(earlier.yearly))"))
      return .yes
    }
    // A floor that rises with wages or prices does not rise by a quarter in a year: far above the last one is above the next.
    if let earlier = rule.amounts.last(where: { $0.from <= day }), !under(earlier.yearly * pow(Self.mostRise, day.year - earlier.from.year))
    {
      return .no
    }
    if let later = rule.amounts.first(where: { $0.from > day }), !under(later.yearly) { return .no }
    return .unknown(.init("pay floor of \(day.year)", "What is the pay floor of \(day.year) in \(place)? These facts do not hold it."))
  }

  /// The most by which an indexed floor is taken to rise in a year.
  private static let mostRise = 1.25

  private static func pow(_ base: Double, _ years: Int) -> Double { (0..<max(0, years)).reduce(1) { product, _ in product * base } }

  /// `126858.83`, `75000`.
  static func money(_ amount: Double) -> String {
    if amount == amount.rounded() { return String(Int(amount)) }
    let cents = Int((amount * 100).rounded())
    return "\(cents / 100).\(pad(cents % 100, 2))"
  }
}
