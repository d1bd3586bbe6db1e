extension TieReport {
  /// Puts those pinned with whom no exchange is on record in front, behind the other pinned ones: a person may simply be typed.
  mutating func addPinned(_ question: TieQuestion) {
    let known = Set(people.map(\.key))
    let typed = question.pins.filter { !known.contains($0) }.map { key in
      Tie(
        rank: 0, key: key, name: question.names[key] ?? key, handles: [], organisation: question.organisations[key] ?? "", score: 0,
        first: nil, last: nil,
        sent: 0, received: 0, state: .current, quietSince: nil, circle: nil, wroteFirst: nil, firstNames: nil, pinned: true,
        reasons: [TieReason(signal: "pinned", value: 1, text: "you named them yourself")], remark: "named by you")
    }
    if typed.isEmpty { return }
    let place = people.firstIndex { !$0.pinned } ?? people.count
    people.insert(contentsOf: typed, at: place)
    for index in people.indices {
      people[index].rank = index + 1
      if people[index].pinned || people[index].circle != nil { people[index].circle = [5, 15, 50, 150].first { index < $0 } }
    }
  }
}
