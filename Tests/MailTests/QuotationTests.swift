import Mail
import Scan
import Testing

@Test(arguments: [
  ("On Tue, Mar 27, 2001 at 7:20 AM, Ann Lee <ann@x.example> wrote:", "Ann Lee", "ann@x.example", "2001-03-27T07:20:00"),
  ("On 27 Mar 2001, Ann Lee wrote:", "Ann Lee", "", "2001-03-27T00:00:00"), ("Ann Lee wrote:", "Ann Lee", "", ""),
  ("Am 27.03.2001 um 07:20 schrieb Ann Lee:", "Ann Lee", "", "2001-03-27T07:20:00"),
  ("Le 27 mars 2001 à 07:20, Ann Lee <ann@x.example> a écrit :", "Ann Lee", "ann@x.example", "2001-03-27T07:20:00"),
  ("El 27/3/2001 7:20, Ann Lee escribió:", "Ann Lee", "", "2001-03-27T07:20:00"),
])
func `attribution lines name author and time`(line: String, name: String, address: String, time: String) throws {
  let quoted = try #require(QuotedMessage.first(in: "Yes.\n\n\(line)\n> Shall we?\n"))
  #expect(quoted.author == name)
  #expect(quoted.address ?? "" == address)
  #expect(quoted.moment?.written ?? "" == time)
}

@Test func `an attribution over two lines is one`() throws {
  let quoted = try #require(QuotedMessage.first(in: "Yes.\nOn Tue, Mar 27, 2001 at 7:20 AM, Ann Lee\n<ann@x.example> wrote:\n> x\n"))
  #expect(quoted.author == "Ann Lee")
  #expect(quoted.line == 1)
}

@Test func `header blocks and Notes blocks name the author`() throws {
  let outlook = try #require(
    QuotedMessage.first(
      in:
        "ok\n-----Original Message-----\nFrom: Lee, Ann [mailto:ann@x.example]\nSent: Monday, March 26, 2001 10:00 AM\nTo: Bob\nSubject: x\n"
    ))
  #expect(outlook.author == "Lee, Ann")
  #expect(outlook.address == "ann@x.example")
  #expect(outlook.moment?.written == "2001-03-26T10:00:00")
  let german = try #require(QuotedMessage.first(in: "Von: Ann Lee\nGesendet: Montag, 26. März 2001 10:00\nAn: Bob\nBetreff: x\n"))
  #expect(german.author == "Ann Lee")
  #expect(german.moment?.written == "2001-03-26T10:00:00")
  let notes = try #require(QuotedMessage.first(in: "ok\n\n\tAnn Lee/HOU/ORG@ORG\n\t03/26/2001 10:00 AM\n\t\t \n\t\t To: Bob\n"))
  #expect(notes.author == "Ann Lee")
}

@Test(arguments: [
  "He wrote: nothing.", "From: the heart", "I wrote this long sentence because I wanted to and then some more words wrote:", "",
])
func `sentences are no quotations`(text: String) {
  #expect(QuotedMessage.first(in: text) == nil)
}

@Test func `sent mail is recovered from the answers to it`() throws {
  try withCorpus("quoted-names.eml") { bytes in
    var log = CorrespondenceLog()
    log.read(bytes)
    let owner = UInt32(try #require(log.addresses.lookup("ANN@north.example")))
    let found = SentRecovery.find(bytes, log: log, owners: [owner])
    #expect(found.count == 1)
    #expect(found.first.map { log.addresses[Int($0.recipient)] } == "bob@south.example")
    #expect(found.first?.seconds == Moment("2001-03-26T10:00:00")?.seconds)
    let other = UInt32(try #require(log.addresses.lookup("bob@south.example")))
    let none = SentRecovery.find(bytes, log: log, owners: [other])
    #expect(none.isEmpty)
  }
}
