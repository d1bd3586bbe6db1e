import Book
import Policy
import Publish
import Scan
import VCard
import Vault

/// Your own card as a file that goes with a goodbye.
enum OwnCardFile {
  /// A vCard 3.0 with a name and an address: every phone reads it.
  static func bytes(name: String, address: String) -> [UInt8] {
    var fields = ContactFields()
    let words = name.split(separator: " ").map(String.init)
    fields.name = PersonName(given: words.first ?? "", family: words.dropFirst().joined(separator: " "))
    fields.handles = [.init(Handle(.email, address), label: "home")]
    let summary = CardSummary(fields)
    return summary.card(version: .v30).canonical()
  }
}

extension Dossier {
  /// The private mail address of a person in your own book: one they wrote from before one that a card names.
  func privateAddress(of human: Human) -> Handle? {
    let candidates = privateHandles(of: human).filter { $0.kind == .email }
    return candidates.first
  }

  /// Something real to thank for: the subject of an exchange that went both ways and has a name of its own.
  func thanks(to human: Human) throws -> String? {
    var mine: Set<String> = []
    var theirs: [String: Int64] = [:]
    for (book, id) in [(human.book, human.entry.id)] + human.others.map({ ($0.book, $0.entry.id) }) {
      let log = try vault.book(book).read { try $0.encounters(with: id) }
      let own = Set(accounts.map(\.handle.normal))
      for index in 0..<log.count where log.media[index] == .mail && log.senders[index] >= 0 {
        let subject = Dossier.bare(log.subjects[index])
        guard Dossier.isNamed(subject) else { continue }
        if own.contains(log.parties[Int(log.senders[index])].handle.normal) {
          mine.insert(subject)
        } else {
          theirs[subject] = max(theirs[subject] ?? .min, log.seconds[index])
        }
      }
    }
    let shared = theirs.filter { mine.contains($0.key) }.max { ($0.value, $0.key) < ($1.value, $1.key) }
    guard let subject = shared?.key else { return nil }
    let sentence = "Thank you for \"\(subject)\", and for the work we did together."
    return try MessageChecker.standard().check(sentence).label == .announcement ? sentence : nil
  }

  /// A subject without `Re:`, `Fwd:`, `AW:` in front.
  static func bare(_ subject: String) -> String {
    var text = ASCII.trim(subject)
    while let colon = text.firstIndex(of: ":"), ["re", "aw", "fw", "fwd", "wg", "sv", "tr", "ref"].contains(text[..<colon].lowercased()) {
      text = ASCII.trim(String(text[text.index(after: colon)...]))
    }
    return text
  }

  /// A subject of at least three words that is no running number, ticket or greeting.
  static func isNamed(_ subject: String) -> Bool {
    let words = subject.split(separator: " ")
    return words.count >= 3 && words.count <= 9 && !subject.contains { $0.isNumber || $0 == "[" || $0 == "?" || $0 == "\"" }
  }
}
