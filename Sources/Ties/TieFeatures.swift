import Scan

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What the ranker knows of a person, by the definitions of `evals/ties/features.py`. Each is 0 where there was nothing.
///
/// Ages are whole days; `n` is the number of recipients of a mail, so that a mail to ten says a tenth of a mail to one.
public enum TieFeature: String, Sendable, CaseIterable {
  /// log(1 + 3 S), S = sum of 0.5^(age/90)/n over what the owner sent.
  case sent90
  /// The same over what the owner received.
  case received90
  /// The same, half-life 30 days, over mail of third people that both got.
  case together30
  /// 0.5^(age/90) of the last such mail.
  case togetherRecent90
  /// log(1 + days in touch of the last 30).
  case days30
  /// 0.5^(age/365) of the last exchange.
  case recent365
  /// 0.5^(age/365) of the last time the owner wrote.
  case sentRecent365
  /// log(1 + m), m = the smaller of the weeks in which the owner wrote to the person alone and those in which the person wrote.
  case mutualWeeks
  /// log(1 + R - 2 S) where positive: received beyond twice what was sent, half-life ten years.
  case oneSided
  /// log(1 + r - 6 s - 6) where positive: mails that went unanswered.
  case unanswered
}

/// Sums over the encounters of one person, filled oldest first.
struct Tally {
  var sent90 = 0.0
  var received90 = 0.0
  var together30 = 0.0
  var sentLong = 0.0
  var receivedLong = 0.0
  /// Mails to and from.
  var sentMails: Int32 = 0
  var receivedMails: Int32 = 0
  /// Encounters of any medium, by direction; what goes both ways counts in both.
  var sent: Int32 = 0
  var received: Int32 = 0
  var sentAlone: Int32 = 0
  /// Days of the first and last encounter, counted from 1970; `Int32.min` where none has a date.
  var firstDay = Int32.min
  var lastDay = Int32.min
  var lastSentDay = Int32.min
  var lastTogetherDay = Int32.min
  var activeDays: Int32 = 0
  var recentDays: Int32 = 0
  var aloneWeeks: Int32 = 0
  var aloneWeek = Int32.min
  var receivedWeeks: Int32 = 0
  var receivedWeek = Int32.min
  /// 1 the owner wrote first, 2 the other did, 0 unknown.
  var first: UInt8 = 0
  /// Bit 0: the owner greets by first name, bit 1: the other does.
  var firstNames: UInt8 = 0

  /// Whether the two ever had to do with each other directly.
  var direct: Bool { sent > 0 || received > 0 }

  /// Notes an encounter `age` days before `today` as recency and as a day in touch.
  mutating func touch(day: Int32, age: Int32) {
    if firstDay == .min { firstDay = day }
    if lastDay == day { return }
    lastDay = day
    activeDays += 1
    if age <= 30 { recentDays += 1 }
  }

  mutating func aloneWeek(of age: Int32) {
    let week = age / 7
    if week != aloneWeek {
      aloneWeek = week
      aloneWeeks += 1
    }
  }

  mutating func receivedWeek(of age: Int32) {
    let week = age / 7
    if week != receivedWeek {
      receivedWeek = week
      receivedWeeks += 1
    }
  }

  /// The features, in the order of `TieFeature`.
  func features(today: Int32) -> InlineArray<10, Double> {
    [
      log1p(3 * sent90),
      log1p(3 * received90),
      log1p(3 * together30),
      Tally.recency(lastTogetherDay, today, halfLife: 90),
      log1p(Double(recentDays)),
      Tally.recency(lastDay, today, halfLife: 365),
      Tally.recency(lastSentDay, today, halfLife: 365),
      log1p(Double(min(aloneWeeks, receivedWeeks))),
      log1p(max(0, receivedLong - 2 * sentLong)),
      log1p(Double(max(0, Int(received) - 6 * Int(sent) - 6))),
    ]
  }

  private static func recency(_ day: Int32, _ today: Int32, halfLife: Double) -> Double {
    day == .min ? 0 : exp2(-Double(today - day) / halfLife)
  }
}

extension TieWeights.Formula {
  /// The logit of a person: 0 means as likely as not.
  func logit(_ tally: Tally, today: Int32) -> Double {
    let features = tally.features(today: today)
    var sum = intercept
    for index in 0..<features.count { sum += weights[index] * features[index] }
    return sum
  }

  /// The same as a probability.
  static func probability(_ logit: Double) -> Double { 1 / (1 + exp(-logit)) }
}

/// 0.5^(age / half-life) for whole days, looked up.
struct FadeTable {
  private var values: [Double]

  init(halfLife: Double, days: Int) {
    values = (0...max(0, days)).map { exp2(-Double($0) / halfLife) }
  }

  subscript(age: Int32) -> Double { age < values.count ? values[Int(age)] : 0 }
}
