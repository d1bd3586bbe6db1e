internal import Book
internal import Scan
internal import Yams

/// The classes of words by which a message is read: `message-signs.yaml`. A class says who acts or what is done (`me`, `offer`, `wait`).
struct MessageSigns: Sendable {
  private let names: [String]
  private let matcher: PhraseMatcher
  /// Short forms and the words they stand for: `don't` is `do not`.
  private let short: [String: [String]]

  /// Reads the data file. Throws what it does not understand.
  init(yaml: String) throws(Fault) {
    let file = try PhraseFile(yaml: yaml)
    var names: [String] = []
    var sources: [String] = []
    for (name, phrases) in file.section("signs") {
      for phrase in phrases.array().compactMap(\.string) {
        names.append(name)
        sources.append(phrase)
      }
    }
    guard !sources.isEmpty else { throw PhraseFile.broken("no signs") }
    self.names = names
    matcher = try file.matcher(sources)
    short = Dictionary(
      file.section("short").map { ($0, ($1.string ?? "").split(separator: " ").map(String.init)) }, uniquingKeysWith: { first, _ in first })
  }

  /// What a word counts as: a number as `#`, a short form as the words it stands for.
  func words(_ token: PhraseText.Token) -> [String] { token.isNumber ? ["#"] : short[token.word] ?? [token.word] }

  /// The classes that begin at each word, in alphabetical order.
  func classes(_ text: PhraseText) -> [[String]] {
    var found = [[String]](repeating: [], count: text.tokens.count)
    for hit in matcher.hits(text) where !found[hit.words.lowerBound].contains(names[hit.pattern]) {
      found[hit.words.lowerBound].append(names[hit.pattern])
    }
    let named = MessageSigns.capitals(text)
    if named.count * 3 < text.tokens.count { for place in named where found[place].isEmpty { found[place].append("name") } }
    return found.map { $0.sorted() }
  }

  // Words written with a capital that do not begin a sentence. Where a third of all are, the language writes its nouns so.
  private static func capitals(_ text: PhraseText) -> [Int] {
    text.tokens.indices.filter { place in
      let token = text.tokens[place]
      guard text.scalars[token.start].properties.isUppercase, token.word != "i" else { return false }
      if place > 0, text.tokens[place - 1].sentence == token.sentence { return true }
      // The first word is a name where the next is written large too: `Dana Lee has joined`.
      let next = place + 1
      return next < text.tokens.count && text.tokens[next].sentence == token.sentence && text.tokens[next].word != "i"
        && text.scalars[text.tokens[next].start].properties.isUppercase
    }
  }
}

/// One thing that a message shows, and the words that show it.
struct MessageFeature: Sendable {
  /// `s:offer` a sign, `p:you>affairs` one before another, `w:quote` a word or two, `n:offer` a sign that is denied,
  /// `1:call` the first word of a sentence, `?`, `!`,
  /// `r:compare` a written rule, `q:thanks` a part.
  var name: String
  /// The words, as a range of tokens; empty for marks, rules and parts.
  var words: Range<Int>
}

/// What the linear model counts. Every feature is a word, a class of words or a rule that the reader can look up.
enum MessageFeatures {
  /// How many words may lie between two signs that count as a pair.
  private static let reach = 6

  /// The features of the sentences `range`, each name once, with the first words that show it.
  static func all(
    _ text: PhraseText, _ signs: MessageSigns, _ classes: [[String]], sentences range: Range<Int>, findings: [MessageFinding],
    parts: [MessagePart], denied: [(sentence: Int, reach: Range<Int>)]
  ) -> [MessageFeature] {
    var out: [MessageFeature] = []
    var known: Set<String> = []
    func add(_ name: String, _ words: Range<Int>) {
      if known.insert(name).inserted { out.append(MessageFeature(name: name, words: words)) }
    }
    for number in range {
      let words = text.words(ofSentence: number)
      spell(words.flatMap { place in signs.words(text.tokens[place]).map { ($0, place) } }, add)
      for place in words { at(place, words, classes, add) }
      for denial in denied where denial.sentence == number {
        for place in denial.reach { for sign in classes[place] { add("n:" + sign, place..<(place + 1)) } }
      }
      for scalar in text.scalars[text.sentences[number]] where scalar == "?" || scalar == "!" { add(String(scalar), 0..<0) }
    }
    let own = findings.filter { finding in range.contains { text.sentences[$0].contains(finding.start) } }
    for finding in own { add("r:" + finding.rule, 0..<0) }
    add("r:max" + (own.map(\.weight).max() ?? .announcement).rawValue, 0..<0)
    for part in parts { add("q:" + part.rawValue, 0..<0) }
    return out
  }

  // The words of a sentence, each with its place: one by one, in pairs, and the first.
  private static func spell(_ words: [(word: String, place: Int)], _ add: (String, Range<Int>) -> Void) {
    for (number, (word, place)) in words.enumerated() {
      if number == 0 { add("1:" + word, place..<(place + 1)) }
      add("w:" + word, place..<(place + 1))
      if number + 1 < words.count { add("w:" + word + " " + words[number + 1].word, place..<(words[number + 1].place + 1)) }
    }
  }

  private static func at(_ place: Int, _ sentence: Range<Int>, _ classes: [[String]], _ add: (String, Range<Int>) -> Void) {
    for sign in classes[place] {
      if place == sentence.lowerBound { add("1s:" + sign, place..<(place + 1)) }
      add("s:" + sign, place..<(place + 1))
      for other in (place + 1)..<max(place + 1, min(sentence.upperBound, place + 1 + reach)) {
        for next in classes[other] { add("p:" + sign + ">" + next, place..<(other + 1)) }
      }
    }
  }
}
