import Acts
import Book
import Scan
import Ties

extension RankTies.Ranked {
  /// The screen of `ties`: one line a person, then who is loud and not close, who was not counted, and on whose data it rests.
  func screen(_ width: Int, today: Day, companies: Bool = false) -> [String] {
    if companies { return firms(width, today: today) }
    if ties.people.isEmpty { return ["Nobody to rank yet.    cardcase import PATH, or type them: cardcase ties pin NAME"] }
    let since =
      ties.first.map { first in " since \(first.short.dropFirst(first.short.hasPrefix("\(first.day) ") ? "\(first.day) ".count : 0))" }
      ?? ""
    var lines = [
      "The \(first.count) you are closest to, \(today.short)\(own ? ", from your own sources alone" : "")    mails you sent + got\(since)",
      "",
    ]
    lines += Columns.table(
      first.map { tie in [Columns.right("\(tie.rank)", 3), tie.name, tie.organisation, tie.counts, tie.last.map(\.short) ?? "", tie.remark]
      },
      limits: [3, 24, 24, 9, 11], fit: width)
    var notes: [String] = []
    if !ties.loud.isEmpty {
      notes += Columns.labelled(
        "Loud, not close", ties.loud.prefix(3).map { $0.name.isEmpty ? $0.text : "\($0.name) \($0.text)" }.joined(separator: " · "),
        margin: 18, width: width)
    }
    if !ties.setAside.isEmpty {
      notes += Columns.labelled(
        "Family, friends", ties.setAside.prefix(6).map(\.name).joined(separator: ", ") + ": yours, not counted here", margin: 18,
        width: width)
    }
    if !ties.sentKnown {
      let told =
        ties.recovered > 0
        ? "; \(ties.recovered) of your mails \(ties.recovered == 1 ? "is" : "are") counted because answers quote them" : ""
      notes += Columns.labelled("Sent mail", "what you wrote is missing here\(told)", margin: 18, width: width)
    }
    let faded = ties.fading.filter { tie in !first.contains { $0.key == tie.key } }
    if !faded.isEmpty {
      notes += Columns.labelled(
        "Close once", faded.prefix(4).map { "\($0.name)\($0.last.map { " (\($0.short))" } ?? "")" }.joined(separator: ", "), margin: 18,
        width: width)
    }
    for (book, people) in ties.restsOn(first: first.count) where !book.isMine && people > 0 {
      notes += Columns.labelled(
        "Rests on", "\(employers[book] ?? book.name)'s data for \(people) of \(first.count) (ties --own ranks from your own sources alone)",
        margin: 18, width: width)
    }
    notes += Columns.labelled("Wrong?", "ties pin NAME · ties drop NAME · ties why NAME", margin: 18, width: width)
    return lines + [""] + notes
  }
}

extension RankTies.Ranked {
  /// The screen of `ties --companies`: firms by those one knows there.
  fileprivate func firms(_ width: Int, today: Day) -> [String] {
    if ties.companies.isEmpty { return ["No firm to rank yet.    cardcase import PATH"] }
    let names = Dictionary(ties.people.map { ($0.key, $0.name) }, uniquingKeysWith: { first, _ in first })
    let rows = ties.companies.prefix(limit).enumerated().map { place, firm in
      [
        Columns.right("\(place + 1)", 3), firm.name, "\(firm.sent) + \(firm.received)", firm.last.map(\.short) ?? "",
        firm.people.prefix(3).compactMap { names[$0] }.joined(separator: ", ")
          + (firm.people.count > 3 ? " and \(firm.people.count - 3) more" : ""),
      ]
    }
    return ["The \(rows.count) firms you are closest to, \(today.short)    mails you sent + got", ""]
      + Columns.table(rows, limits: [3, 28, 11, 11], fit: width)
  }
}

extension Columns {
  /// `text` with blanks in front to `cells`.
  static func right(_ text: String, _ cells: Int) -> String { String(repeating: " ", count: max(0, cells - width(text))) + text }
}

extension ExplainTie.Explained {
  /// All reasons for one person.
  func screen(_ width: Int, numbers: Bool) -> [String] {
    var lines = [
      "\(tie.name), \(tie.pinned ? "pinned by you" : "rank \(tie.rank)")\(tie.circle.map { ", among the closest \($0)" } ?? "")", "",
    ]
    for reason in tie.reasons {
      let value = numbers ? "  (\(reason.signal) \(reason.value))" : ""
      lines += Columns.labelled("  -", reason.text + value, margin: 4, width: width)
    }
    if !tie.months.isEmpty {
      var years: [(year: Int, sent: Int, received: Int, met: Int)] = []
      for month in tie.months {
        if years.last?.year != month.year { years.append((month.year, 0, 0, 0)) }
        years[years.count - 1].sent += month.sent
        years[years.count - 1].received += month.received
        years[years.count - 1].met += month.met
      }
      let told = years.map {
        "\($0.year): \($0.sent) + \($0.received)" + ($0.met > 0 ? ", met or called \($0.met == 1 ? "once" : "\($0.met) times")" : "")
      }
      lines += Columns.labelled("  -", "over the years " + told.joined(separator: " · "), margin: 4, width: width)
    }
    for part in tie.basis where part.encounters > 0 {
      lines.append("  \(part.encounters) of it from \(part.book.isMine ? "your own sources" : "the book \(part.book.name)")")
    }
    return lines
  }
}
