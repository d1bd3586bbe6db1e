import Book

/// Much mail that is not closeness: people the owner hardly answers, and fixed groups that write to all.
enum Loudness {
  /// From so many mails on; the owner wrote less than an eighth of them.
  private static let floor = 20
  private static let groupFloor = 12
  private static let ratio = 8

  static func find(_ stream: EncounterStream, _ ranking: Ranking, _ roster: Roster, sentKnown: Bool, names: (Int32) -> String) -> [LoudTie]
  {
    var loud: [LoudTie] = []
    // Where the sent folder is missing nobody can be called unanswered.
    for place in ranking.people where sentKnown && !place.pinned {
      let tally = ranking.tallies[Int(place.person)]
      let (got, wrote) = (Int(tally.receivedMails), Int(tally.sentMails))
      guard got >= floor, wrote * ratio < got else { continue }
      loud.append(
        LoudTie(
          kind: .unanswered, keys: [roster.keys[Int(place.person)]], name: names(place.person), mails: got, written: wrote,
          text: TieWords.loud(received: got, sent: wrote)))
    }
    return (loud + groups(stream, roster)).sorted { ($1.mails, $0.name) < ($0.mails, $1.name) }
  }

  /// Sets of five people or more that keep writing to each other and to the owner.
  private static func groups(_ stream: EncounterStream, _ roster: Roster) -> [LoudTie] {
    struct Group {
      var mails = 0
      var written = 0
      var event = 0
    }
    var groups: [UInt64: Group] = [:]
    for (index, event) in stream.events.enumerated() where event.medium == .mail && (4...40).contains(event.others) {
      // A sum of scrambled numbers is the same in whichever order the people stand.
      var mark: UInt64 = event.sender >= 0 ? scramble(event.sender) : 0
      for place in event.range { mark &+= scramble(stream.people[place]) }
      groups[mark, default: Group(event: index)].mails += 1
      if event.mine { groups[mark]?.written += 1 }
    }
    return groups.values.filter { $0.mails >= groupFloor && $0.written * ratio < $0.mails }.map { group in
      let event = stream.events[group.event]
      var people = Array(stream.people[event.range])
      if event.sender >= 0 { people.append(event.sender) }
      return LoudTie(
        kind: .group(people.count), keys: people.map { roster.keys[Int($0)] }.sorted(), name: "", mails: group.mails,
        written: group.written, text: TieWords.group(mails: group.mails, of: people.count))
    }
  }

  /// SplitMix64's finisher.
  private static func scramble(_ person: Int32) -> UInt64 {
    var z = UInt64(person) &+ 0x9E37_79B9_7F4A_7C15
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
