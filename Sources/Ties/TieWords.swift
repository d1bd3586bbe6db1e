import Book
public import Scan

/// Facts about ties in plain words.
public enum TieWords {
  private static let small = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]

  /// `nine`, `13`.
  public static func number(_ value: Int) -> String { small.indices.contains(value) ? small[value] : String(value) }

  /// `3 Aug`, or `3 Aug 2024` where it is more than eleven months before the day asked about.
  public static func day(_ day: Day, asOf: Day) -> String {
    let full = day.short
    guard day <= asOf, day > asOf.adding(months: -11) else { return full }
    return String(full.dropLast(5))
  }

  /// `16 + 16 mails`.
  public static func mails(sent: Int, received: Int) -> String { "\(sent) + \(received) mail" + (sent + received == 1 ? "" : "s") }

  /// `quiet since 3 Aug`.
  public static func quiet(since last: Day, asOf: Day) -> String { "quiet since " + day(last, asOf: asOf) }

  /// `she wrote first`, `you wrote first`; nil where unknown.
  public static func wroteFirst(_ side: Tie.Side?, _ pronoun: Pronoun) -> String? {
    switch side {
    case .owner: "you wrote first"
    case .other: "\(pronoun.rawValue) wrote first"
    case .both, nil: nil
    }
  }

  /// `first names both ways`, `she calls you by first name`; nil where unknown.
  public static func firstNames(_ side: Tie.Side?, _ pronoun: Pronoun) -> String? {
    switch side {
    case .both: "first names both ways"
    case .owner: "you use \(pronoun == .they ? "their" : pronoun == .she ? "her" : "his") first name"
    case .other: pronoun == .they ? "they use your first name" : "\(pronoun.rawValue) uses your first name"
    case nil: nil
    }
  }

  /// `you called her, 30 minutes`, `she called you`, `three calls, 50 minutes`.
  public static func calls(_ medium: TieMedium, _ pronoun: Pronoun) -> String {
    let length = medium.minutes > 0 ? ", \(medium.minutes) minute" + (medium.minutes == 1 ? "" : "s") : ""
    guard medium.count == 1 else { return number(medium.count) + " calls" + length }
    return (medium.begun == 1 ? "you called \(pronoun.object)" : "\(pronoun.rawValue) called you") + length
  }

  /// `a meeting`, `three meetings`.
  public static func several(_ count: Int, _ one: String, _ many: String) -> String { count == 1 ? one : "\(number(count)) \(many)" }

  /// What passed by one medium other than mail, in words: `texts`, `Facebook messages`, `you called her, 30 minutes`.
  public static func medium(_ medium: TieMedium, _ pronoun: Pronoun) -> String {
    if !medium.label.isEmpty, medium.medium != .call, medium.medium != .meeting { return medium.label }
    return switch medium.medium {
    case .mail: several(medium.count, "a mail", "mails")
    case .call: calls(medium, pronoun)
    case .meeting: several(medium.count, "a meeting", "meetings")
    case .handover: medium.begun == medium.count ? "you gave \(pronoun.object) your card" : "\(pronoun.rawValue) gave you a card"
    case .text: medium.count == 1 ? "a text" : "texts"
    case .chat: "chat"
    case .network: medium.count == 1 ? "a network message" : "network messages"
    case .invitation: "invited on a network"
    }
  }

  /// `51 mails, you wrote 1`.
  public static func loud(received: Int, sent: Int) -> String { "\(received) mails, you wrote \(sent == 0 ? "none" : String(sent))" }

  /// `36 mails to a group of nine`.
  public static func group(mails: Int, of people: Int) -> String { "\(mails) mails to a group of \(number(people))" }
}
