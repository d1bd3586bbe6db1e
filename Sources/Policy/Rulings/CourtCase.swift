internal import Book

/// A ruling's input with what the place's law makes of each covenant in it: what the rows of the court table look at.
struct CourtCase {
  let input: RulingInput
  /// nil where nothing is held of the place.
  let place: PlaceFacts?
  let tone: Tone
  /// How far each restraint holds there.
  let holds: [RulingInput.Covenant: Force.Hold]

  init(_ input: RulingInput, place: PlaceFacts?, asked: ForceFacts) {
    self.input = input
    self.place = place
    tone = input.tone
    var holds: [RulingInput.Covenant: Force.Hold] = [:]
    for covenant in Set(input.covenant) {
      guard let kind = Clause.Kind(rawValue: covenant.rawValue) else { continue }
      guard let group = place?.group(kind) else {
        holds[covenant] = .binds
        continue
      }
      holds[covenant] = Force.of(group, kind: kind, place: place?.name ?? "", facts: asked, assumed: true).hold
    }
    self.holds = holds
  }

  /// Whether the covenant is agreed and not (likely) void there.
  func binds(_ covenant: RulingInput.Covenant) -> Bool { holds[covenant] == .binds || holds[covenant] == .doubtful }
  /// Whether it is agreed.
  func agreed(_ covenant: RulingInput.Covenant) -> Bool { input.covenant.contains(covenant) }
  /// Whether one of these words is among the content.
  func says(_ words: ContentWord...) -> Bool { input.content.contains { words.contains($0) } }

  /// The restraints that protect the audience of the act, as far as they hold there.
  var restraints: [RulingInput.Covenant] {
    let relevant: [RulingInput.Covenant] =
      switch input.audience {
      case .customers: [.nonSolicitCustomers, .noService, .nonCompete]
      case .employees: [.nonSolicitEmployees]
      case .public, .mixed: [.nonSolicitCustomers, .nonSolicitEmployees, .noService, .nonCompete]
      }
    return relevant.filter(binds)
  }

  /// Restraints on the audience that were agreed and are void there.
  var voidRestraints: [RulingInput.Covenant] { input.covenant.filter { holds[$0] == .void || holds[$0] == .likelyVoid } }

  /// An account or handle is at stake.
  var isAccount: Bool { input.kind == .keepAccount || input.kind == .handOverAccount }
  /// Words or a call to people.
  var isContact: Bool {
    switch input.kind {
    case .message, .mailing, .call, .connectionRequest, .profileUpdate, .publicPost, .memoryList: true
    case .acceptBusiness, .takeList, .keepAccount, .handOverAccount: false
    }
  }
  /// The other side began.
  var customerBegan: Bool { input.initiatedBy == .customer }
}
