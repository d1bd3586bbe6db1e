import Book
import Policy
import Scan
import Testing

@Suite struct EngineRulingsTests {
  static let facts = try? Facts.bundled().loading(places: ["US-TX", "US-CA", "US-MA", "US-WV", "US-NY", "GB", "DE"])
  var engine: PolicyEngine { get throws { PolicyEngine(facts: try #require(Self.facts)) } }
  let today = Day(number: 20_778)

  func posed(_ place: String, _ kind: RulingInput.Kind, _ change: (inout RulingInput) -> Void) throws -> Verdict {
    var input = RulingInput(
      kind: kind, timing: .after, audience: .customers, targeted: true, initiatedBy: .employee, usedEmployerRecords: false,
      covenant: [.nonSolicitCustomers], content: [])
    change(&input)
    return try engine.verdict(on: PosedCase(id: "x", place: place, input: input), today: today)
  }

  @Test func `the engine agrees with at least 29 rulings from input and place alone`() throws {
    let facts = try #require(Self.facts)
    var agreed = 0
    for ruling in facts.rulings {
      let verdict = try engine.verdict(on: PosedCase(id: ruling.id, place: ruling.place, input: ruling.input), today: today)
      if verdict.likely == ruling.expected { agreed += 1 }
      #expect(!(verdict.likely == .ok && ruling.expected == .notOk), "\(ruling.id)")
      #expect(!verdict.reasons.isEmpty)
      #expect(verdict.answer != .open, "\(ruling.id): a plain yes is not earned from closed words")
    }
    #expect(facts.rulings.count == 31)
    #expect(agreed >= 29)
  }

  @Test func `the vocabulary of the program is the vocabulary file's, word for word`() throws {
    let text = try #require(Resource.text("policy/input_vocabulary.yaml"))
    let content = try #require(text.components(after: "\ncontent:\n"))
    let words = content.split(separator: "\n").map { String($0.prefix { $0 != ":" }).filter { $0 != " " } }
    #expect(Set(words) == Set(ContentWord.allCases.map(\.rawValue)))
    let covenants = try #require(text.components(after: "\ncovenant:\n")?.components(before: "\ncontent:"))
    #expect(
      Set(covenants.split(separator: "\n").map { String($0.prefix { $0 != ":" }).filter { $0 != " " } })
        == Set(RulingInput.Covenant.allCases.map(\.rawValue)))
  }

  @Test func `every word by itself is answered, and none that seeks is ok under a clause that holds`() throws {
    let seeking: [ContentWord] = [
      .asksForBusiness, .asksToMoveAccounts, .callToAction, .urgeToFollow, .recommendsNewFirm, .comparisonOfOffers, .beyondWrittenNotice,
    ]
    for word in ContentWord.allCases {
      for kind in RulingInput.Kind.allCases {
        let likely = try posed("US-TX", kind) { $0.content = [word] }.likely
        #expect(likely != nil)
        if seeking.contains(word), kind == .message || kind == .mailing || kind == .call { #expect(likely == .notOk, "\(word) \(kind)") }
      }
    }
  }

  @Test func `the same words differ by clause, place, timing, records and reach`() throws {
    #expect(try posed("US-TX", .message) { $0.content = [.asksForBusiness] }.likely == .notOk)
    #expect(try posed("US-CA", .message) { $0.content = [.asksForBusiness] }.likely == .ok)
    #expect(try posed("US-TX", .message) { ($0.content, $0.covenant) = ([.asksForBusiness], []) }.likely == .ok)
    #expect(try posed("US-TX", .message) { ($0.content, $0.covenant, $0.timing) = ([.asksForBusiness], [], .before) }.likely == .notOk)
    #expect(try posed("US-CA", .message) { ($0.content, $0.usedEmployerRecords) = ([.asksForBusiness], true) }.likely == .notOk)
    #expect(try posed("US-TX", .publicPost) { ($0.content, $0.targeted, $0.audience) = ([.praiseOfOffer], false, .public) }.likely == .ok)
    #expect(try posed("US-TX", .message) { $0.content = [.praiseOfOffer] }.likely == .undecided)
    #expect(try posed("US-TX", .message) { $0.content = [.praiseOfOffer, .invitationToContact] }.likely == .notOk)
    #expect(try posed("US-TX", .message) { $0.content = [.asksForBusiness, .noProof] }.likely == .ok)
    #expect(try posed("US-WI", .message) { $0.content = [.asksForBusiness, .overbroadClause] }.likely == .ok)
    #expect(try posed("US-FL", .message) { $0.content = [.asksForBusiness, .overbroadClause] }.likely == .notOk)
    #expect(try posed("US-NY", .message) { $0.content = [.asksForBusiness, .overbroadClause] }.likely == .undecided)
    #expect(try posed("US-TX", .message) { ($0.audience, $0.content) = (.employees, [.recruits]) }.likely == .ok)
    #expect(
      try posed("US-TX", .message) { ($0.audience, $0.content, $0.covenant) = (.employees, [.recruits], [.nonSolicitEmployees]) }.likely
        == .notOk)
  }

  /// How bad an answer is for the one who asks.
  func weight(_ likely: Verdict.Likely?) -> Int {
    switch likely {
    case .ok, .accountIsEmployees: 0
    case .undecided: 1
    case .notOk, .accountIsEmployers, nil: 2
    }
  }

  @Test func `more seeking words, the employer's records, or a clause more never make an answer better`() throws {
    let kinds: [RulingInput.Kind] = [
      .message, .mailing, .call, .connectionRequest, .profileUpdate, .publicPost, .memoryList, .acceptBusiness,
    ]
    let seeking: [ContentWord] = [
      .asksForBusiness, .asksToMoveAccounts, .callToAction, .urgeToFollow, .recommendsNewFirm, .comparisonOfOffers, .invitationToContact,
      .praiseOfOffer,
      .offerOfHelp, .followUpCalls, .promptsReplies, .launchNews, .oralContact, .invitationToLook,
    ]
    let bases: [[ContentWord]] = [[.neutralNotice], [.jobNews], [.answersWhenAsked], [.praiseOfOffer], [.asksForBusiness]]
    for place in ["US-TX", "US-CA", "US-MA", "US-WV", "GB", "DE"] {
      for kind in kinds {
        for base in bases {
          let plain = weight(try posed(place, kind) { $0.content = base }.likely)
          for word in seeking {
            #expect(weight(try posed(place, kind) { $0.content = base + [word] }.likely) >= plain, "\(place) \(kind) \(base) \(word)")
          }
          #expect(
            weight(try posed(place, kind) { ($0.content, $0.usedEmployerRecords) = (base, true) }.likely) >= plain,
            "\(place) \(kind) \(base)")
          #expect(weight(try posed(place, kind) { ($0.content, $0.covenant) = (base, []) }.likely) <= plain, "\(place) \(kind) \(base)")
        }
      }
    }
  }

  @Test func `accepting what comes unasked turns on the clause and the place`() throws {
    func accept(_ place: String, _ covenant: RulingInput.Covenant...) throws -> Verdict.Likely? {
      try posed(place, .acceptBusiness) {
        ($0.content, $0.covenant, $0.initiatedBy, $0.targeted) = ([.acceptanceOnly], covenant, .customer, false)
      }.likely
    }
    #expect(try accept("US-TX", .nonSolicitCustomers) == .ok)
    #expect(try accept("US-TX", .noService) == .notOk)
    #expect(try accept("US-CA", .noService) == .ok)
    #expect(try accept("US-OK", .noService) == .ok)
    #expect(try accept("GB", .noService) == .notOk)
    #expect(try accept("US-MA", .nonSolicitCustomers) == .undecided)
  }

  @Test func `accounts and lists turn on what was agreed and where`() throws {
    func account(_ place: String, _ words: ContentWord..., covenant: [RulingInput.Covenant] = []) throws -> Verdict.Likely? {
      try posed(place, .keepAccount) { ($0.content, $0.covenant, $0.audience) = (words, covenant, .public) }.likely
    }
    #expect(try account("US-NY", .personalProfile, .noPolicy) == .accountIsEmployees)
    #expect(try account("US-NY", .writtenOwnershipAgreement) == .accountIsEmployers)
    #expect(try account("US-NY", .companyPages) == .accountIsEmployers)
    #expect(try account("US-NY", .brandInHandle) == .undecided)
    #expect(try account("GB", .companyGroups) == .accountIsEmployers)
    #expect(try account("US-IL", .companyGroups) == .undecided)
    #expect(try account("GB", .writtenDeletionDuty) == .notOk)
    #expect(try posed("GB", .takeList) { ($0.content, $0.usedEmployerRecords) = ([.exportedFile], true) }.likely == .notOk)
    #expect(try posed("US-TX", .takeList) { ($0.content, $0.usedEmployerRecords) = ([.exportedFile], true) }.likely == .notOk)
    #expect(try posed("US-TX", .takeList) { ($0.content, $0.usedEmployerRecords) = ([.platformContacts], true) }.likely == .undecided)
  }

  @Test func `an unknown word is named, never guessed`() throws {
    let good =
      "{jurisdiction: US-TX, input: {kind: message, timing: after, audience: customers, targeted: true, initiated_by: employee, used_employer_records: false, covenant: [], content: [neutral_notice]}}"
    #expect(try PosedCase.read(good).count == 1)
    #expect(try PosedCase.read("[\(good), \(good)]").map(\.id) == ["1", "2"])
    for (from, to) in [
      ("neutral_notice", "nuetral_notice"), ("kind: message", "kind: telegram"), ("covenant: []", "covenant: [non_compte]"),
      ("targeted: true", "targeted: perhaps"),
      ("timing: after", "timing: later"),
    ] {
      let bad = String(good.split(separator: from, maxSplits: 1, omittingEmptySubsequences: false).joined(separator: to))
      let word = String(to.split(whereSeparator: { " :[]".contains($0) }).last ?? "")
      let fault = #expect(throws: Fault.self) { try PosedCase.read(bad) }
      #expect(fault?.message.contains("\"\(word)\"") == true, "\(fault?.message ?? "")")
    }
    let lacking = #expect(throws: Fault.self) { try PosedCase.read("{jurisdiction: US-TX, input: {kind: message}}") }
    #expect(lacking?.message.contains("timing") == true)
    #expect(throws: Fault.self) { try PosedCase.read("jurisdiction: [") }
  }

  @Test func `an unknown place is answered as unknown, and old facts warn`() throws {
    let unknown = try posed("FI", .message) { $0.content = [.neutralNotice] }
    #expect(unknown.answer == .unclear)
    #expect(unknown.missing.map(\.name) == ["law of FI"])
    let input = try #require(Self.facts?.rulings.first).input
    let late = try engine.verdict(on: PosedCase(id: "x", place: "US-CA", input: input), today: today.adding(months: 13))
    #expect(!late.warnings.isEmpty)
  }
}

extension String {
  fileprivate func components(after mark: String) -> String? { firstRange(of: mark).map { String(self[$0.upperBound...]) } }
  fileprivate func components(before mark: String) -> String? { firstRange(of: mark).map { String(self[..<$0.lowerBound]) } }
  private func firstRange(of mark: String) -> Range<String.Index>? { ranges(of: mark).first }
}
