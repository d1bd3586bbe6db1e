import Book
import Foundation
import Policy
import Scan

/// One row of `Corpus/engine-situations.txt`: a situation and the verdict it must have.
struct PosedRow: Sendable, CustomStringConvertible {
  let id: String
  let situation: Situation
  let verdict: Verdict.Answer
  let until: Day?
  let rule: String
  var description: String { id }
}

enum EngineTable {
  struct Mistake: Error { let line: String }

  static let rows: [PosedRow] = {
    let path = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Corpus/engine-situations.txt")
    guard let data = try? Data(contentsOf: path) else { return [] }
    return String(decoding: data, as: UTF8.self).split(separator: "\n").filter { !$0.hasPrefix("#") }.compactMap { line in
      let columns = line.split(separator: "|", omittingEmptySubsequences: false).map { $0.trimmingCharacters(in: .whitespaces) }
      return try? row(columns)  // a row that cannot be read is missed by the test that counts them
    }
  }()

  /// How many rows the file has, read or not.
  static var lines: Int {
    let path = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Corpus/engine-situations.txt")
    guard let text = try? String(contentsOf: path, encoding: .utf8) else { return 0 }
    return text.split(separator: "\n").filter { !$0.hasPrefix("#") }.count
  }

  static func row(_ c: [String]) throws -> PosedRow {
    guard c.count == 12, let act = Situation.Act(rawValue: c[1]), let verdict = Verdict.Answer(rawValue: c[9]) else {
      throw Mistake(line: c.joined())
    }
    func day(_ text: String, _ usual: String) -> Day? { text == "?" ? nil : Day(text == "-" ? usual : text) }
    guard let today = day(c[2], "2026-12-05") else { throw Mistake(line: c[0]) }
    var s = Situation(act, today: today)
    s.person = "Sofia Rossi"
    s.employer = "Acme"
    s.contactAtEmployer = "Sam Whitlock"
    s.relation = .client
    s.dealtWith = Day("2026-10-12")
    s.lastDay = day(c[3], "2026-11-30")
    s.place = c[4] == "?" ? nil : c[4]
    s.yearlyPay = Int(c[6])
    s.handbook = .none
    try facts(c[8], &s)
    try papers(c[7], signed: day(c[5], "2021-03-01"), facts: c[8], &s)
    return PosedRow(id: c[0], situation: s, verdict: verdict, until: c[10] == "-" ? nil : Day(c[10]), rule: c[11])
  }

  static func papers(_ text: String, signed: Day?, facts: String, _ s: inout Situation) throws {
    if text == "none" {
      s.agreement = .none
      return
    }
    let kinds: [String: Clause.Kind] = [
      "solicit": .nonSolicitCustomers, "service": .noService, "compete": .nonCompete, "recruit": .nonSolicitEmployees,
      "return": .returnOfProperty,
      "carve": .contactsCarveOut, "confid": .confidentiality, "social": .socialMedia, "garden": .gardenLeave,
      "disparage": .nonDisparagement,
    ]
    var clauses: [Clause] = []
    for word in text.split(separator: " ") {
      let parts = word.split(separator: ":")
      let confirmed = !parts[0].hasSuffix("?")
      guard let kind = kinds[String(confirmed ? parts[0] : parts[0].dropLast())] else { throw Mistake(line: text) }
      let numbers = parts.count > 1 ? parts[1].split(separator: "/").map { Int($0) } : []
      var clause = Clause(kind, section: "14.\(clauses.count + 1)", quote: "words of the \(kind.rawValue) clause", confirmed: confirmed)
      clause.months = numbers.first ?? nil
      clause.lookBackMonths = numbers.count > 1 ? numbers[1] : nil
      if kind == .returnOfProperty { clause.items = [.businessCards] }
      if kind == .confidentiality { clause.items = [.customerList] }
      clauses.append(clause)
    }
    let law = facts.split(separator: " ").first { $0.hasPrefix("law=") }.map { String($0.dropFirst(4)) }
    guard let id = Agreement.ID("g-000000000001"), let tenure = Tenure.ID("t-000000000001") else { throw Mistake(line: text) }
    s.agreement = .shown
    s.papers = [Agreement(id: id, tenure: tenure, sort: .contract, name: "contract", signed: signed, law: law, clauses: clauses)]
  }

  static func facts(_ text: String, _ s: inout Situation) throws {
    var ground: Ground?
    for word in text.split(separator: " ") {
      let parts = word.split(separator: "=").map(String.init)
      let value = parts.count > 1 ? parts[1] : ""
      switch parts[0] {
      case "rel": s.relation = Situation.Relation(rawValue: value)
      case "dealt": s.dealtWith = Day(value)
      case "knew": s.knewBefore = true
      case "began": s.initiatedBy = Situation.Initiator(rawValue: value)
      case "sold": s.soldGoodwill = true
      case "end": s.ending = Tenure.Ending(rawValue: value) ?? .unknown
      case "ot": s.overtime = value == "yes"
      case "paid": s.compensated = value == "yes"
      case "role": s.roles = Situation.Role(rawValue: value).map { [$0] }
      case "competes": s.clientCompetes = value == "yes"
      case "target": s.targeted = value == "yes"
      case "chan": s.hasOwnChannel = value == "own"
      case "via": s.channel = Situation.Channel(rawValue: value)
      case "words": s.content = value.split(separator: "+").map(String.init)
      case "wish": s.wish = Situation.Wish(rawValue: value) ?? .notAsked
      case "hold": s.hold = true
      case "usual": s.usualInTrade = "consultants keep in touch"
      case "subject": s.subject = Situation.Subject(rawValue: value)
      case "handbook": s.handbook = .notShown
      case "perm":
        guard let act = Situation.Act(rawValue: value), let day = Day("2026-11-20") else { throw Mistake(line: text) }
        s.permissions = [.init([act], day: day, quote: "you may")]
      case "ground": ground = Ground.Kind(rawValue: value).map { Ground($0, words: "", day: Day("2022-05-04")) }
      case "datum":
        s.datum = Situation.Datum(
          .email, inEmployerSystems: value == "only" || value == "both", inOwnSources: value == "own" || value == "both",
          onBusinessCard: value == "card")
      case "law": continue
      default: throw Mistake(line: text)
      }
    }
    if let ground { s.datum?.grounds = [ground] }
  }
}
