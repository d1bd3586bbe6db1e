import Acts
import Book

/// What `duplicates` prints: files in two tiers, or the vault's open questions.
struct DuplicatesScreen {
  private let found: FindDuplicates.Found
  private let width: Int
  /// How many pairs of a kind are printed.
  private static let shown = 40

  init(_ found: FindDuplicates.Found, width: Int) {
    self.found = found
    self.width = width
  }

  /// The lines.
  var lines: [String] { found.isVault ? vault : files }

  private var files: [String] {
    let names = Dictionary(found.records.map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first })
    let people = (Set(found.records.map(\.merged)).count, Set(found.records.map(\.suggested)).count)
    var lines = ["\(found.records.count) records: \(people.0) people for certain, \(people.1) if every suggestion holds", ""]
    for (title, isMerge) in [("The same for certain", true), ("To be asked about", false)] {
      let pairs = found.pairs.filter { $0.isMerge == isMerge }
      if pairs.isEmpty { continue }
      lines.append(title)
      for pair in pairs.prefix(DuplicatesScreen.shown) {
        let text = "\(names[pair.a] ?? pair.a) (\(pair.a)) and \(names[pair.b] ?? pair.b) (\(pair.b)): \(pair.evidence.spoken)"
        lines += Columns.labelled("  =", text, margin: 4, width: width)
      }
      if pairs.count > DuplicatesScreen.shown { lines.append("    and \(pairs.count - DuplicatesScreen.shown) more: --json lists them") }
    }
    if let adding = found.adding {
      lines.append("\(adding.records) added one by one: \(adding.median) ms each, 99 in a hundred within \(adding.most) ms")
    }
    return lines
  }

  private var vault: [String] {
    let people = Set(found.records.map(\.merged)).count
    var lines = ["\(found.records.count) records are \(people) people.", ""]
    if found.questions.isEmpty { lines.append("There is nobody to be asked about.") } else { lines.append("May be one person") }
    for question in found.questions.prefix(DuplicatesScreen.shown) {
      let text = "\(question.a.title) and \(question.b.title): \(question.evidence.spoken)"
      lines += Columns.labelled("  ?", text, margin: 4, width: width)
    }
    if found.questions.count > DuplicatesScreen.shown {
      lines.append("    and \(found.questions.count - DuplicatesScreen.shown) more: --json lists them")
    }
    if !found.doubts.isEmpty { lines.append("Put together once, and not so certain any more") }
    for doubt in found.doubts.prefix(DuplicatesScreen.shown) {
      lines += Columns.labelled("  ?", "\(doubt.person.title): \(doubt.records.joined(separator: "; "))", margin: 4, width: width)
    }
    if !found.questions.isEmpty { lines += ["", "Next    cardcase duplicates review    ·    cardcase merge A B    ·    cardcase split A B"] }
    return lines
  }
}

extension [FindDuplicates.Found.Evidence] {
  /// What speaks for it, in words.
  var spoken: String { filter { $0.bits > 0 }.map(\.text).joined(separator: "; ") }
}

extension Question.Side {
  /// Name, id and, where it is an employer's, the book.
  var title: String { "\(name.isEmpty ? handles.first ?? "" : name) (\(id)\(book.isMine ? "" : ", \(book.name)"))" }
}
