/// A length of time as an agreement writes it: `eighteen (18) months`, `one-year period`, `90 days`.
struct LengthOfTime: Hashable, Sendable {
  /// How many.
  var count: Int
  /// `day`, `week`, `month` or `year`.
  var unit: Unit
  /// The words, as a range of tokens.
  var words: Range<Int>
  /// Whether it looks back from the end (`in the twelve months before`).
  var looksBack = false
  /// Whether it runs on after the end (`for two years following termination`).
  var runsOn = false

  enum Unit: String, Sendable { case day, week, month, year }

  /// In months, where it is told in months or years.
  var months: Int? {
    switch unit {
    case .month: count
    case .year: count * 12
    default: nil
    }
  }

  /// In days, where it is told in days or weeks.
  var days: Int? {
    switch unit {
    case .day: count
    case .week: count * 7
    default: nil
    }
  }
}

/// Finds lengths of time in a text.
enum Lengths {
  private static let small: [String: Int] = [
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11,
    "twelve": 12,
    "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20,
    "thirty": 30,
    "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
    "zwei": 2, "drei": 3, "sechs": 6, "zwolf": 12, "achtzehn": 18, "deux": 2, "trois": 3, "douze": 12, "dos": 2, "tres": 3, "doce": 12,
  ]
  private static let units: [String: LengthOfTime.Unit] = [
    "day": .day, "days": .day, "week": .week, "weeks": .week, "month": .month, "months": .month, "year": .year, "years": .year, "yr": .year,
    "yrs": .year, "anniversary": .year, "tag": .day, "tage": .day, "tagen": .day, "woche": .week, "wochen": .week, "monat": .month,
    "monate": .month, "monaten": .month, "monats": .month, "jahr": .year, "jahre": .year, "jahren": .year, "mois": .month, "an": .year,
    "ans": .year, "annee": .year, "annees": .year, "mes": .month, "meses": .month, "ano": .year, "anos": .year,
  ]
  private static let ordinals: [String: Int] = ["first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5]
  // Words after a length of time that make it run on after the end.
  private static let forward: Set<String> = [
    "following", "after", "thereafter", "from", "post", "subsequent", "commencing", "beginning", "nach", "apres", "despues", "tras",
  ]

  /// Every length of time in the words `range` of `text`.
  static func find(_ text: PhraseText, in range: Range<Int>) -> [LengthOfTime] {
    var found: [LengthOfTime] = []
    var position = range.lowerBound
    while position < range.upperBound {
      if let duration = read(text, at: position, limit: range.upperBound) {
        found.append(classify(duration, text, range))
        position = duration.words.upperBound
      } else {
        position += 1
      }
    }
    return found
  }

  private static func read(_ text: PhraseText, at start: Int, limit: Int) -> LengthOfTime? {
    let tokens = text.tokens
    var position = start
    var count: Int?
    while position < limit, position - start < 5 {
      let token = tokens[position]
      if let unit = units[token.word] {
        let article = start > 0 && ["a", "full", "calendar", "each"].contains(tokens[start].word)
        guard let count = count ?? (article && position == start + 1 ? 1 : nil) else { return nil }
        guard token.word != "anniversary" || ordinals[tokens[start].word] != nil else { return nil }
        guard count > 0, count <= 1200 else { return nil }
        return LengthOfTime(count: count, unit: unit, words: start..<(position + 1))
      }
      if token.isNumber {
        count = Int(token.word) ?? count
      } else if let value = small[token.word] {
        count = count.map { $0 >= 20 && $0 % 10 == 0 && value < 10 ? $0 + value : value } ?? value
      } else if let value = ordinals[token.word], position == start {
        count = value
      } else if count == nil
        ? position > start || !["a", "full"].contains(token.word)
        : !["full", "calendar", "consecutive", "complete", "or"].contains(token.word)
      {
        return nil
      }
      position += 1
    }
    return nil
  }

  private static func classify(_ duration: LengthOfTime, _ text: PhraseText, _ range: Range<Int>) -> LengthOfTime {
    var duration = duration
    let sentence = text.tokens[duration.words.lowerBound].sentence
    func word(_ index: Int) -> String? {
      range.contains(index) && text.tokens[index].sentence == sentence ? text.tokens[index].word : nil
    }
    let before = (1...4).compactMap { word(duration.words.lowerBound - $0) }
    let after = (0..<7).compactMap { word(duration.words.upperBound + $0) }
    let next = after.first { !["period", "immediately", "time", "term", "duration", "and", "directly", "next", "of", "the"].contains($0) }
    if let next {
      duration.runsOn = forward.contains(next)
      duration.looksBack = ["prior", "preceding", "before", "previous", "previously", "vor", "precedant", "anteriores"].contains(next)
    }
    if !duration.runsOn, !duration.looksBack {
      if before.prefix(2).contains(where: {
        ["last", "past", "previous", "preceding", "prior", "letzten", "derniers", "ultimos"].contains($0)
      }) {
        duration.looksBack = true
      } else if after.prefix(4).contains(where: { ["after", "following", "thereafter", "from"].contains($0) }) {
        duration.runsOn = true
      } else if after.prefix(5).contains(where: { ["prior", "preceding", "before"].contains($0) }) {
        duration.looksBack = true
      }
    }
    return duration
  }
}
