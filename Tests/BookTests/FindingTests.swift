import Book
import Testing

@Suite struct FindingTests {
  private func note(_ counts: [String: Int], cost: Int = 2, first: Int64?, last: Int64?, domain: String = "a.example") -> ServiceNote {
    ServiceNote(
      domain: domain, name: "A", sort: "", address: "me@own.example", cost: cost, counts: counts, first: first, last: last, file: "f",
      place: "byte 0")
  }

  @Test func `one account seen in two overlapping archives is not counted twice`() {
    let sum = note(["receipt": 3], first: 10, last: 20).merged(with: note(["receipt": 2, "security": 1], cost: 4, first: nil, last: 30))
    #expect(sum.counts == ["receipt": 3, "security": 1])
    #expect(sum.mails == 4 && sum.cost == 4 && sum.first == 10 && sum.last == 30)
  }

  @Test func `what costs most comes first, then what was seen last`() {
    let notes = [
      note([:], cost: 2, first: nil, last: nil, domain: "old.example"), note([:], cost: 2, first: nil, last: 5, domain: "new.example"),
      note([:], cost: 5, first: nil, last: nil, domain: "bank.example"),
    ]
    #expect(notes.sorted(by: ServiceNote.costlyFirst).map(\.domain) == ["bank.example", "new.example", "old.example"])
  }

  @Test func `a later finding about the same has the same key`() {
    func finding(_ kind: Finding.Kind, _ values: [Finding.Value] = [], _ seconds: Int64) -> Finding {
      Finding(kind, address: "a@x.example", values: values, seconds: seconds, file: "f", place: "byte 0", quote: "")
    }
    #expect(finding(.signature, [.init("phone", "1")], 1).key == finding(.signature, [.init("phone", "2")], 2).key)
    #expect(finding(.moved, [.init("email", "b@x.example")], 1).key != finding(.moved, [.init("email", "c@x.example")], 2).key)
    #expect(finding(.signature, [], 1).key != finding(.bounce, [], 1).key)
  }
}
