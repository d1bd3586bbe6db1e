import Book
import Scan
import Testing
import Ties

/// The made-up leaver's work mailbox: volume must not look like closeness.
struct LeaverTests {
  static let dozen: Set<String> = [
    "maria.keller@nordwind.example", "j.miller@northfield.example", "k.wisniewska@baltyk.example", "bjorn.akesson@nordlys.example",
    "anna.schmidt@wwi.example", "francois.lefevre@contoso-elec.example", "priya@tailspin.example", "zoe.nibhriain@shannondairy.example",
    "c.ibanez@adventure-works.example", "sofia.rossi@fourthcoffee.example", "dcohen@wingtip.example", "m.alfarsi@gulfport.example",
  ]

  /// The encounters CSV beside this file.
  static func log() throws -> EncounterLog {
    let folder = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
    let file = try MappedFile(folder + "/Corpus/leaver.csv")
    let text = file.withBytes { $0.string(0..<$0.count) }
    var letters = Letters()
    for line in text.split(separator: "\n").dropFirst() {
      let fields = line.split(separator: ",")
      let recipients = fields[2].split(separator: ";").map { (party: letters.party(String($0)), role: EncounterLog.Role.to) }
      letters.log.append(
        moment: Moment(fields[0]), medium: .mail, flags: [], sender: letters.party(String(fields[1])), recipients: recipients,
        key: EncounterLog.Key(high: 0, low: 0))
    }
    return letters.log
  }

  @Test(arguments: ["2026-11-20", "2026-11-21", "2026-11-30"])
  func `the twelve closest are the dozen`(day: String) throws {
    let asOf = try #require(Day(day))
    let report = Ties.rank(TieQuestion([TieSource(try LeaverTests.log())], asOf: asOf))
    #expect(Set(report.keys.prefix(12)) == LeaverTests.dozen)
    #expect(report.sentKnown)
  }

  @Test func `the owner is found`() throws {
    let log = try LeaverTests.log()
    #expect(Ties.owner(of: log).map(\.handle.normal) == ["robin.ashford@acme-consulting.example"])
    #expect(Ties.lastDay(of: log)?.description == "2026-10-23")
  }

  @Test func `vendor, order desk and group are loud, not close`() throws {
    let asOf = try #require(Day("2026-11-20"))
    let report = Ties.rank(TieQuestion([TieSource(try LeaverTests.log())], asOf: asOf))
    #expect(report.loud.map(\.text) == ["51 mails, you wrote 1", "46 mails, you wrote 1", "36 mails to a group of nine"])
    #expect(report.loud.last?.kind == .group(9))
    for loud in report.loud { for key in loud.keys { #expect(!report.keys.prefix(12).contains(key)) } }
  }

  @Test func `three of the dozen have fallen silent`() throws {
    let asOf = try #require(Day("2026-11-20"))
    let report = Ties.rank(TieQuestion([TieSource(try LeaverTests.log())], asOf: asOf))
    #expect(Set(report.fading.map(\.key)) == ["anna.schmidt@wwi.example", "dcohen@wingtip.example", "priya@tailspin.example"])
    #expect(report.tie("dcohen@wingtip.example")?.reasons.last?.text == "quiet since 3 Aug")
    #expect(report.tie("dcohen@wingtip.example")?.circle == 15)
  }
}
