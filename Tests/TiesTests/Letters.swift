import Book
import Scan
import Ties

/// A log of encounters, written line by line.
struct Letters {
  static let me = "me@own.example"
  var log = EncounterLog()
  private var parties: [String: Int32] = [:]

  mutating func party(_ address: String, _ name: String = "") -> Int32 {
    if let known = parties[address] { return known }
    let number = Int32(log.parties.count)
    parties[address] = number
    log.parties.append(EncounterLog.Party(Handle(address.contains("@") ? .email : .phone, address), name: name))
    return number
  }

  /// `day` is counted back from `Letters.today`.
  mutating func add(
    _ sender: String, _ recipients: [String], ago day: Int?, _ medium: Medium = .mail, _ flags: EncounterFlags = [], minutes: UInt16 = 0
  ) {
    let moment = day.map { Moment(seconds: Int64(Letters.today.number - Int32($0)) * 86_400 + 36_000 + Int64(log.count % 1000)) }
    let to = recipients.map { (party: party($0), role: EncounterLog.Role.to) }
    log.append(
      moment: moment, medium: medium, flags: flags, sender: party(sender), recipients: to,
      key: EncounterLog.Key(high: 7, low: UInt64(log.count + 1)), minutes: minutes)
  }

  /// Mails to and fro, one each on every one of `days`.
  mutating func exchange(_ address: String, ago days: some Sequence<Int>, firstName: Bool = false) {
    for day in days {
      add(address, [Letters.me], ago: day, .mail, firstName ? .firstName : [])
      add(Letters.me, [address], ago: day, .mail, firstName ? .firstName : [])
    }
  }

  /// 20 November 2026
  static let today = Day(number: 20_777)

  func question(_ change: (inout TieQuestion) -> Void = { _ in }) -> TieQuestion {
    var question = TieQuestion([TieSource(log)], asOf: Letters.today)
    question.me = [Letters.me]
    change(&question)
    return question
  }

  func ranked(_ change: (inout TieQuestion) -> Void = { _ in }) -> TieReport { Ties.rank(question(change)) }
}

extension TieReport {
  var keys: [String] { people.map(\.key) }
  func tie(_ key: String) -> Tie? { people.first { $0.key == key } }
}
