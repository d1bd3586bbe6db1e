import Book
import Scan
import Testing
import Ties

struct WordsTests {
  let asOf = Day(number: 20_777)

  @Test(arguments: [(3, "17 Nov"), (109, "3 Aug"), (340, "15 Dec 2025"), (900, "3 Jun 2024")])
  func `a day without its year while that is plain`(ago: Int, text: String) {
    #expect(TieWords.day(asOf.adding(days: -ago), asOf: asOf) == text)
  }

  @Test func `facts in plain words`() {
    #expect(TieWords.mails(sent: 16, received: 16) == "16 + 16 mails")
    #expect(TieWords.mails(sent: 0, received: 1) == "0 + 1 mail")
    #expect(TieWords.quiet(since: asOf.adding(days: -109), asOf: asOf) == "quiet since 3 Aug")
    #expect(TieWords.loud(received: 46, sent: 0) == "46 mails, you wrote none")
    #expect(TieWords.group(mails: 36, of: 9) == "36 mails to a group of nine")
    #expect(TieWords.group(mails: 36, of: 19) == "36 mails to a group of 19")
    #expect(TieWords.wroteFirst(.other, .he) == "he wrote first")
    #expect(TieWords.wroteFirst(nil, .he) == nil)
    #expect(TieWords.firstNames(.other, .she) == "she uses your first name")
    #expect(TieWords.firstNames(.owner, .he) == "you use his first name")
  }

  @Test func `each medium has its words`() {
    func medium(_ kind: TieMedium) -> String { TieWords.medium(kind, .she) }
    #expect(medium(TieMedium(.call, count: 1, begun: 1, minutes: 30)) == "you called her, 30 minutes")
    #expect(medium(TieMedium(.call, count: 1, begun: 0, minutes: 1)) == "she called you, 1 minute")
    #expect(medium(TieMedium(.call, count: 3, begun: 1, minutes: 50)) == "three calls, 50 minutes")
    #expect(medium(TieMedium(.meeting, count: 1, begun: 0, minutes: 60)) == "a meeting")
    #expect(medium(TieMedium(.text, count: 12, begun: 5)) == "texts")
    #expect(medium(TieMedium(.chat, label: "Facebook messages", count: 4, begun: 2)) == "Facebook messages")
    #expect(medium(TieMedium(.handover, count: 1, begun: 0)) == "she gave you a card")
  }

  @Test func `the shipped data files are whole`() throws {
    let fitted = try #require(Resource.bytes("ties/weights.json"))
    let weights = try JSON.parse(fitted.span)
    #expect(TieWeights(weights) != nil)
    #expect(TieWeights(["full": weights["full"] ?? .null]) == nil)
    let written = try #require(Resource.bytes("ties/rules.json"))
    let rules = try JSON.parse(written.span)
    #expect((rules["roleWords"]?.items?.count ?? 0) > 100)
    let full = TieWeights.shipped.full
    #expect(full.weights.count == TieFeature.allCases.count)
    for (feature, weight) in zip(TieFeature.allCases, full.weights) {
      #expect(feature == .unanswered ? weight < 0 : weight > 0, "\(feature)")
    }
  }
}
