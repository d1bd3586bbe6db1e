import Scan

/// A pattern over words, as the data files write it:
/// `a|b` either word, `solicit*` words that begin so, `@customers` a named set of words or phrases, `(call on|deal with)` either phrase,
/// `#` a number, `_` any word, `x?` may be missing, `~` up to 3 words between, `~8` up to 8, `~~40` up to 40 and across sentences,
/// `^` the beginning and `$` the end of a sentence.
struct PhrasePattern: Sendable {
  /// One part of a pattern.
  indirect enum Part: Sendable {
    case word(Set<Int32>)
    case number
    case any
    case either([[Part]])
    case optional([Part])
    case gap(Int, crossing: Bool)
    case begin
    case end
  }

  /// The pattern as written, for the printed table.
  let source: String
  /// Its parts.
  let parts: [Part]

  /// One past the last word of the shortest match that begins at word `start` of `text`, or nil.
  func match(_ text: PhraseText, _ atoms: [[Int32]], at start: Int) -> Int? {
    PhrasePattern.run(parts, text, atoms, from: [start]).min()
  }

  /// Where the parts can end when they begin at each of `positions`: sets of places instead of trying one by one, so the work stays bounded.
  private static func run(_ parts: [Part], _ text: PhraseText, _ atoms: [[Int32]], from positions: [Int]) -> [Int] {
    var places = positions
    for part in parts {
      var next: [Int] = []
      for place in places { step(part, text, atoms, at: place, into: &next) }
      if next.isEmpty { return [] }
      if next.count > 1 {
        next.sort()
        var unique: [Int] = []
        for place in next where unique.last != place { unique.append(place) }
        next = unique
      }
      places = next
    }
    return places
  }

  private static func step(_ part: Part, _ text: PhraseText, _ atoms: [[Int32]], at place: Int, into next: inout [Int]) {
    let count = text.tokens.count
    switch part {
    case .word(let wanted):
      if place < count, atoms[place].contains(where: wanted.contains) { next.append(place + 1) }
    case .number:
      if place < count, text.tokens[place].isNumber { next.append(place + 1) }
    case .any:
      if place < count { next.append(place + 1) }
    case .either(let choices):
      for choice in choices { next += run(choice, text, atoms, from: [place]) }
    case .optional(let inner):
      next.append(place)
      next += run(inner, text, atoms, from: [place])
    case .gap(let most, let crossing):
      next.append(place)
      guard place > 0 else { return }
      let sentence = text.tokens[place - 1].sentence
      var end = place
      while end < count, end - place < most, crossing || text.tokens[end].sentence == sentence {
        end += 1
        next.append(end)
      }
    case .begin:
      if place < count, place == 0 || text.tokens[place - 1].sentence != text.tokens[place].sentence { next.append(place) }
    case .end:
      if place == count || (place > 0 && text.tokens[place - 1].sentence != text.tokens[place].sentence) { next.append(place) }
    }
  }
}

/// Compiles patterns: gives every word that occurs in any of them a number, so that matching compares numbers.
struct PhraseCompiler {
  private(set) var words: [String: Int32] = [:]
  private(set) var prefixes: [String: Int32] = [:]
  private var sets: [String: [String]] = [:]
  private var compiledSets: [String: [[PhrasePattern.Part]]] = [:]
  private var count: Int32 = 0

  /// With the named sets that patterns may speak of.
  init(sets: [String: [String]]) { self.sets = sets }

  /// Compiles one pattern. Throws a sentence that names what it does not understand.
  mutating func compile(_ source: String) throws(PhraseError) -> PhrasePattern {
    PhrasePattern(source: source, parts: try sequence(source, depth: 0))
  }

  private mutating func sequence(_ source: String, depth: Int) throws(PhraseError) -> [PhrasePattern.Part] {
    guard depth < 8 else { throw PhraseError(reason: "nested too deeply", pattern: source) }
    var parts: [PhrasePattern.Part] = []
    for piece in PhraseCompiler.pieces(source) { parts += try part(piece, in: source, depth: depth) }
    return parts
  }

  private mutating func part(_ piece: String, in source: String, depth: Int) throws(PhraseError) -> [PhrasePattern.Part] {
    if piece.hasSuffix("?"), piece.utf8.count > 1 { return [.optional(try part(String(piece.dropLast()), in: source, depth: depth + 1))] }
    if piece.hasPrefix("~") {
      let crossing = piece.hasPrefix("~~")
      let digits = piece.drop { $0 == "~" }
      guard let most = digits.isEmpty ? 3 : Int(digits), most <= 200 else { throw PhraseError(reason: "bad gap \(piece)", pattern: source) }
      return [.gap(most, crossing: crossing)]
    }
    switch piece {
    case "^": return [.begin]
    case "$": return [.end]
    case "_": return [.any]
    case "#": return [.number]
    default: break
    }
    if piece.hasPrefix("("), piece.hasSuffix(")") {
      var choices: [[PhrasePattern.Part]] = []
      for choice in PhraseCompiler.choices(String(piece.dropFirst().dropLast())) {
        choices.append(try sequence(choice, depth: depth + 1))
      }
      return [.either(choices)]
    }
    return try words(piece, in: source, depth: depth)
  }

  private mutating func words(_ piece: String, in source: String, depth: Int) throws(PhraseError) -> [PhrasePattern.Part] {
    var atoms: Set<Int32> = []
    var choices: [[PhrasePattern.Part]] = []
    for choice in PhraseCompiler.choices(piece) {
      if choice == "#" {
        choices.append([.number])
      } else if choice.hasPrefix("("), choice.hasSuffix(")") {
        choices.append(try sequence(choice, depth: depth + 1))
      } else if choice.hasPrefix("@") {
        choices += try set(String(choice.dropFirst()), in: source, depth: depth)
      } else {
        let literal = PhraseCompiler.literal(choice)
        guard !literal.isEmpty else { throw PhraseError(reason: "empty word", pattern: source) }
        if literal.count == 1 {
          atoms.insert(atom(literal[0]))
        } else {
          choices.append(literal.map { .word([atom($0)]) })
        }
      }
    }
    // Choices of a single word join the set of words: one look-up instead of many.
    var longer: [[PhrasePattern.Part]] = []
    for choice in choices {
      if choice.count == 1, case .word(let inner) = choice[0] { atoms.formUnion(inner) } else { longer.append(choice) }
    }
    if longer.isEmpty { return [.word(atoms)] }
    if !atoms.isEmpty { longer.insert([.word(atoms)], at: 0) }
    return [.either(longer)]
  }

  private mutating func set(_ name: String, in source: String, depth: Int) throws(PhraseError) -> [[PhrasePattern.Part]] {
    if let done = compiledSets[name] { return done }
    guard let phrases = sets[name] else { throw PhraseError(reason: "no set @\(name)", pattern: source) }
    var choices: [[PhrasePattern.Part]] = []
    for phrase in phrases { choices.append(try sequence(phrase, depth: depth + 1)) }
    compiledSets[name] = choices
    return choices
  }

  // A word as the text's reader would cut it: `non-compete` is two words.
  private static func literal(_ word: String) -> [String] {
    guard word.hasSuffix("*") else { return PhraseText(word).tokens.map(\.word) }
    var cut = PhraseText(String(word.dropLast())).tokens.map(\.word)
    if let last = cut.popLast() { cut.append(last + "*") }
    return cut
  }

  private mutating func atom(_ literal: String) -> Int32 {
    if literal.hasSuffix("*") {
      let prefix = String(literal.dropLast())
      if let known = prefixes[prefix] { return known }
      prefixes[prefix] = count
    } else {
      if let known = words[literal] { return known }
      words[literal] = count
    }
    count += 1
    return count - 1
  }

  /// The blank-separated pieces of a pattern; a parenthesis holds its blanks together.
  private static func pieces(_ source: String) -> [String] { cut(source, at: " ") }
  private static func choices(_ source: String) -> [String] { cut(source, at: "|") }

  private static func cut(_ source: String, at mark: Character) -> [String] {
    var pieces: [String] = []
    var piece = ""
    var depth = 0
    for letter in source {
      if letter == "(" { depth += 1 } else if letter == ")" { depth -= 1 }
      if letter == mark, depth == 0 {
        if !piece.isEmpty { pieces.append(piece) }
        piece = ""
      } else {
        piece.append(letter)
      }
    }
    if !piece.isEmpty { pieces.append(piece) }
    return pieces
  }
}

/// Why a pattern in a data file cannot be understood.
struct PhraseError: Error, Hashable, Sendable {
  /// What is the matter.
  var reason: String
  /// The pattern.
  var pattern: String
}
