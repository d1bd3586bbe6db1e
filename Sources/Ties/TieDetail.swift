import Book
import Scan

/// What is told of the few at the top, gathered in a second pass over the encounters.
struct TieDetail {
  var media: [TieMedium] = []
  var months: [TieMonth] = []
  var basis: [TieBasis] = []

  /// The details of `persons`, in their order.
  static func gather(_ persons: [Int32], of stream: EncounterStream, sources: [TieSource], count: Int, quoted: Bool) -> [TieDetail] {
    var slots = [Int32](repeating: -1, count: count)
    for (slot, person) in persons.enumerated() { slots[Int(person)] = Int32(slot) }
    var details = [TieDetail](repeating: TieDetail(), count: persons.count)
    for event in stream.events where quoted || !event.flags.contains(.quoted) {
      if event.sender >= 0, slots[Int(event.sender)] >= 0 { details[Int(slots[Int(event.sender)])].add(event, sources) }
      guard event.mine || event.mutual else { continue }
      for place in event.range {
        let slot = Int(slots[Int(stream.people[place])])
        if slot >= 0 { details[slot].add(event, sources) }
      }
    }
    return details
  }

  private mutating func add(_ event: EncounterStream.Event, _ sources: [TieSource]) {
    let source = sources[Int(event.source)]
    let day: Day? = event.day == .min ? nil : Day(number: event.day)
    addMedium(event, label: source.label, day: day)
    if let day { addMonth(event, day) }
    let place = basis.firstIndex { $0.book == source.book } ?? basis.count
    if place == basis.count { basis.append(TieBasis(book: source.book, encounters: 0, mails: 0)) }
    basis[place].encounters += 1
    if event.medium == .mail { basis[place].mails += 1 }
  }

  private mutating func addMedium(_ event: EncounterStream.Event, label: String, day: Day?) {
    // A call nobody took is no call in the words; the sums know of it.
    guard event.medium != .call || event.mutual else { return }
    let place = media.firstIndex { $0.medium == event.medium && $0.label == label } ?? media.count
    if place == media.count { media.append(TieMedium(event.medium, label: label, count: 0, begun: 0)) }
    media[place].count += 1
    if event.mine { media[place].begun += 1 }
    media[place].minutes += Int(event.minutes)
    if let day { media[place].last = day }
  }

  private mutating func addMonth(_ event: EncounterStream.Event, _ day: Day) {
    let (year, month, _) = day.civil
    if months.last?.year != year || months.last?.month != month {
      months.append(TieMonth(year: year, month: month, sent: 0, received: 0, met: 0))
    }
    if event.mutual {
      months[months.count - 1].met += 1
    } else if event.mine {
      months[months.count - 1].sent += 1
    } else {
      months[months.count - 1].received += 1
    }
  }
}
