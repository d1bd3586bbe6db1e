import Book

/// The sums of every person over a stream of encounters. One pass, oldest first.
struct Tallies {
  /// A mail of the owner to more people than this adds its share and nothing else (`CROWD` in `evals/ties/features.py`).
  static let crowd: Int32 = 20

  var people: [Tally]
  private let today: Int32
  private let fade30: FadeTable
  private let fade90: FadeTable
  private let fadeLong: FadeTable

  /// `quoted` says whether mail told by quotations counts: only where the sent folder is missing.
  init(_ stream: EncounterStream, count: Int, today: Int32, rules: TieRules, quoted: Bool) {
    people = [Tally](repeating: Tally(), count: count)
    self.today = today
    let first = stream.events.lazy.map(\.day).first { $0 != .min } ?? today
    let span = Int(today) - Int(first)
    fade30 = FadeTable(halfLife: 30, days: min(span, 1_500))
    fade90 = FadeTable(halfLife: 90, days: min(span, 4_500))
    fadeLong = FadeTable(halfLife: 3650, days: min(span, 40_000))
    for event in stream.events where quoted || !event.flags.contains(.quoted) {
      let weight =
        event.medium == .call && event.flags.contains(.unanswered) ? rules.unansweredCall : rules.media[Int(event.medium.rawValue)]
      if event.mutual {
        met(event, stream.people, weight)
      } else if event.mine {
        sent(event, stream.people, weight)
      } else {
        got(event, stream.people, weight)
      }
    }
  }

  private mutating func sent(_ event: EncounterStream.Event, _ others: [Int32], _ weight: Double) {
    let share = weight / Double(max(1, event.recipients))
    for place in event.range {
      let index = Int(others[place])
      add(sent: share, to: index, day: event.day)
      people[index].sent += 1
      if event.medium == .mail { people[index].sentMails += 1 }
      if event.recipients == 1 { people[index].sentAlone += 1 }
      note(first: 1, event.flags, index)
      guard event.recipients <= Tallies.crowd, event.day != .min else { continue }
      people[index].lastSentDay = event.day
      people[index].touch(day: event.day, age: today - event.day)
      if event.recipients == 1 { people[index].aloneWeek(of: today - event.day) }
    }
  }

  private mutating func got(_ event: EncounterStream.Event, _ others: [Int32], _ weight: Double) {
    let share = weight / Double(max(1, event.recipients))
    if event.sender >= 0 {
      let index = Int(event.sender)
      add(received: share, to: index, day: event.day)
      people[index].received += 1
      if event.medium == .mail { people[index].receivedMails += 1 }
      note(first: 2, event.flags, index)
      if event.day != .min {
        people[index].touch(day: event.day, age: today - event.day)
        people[index].receivedWeek(of: today - event.day)
      }
    }
    guard event.day != .min else { return }
    let together = share * fade30[today - event.day]
    for place in event.range {
      people[Int(others[place])].together30 += together
      people[Int(others[place])].lastTogetherDay = event.day
    }
  }

  /// A meeting, a call, a card handed over: both ways at once.
  private mutating func met(_ event: EncounterStream.Event, _ others: [Int32], _ weight: Double) {
    let count = event.others + (event.sender >= 0 ? 1 : 0)
    guard count > 0 else { return }
    let share = weight / Double(count)
    for place in event.range.lowerBound..<event.range.upperBound + (event.sender >= 0 ? 1 : 0) {
      let index = Int(place < event.range.upperBound ? others[place] : event.sender)
      add(sent: share, to: index, day: event.day)
      add(received: share, to: index, day: event.day)
      people[index].sent += 1
      people[index].received += 1
      if count == 1 { people[index].sentAlone += 1 }
      note(first: 0, event.flags, index)
      guard count <= Tallies.crowd, event.day != .min else { continue }
      people[index].lastSentDay = event.day
      people[index].touch(day: event.day, age: today - event.day)
      people[index].receivedWeek(of: today - event.day)
      if count == 1 { people[index].aloneWeek(of: today - event.day) }
    }
  }

  private mutating func add(sent share: Double, to index: Int, day: Int32) {
    guard day != .min else { return }
    people[index].sent90 += share * fade90[today - day]
    people[index].sentLong += share * fadeLong[today - day]
  }

  private mutating func add(received share: Double, to index: Int, day: Int32) {
    guard day != .min else { return }
    people[index].received90 += share * fade90[today - day]
    people[index].receivedLong += share * fadeLong[today - day]
  }

  /// Who wrote first (1 the owner, 2 the other), and who greets by first name.
  private mutating func note(first: UInt8, _ flags: EncounterFlags, _ index: Int) {
    if people[index].first == 0, people[index].activeDays == 0 { people[index].first = first }
    if flags.contains(.firstName) { people[index].firstNames |= first }
  }
}
