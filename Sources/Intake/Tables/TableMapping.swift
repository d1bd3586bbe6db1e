import Scan
import Tabular

/// What each column of one table holds, found from the names of all of them together.
struct TableMapping: Sendable {
  /// The names as written.
  let columns: [String]
  /// The words of each name, folded.
  let words: [[String]]
  /// The meanings, one for each column.
  private(set) var meanings: [ColumnMeaning]

  /// From the names. Where two readings of a name are possible the other columns decide.
  init(_ columns: [String]) {
    self.columns = columns
    let keys = columns.map { ColumnVocabulary.key($0) }
    words = keys.map(\.words)
    meanings = keys.map { ColumnMeaning(words: $0.words, ordinal: $0.ordinal) }
    settleTitle()
    settleName()
    settleAddresses()
  }

  /// From the cells, for a table without a header: mail addresses, phones, and the words that are left as the name.
  init(guessing rows: [[String]]) {
    let width = rows.map(\.count).max() ?? 0
    columns = (0..<width).map { "Column \($0 + 1)" }
    words = columns.map { ColumnVocabulary.key($0).words }
    var meanings: [ColumnMeaning] = []
    var named = false
    for index in 0..<width {
      let cells = rows.compactMap { $0.indices.contains(index) && !$0[index].isEmpty ? $0[index] : nil }
      let half = max(1, cells.count / 2)
      if cells.count(where: AddressText.isAddress) >= half {
        meanings.append(.email("", 1))
      } else if cells.count(where: TableMapping.looksLikePhone) >= half {
        meanings.append(.phone(""))
      } else if !named, cells.count(where: { Fold.words($0).count >= 1 && !$0.utf8.contains(where: ASCII.isDigit) }) >= half {
        meanings.append(.full)
        named = true
      } else {
        meanings.append(.other)
      }
    }
    self.meanings = meanings
  }

  /// Whether the names make up a contact table: somebody can be named and reached, or two names at least are known.
  var isContactTable: Bool {
    let reach = meanings.contains { if case .email = $0 { true } else if case .phone = $0 { true } else { $0 == .profile } }
    let name = meanings.contains { [.given, .family, .full].contains($0) }
    return name && (reach || meanings.count { [.given, .family, .full, .company, .title, .id, .birthday].contains($0) } >= 2)
      || (reach && meanings.count(where: { $0 != .other }) * 2 > meanings.count)
  }

  /// The mapping for people.
  var spoken: [(column: String, meaning: String)] { zip(columns, meanings).map { ($0, $1.spoken) } }

  /// The first column of a meaning.
  func index(_ meaning: ColumnMeaning) -> Int? { meanings.firstIndex(of: meaning) }

  /// `Title` is the honorific where another column is the job, and the job where none is.
  private mutating func settleTitle() {
    let hasJob = meanings.contains(.title)
    for index in columns.indices where meanings[index] == .other {
      switch words[index] {
      case ["title"], ["titel"], ["titre"], ["titulo"], ["titolo"], ["tytul"]: meanings[index] = hasJob ? .prefix : .title
      default: break
      }
    }
  }

  /// `Name` beside a given name and no family name is the family name.
  private mutating func settleName() {
    guard meanings.contains(.given), !meanings.contains(.family), let name = meanings.firstIndex(of: .full) else { return }
    meanings[name] = .family
  }

  /// `Home Address` is the street where there is no street of its own, and the whole address where there is.
  private mutating func settleAddresses() {
    // Streets of their own by place: how many there are.
    var streets: [String: Int] = [:]
    for index in columns.indices where words[index].contains("street") {
      if case .street(let place, _) = meanings[index] { streets[place, default: 0] += 1 }
    }
    for index in columns.indices {
      guard case .street(let place, _) = meanings[index], let last = words[index].last, ["address", "adresse"].contains(last) else {
        continue
      }
      if streets[place, default: 0] > (words[index].contains("street") ? 1 : 0) {
        if words[index].contains("street") { streets[place]? -= 1 }
        meanings[index] = .address(place)
      }
    }
  }

  private static func looksLikePhone(_ cell: String) -> Bool {
    let digits = cell.utf8.count(where: ASCII.isDigit)
    return digits >= 6 && digits * 2 >= cell.utf8.count && !cell.contains("@")
  }
}
