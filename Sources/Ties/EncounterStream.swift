import Book
import Scan

/// The encounters that concern the owner, of all sources, oldest first, with people instead of addresses.
///
/// Left out: lists and machines, spam and drafts, what came after the day asked about, what the owner had no part in, and
/// what was already read from another source. Encounters without a date come first.
struct EncounterStream {
  /// One encounter; its other people lie in `people[start ..< start + others]`, without the owner and the sender.
  struct Event {
    var seconds: Int64
    /// Days since 1970, UTC; `Int32.min` where there is no date.
    var day: Int32
    var start: Int32
    var others: Int32
    /// Recipients as written, the owner among them.
    var recipients: Int32
    /// The person who sent it; -1 the owner, -2 unknown.
    var sender: Int32
    var source: UInt16
    var minutes: UInt16
    var flags: EncounterFlags
    var medium: Medium

    /// Where its other people lie.
    var range: Range<Int> { Int(start)..<Int(start + others) }
    /// Whether the owner sent it, called or invited.
    var mine: Bool { sender == -1 }
    /// Whether it goes both ways at once: a call that was taken, a meeting, a card handed over.
    var mutual: Bool {
      switch medium {
      case .call, .meeting: !flags.contains(.unanswered)
      case .handover: true
      case .mail, .chat, .network, .invitation, .text: false
      }
    }
  }

  var events: [Event] = []
  var people: [Int32] = []
  /// By source and party: in how many of the encounters read.
  var uses: [[Int32]] = []
  /// Mails the owner wrote, those told by quotation apart, and mails to the owner.
  var written = 0
  var quoted = 0
  var received = 0

  init(_ sources: [TieSource], _ roster: Roster, today: Int32) {
    let total = sources.reduce(0) { $0 + $1.log.count }
    events.reserveCapacity(total)
    people.reserveCapacity(sources.reduce(0) { $0 + $1.log.recipients.count })
    var seen = KeySet(capacity: total)
    var stamps = [Int32](repeating: -1, count: roster.count)
    for (index, source) in sources.enumerated() {
      add(source.log, source: UInt16(clamping: index), persons: roster.persons[index], today: today, seen: &seen, stamps: &stamps)
    }
    sort()
  }

  private mutating func add(
    _ log: EncounterLog, source: UInt16, persons: [Int32], today: Int32, seen: inout KeySet, stamps: inout [Int32]
  ) {
    let skipped: EncounterFlags = [.list, .automatic, .discard]
    let (recipients, ends, allFlags, allSeconds, keys) = (log.recipients, log.recipientEnds, log.flags, log.seconds, log.keys)
    var uses = [Int32](repeating: 0, count: persons.count)
    var from = 0
    for index in 0..<log.count {
      let range = from..<Int(ends[index])
      from = range.upperBound
      let flags = allFlags[index]
      guard flags.isDisjoint(with: skipped), seen.insert(keys[index]) else { continue }
      let day = EncounterStream.day(allSeconds[index])
      guard day <= today else { continue }
      let party = Int(log.senders[index])
      let sender = party < 0 ? -2 : persons[party]
      let start = people.count
      let stamp = Int32(events.count)
      var concerned = sender == -1
      for place in range {
        let party = Int(recipients[place])
        let person = persons[party]
        uses[party] += 1
        if person < 0 {
          concerned = true
        } else if person != sender, stamps[Int(person)] != stamp {
          stamps[Int(person)] = stamp
          people.append(person)
        }
      }
      guard concerned, sender != -1 || people.count > start else {
        // A mail of a third person to others, or a note of the owner to nobody: a later encounter may use this stamp again.
        for person in people[start...] { stamps[Int(person)] = -1 }
        people.removeSubrange(start...)
        continue
      }
      if party >= 0 { uses[party] += 1 }
      count(log.media[index], flags, sender)
      events.append(
        Event(
          seconds: allSeconds[index], day: day, start: Int32(start), others: Int32(people.count - start), recipients: Int32(range.count),
          sender: sender, source: source, minutes: log.minutes[index], flags: flags, medium: log.media[index]))
    }
    self.uses.append(uses)
  }

  /// The civil day in UTC, counted from 1970; `Int32.min` where there is no date.
  private static func day(_ seconds: Int64) -> Int32 {
    seconds == .min ? .min : Int32(clamping: seconds >= 0 ? seconds / 86_400 : (seconds - 86_399) / 86_400)
  }

  private mutating func count(_ medium: Medium, _ flags: EncounterFlags, _ sender: Int32) {
    guard medium == .mail else { return }
    if sender != -1 {
      received += 1
    } else if flags.contains(.quoted) {
      quoted += 1
    } else {
      written += 1
    }
  }

  /// Oldest first, keeping the order of what happened in the same second: three rounds of radix sort over 33 bits of seconds.
  private mutating func sort() {
    guard !zip(events, events.dropFirst()).allSatisfy({ $0.seconds <= $1.seconds }) else { return }
    let dated = events.lazy.map(\.seconds).filter { $0 != .min }
    guard let low = dated.min() else { return }
    let keys = events.map { $0.seconds == .min ? 0 : UInt64(clamping: $0.seconds &- low) &+ 1 }
    let width = 64 - (keys.max() ?? 0).leadingZeroBitCount
    var order = [Int32](0..<Int32(events.count))
    var next = order
    for shift in stride(from: 0, to: width, by: 11) {
      var places = [Int](repeating: 0, count: 2049)
      for key in keys { places[Int(key >> UInt64(shift) & 2047) + 1] += 1 }
      for slot in 1...2048 { places[slot] += places[slot - 1] }
      for index in order {
        let slot = Int(keys[Int(index)] >> UInt64(shift) & 2047)
        next[places[slot]] = index
        places[slot] += 1
      }
      swap(&order, &next)
    }
    events = order.map { events[Int($0)] }
  }
}

/// The keys already seen, as 32-bit marks with open addressing: one encounter in some thousand millions is taken for another.
/// A key of zeros is unknown, never seen before.
struct KeySet {
  private var slots: [UInt32]
  private let mask: Int

  init(capacity: Int) {
    var size = 16
    while size < capacity * 2 { size *= 2 }
    slots = [UInt32](repeating: 0, count: size)
    mask = size - 1
  }

  /// Whether the key is new.
  mutating func insert(_ key: EncounterLog.Key) -> Bool {
    guard key.low != 0 || key.high != 0 else { return true }
    let mixed = (key.low ^ (key.high &* 0x9E37_79B9_7F4A_7C15)) &* 0xD6E8_FEB8_6659_FD93
    let mark = max(1, UInt32(truncatingIfNeeded: mixed >> 32))  // 0 marks a free slot
    var slot = Int(truncatingIfNeeded: (mixed ^ (mixed >> 29)) &* 0xBF58_476D_1CE4_E5B9 >> 30) & mask
    while slots[slot] != 0 {
      if slots[slot] == mark { return false }
      slot = (slot + 1) & mask
    }
    slots[slot] = mark
    return true
  }
}
