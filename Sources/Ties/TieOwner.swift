public import Book
import Scan

extension Ties {
  /// Whose mailbox a log is: the address present in nearly all of its encounters, and behind it the owner's other addresses.
  ///
  /// Another address is the owner's when it bears the owner's full name and stands mostly in encounters without the first
  /// address (a namesake's stands beside it), or sent what lies in a sent folder. Empty where no address is in a third of all.
  public static func owner(of log: EncounterLog) -> [EncounterLog.Party] {
    let presence = Presence(log)
    guard let main = presence.main else { return [] }
    let name = Fold.words(log.parties[main].name)
    let others = log.parties.indices.filter { party in
      guard party != main, log.parties[party].handle.kind == log.parties[main].handle.kind else { return false }
      if presence.sentFolder[party] > 0, presence.sentFolder[party] * 20 >= presence.sentFolder.max() ?? 0 { return true }
      guard name.count > 1, presence.total[party] > 0, Fold.words(log.parties[party].name) == name else { return false }
      return presence.beside(party, main, in: log) * 2 < presence.total[party]
    }
    return [log.parties[main]] + others.sorted { presence.total[$0] > presence.total[$1] }.map { log.parties[$0] }
  }
}

/// In how many encounters each party takes part.
private struct Presence {
  var total: [Int]
  var sentFolder: [Int]
  var counted = 0

  init(_ log: EncounterLog) {
    total = [Int](repeating: 0, count: log.parties.count)
    sentFolder = total
    var stamps = [Int32](repeating: -1, count: log.parties.count)
    for index in 0..<log.count where log.flags[index].isDisjoint(with: [.list, .automatic, .discard]) {
      counted += 1
      let sender = Int(log.senders[index])
      if sender >= 0 {
        total[sender] += 1
        stamps[sender] = Int32(index)
        if log.flags[index].contains(.sentFolder) { sentFolder[sender] += 1 }
      }
      for place in log.recipientRange(index) {
        let party = Int(log.recipients[place])
        guard stamps[party] != Int32(index) else { continue }
        stamps[party] = Int32(index)
        total[party] += 1
      }
    }
  }

  /// The party most present, if it is in a third of all; what sent folders say goes first.
  var main: Int? {
    if let most = sentFolder.indices.max(by: { sentFolder[$0] < sentFolder[$1] }), sentFolder[most] > 0 { return most }
    guard let most = total.indices.max(by: { (total[$0], $1) < (total[$1], $0) }), total[most] * 3 >= counted else { return nil }
    return most
  }

  /// In how many encounters two parties stand together.
  func beside(_ party: Int, _ main: Int, in log: EncounterLog) -> Int {
    (0..<log.count).count { index in
      let sender = Int(log.senders[index])
      var hasParty = sender == party
      var hasMain = sender == main
      for place in log.recipientRange(index) {
        hasParty = hasParty || Int(log.recipients[place]) == party
        hasMain = hasMain || Int(log.recipients[place]) == main
      }
      return hasParty && hasMain
    }
  }
}
