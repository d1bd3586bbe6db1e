import Scan

/// Many patterns at once over one text: each word is looked up once, and only patterns that can begin there are tried.
struct PhraseMatcher: Sendable {
  /// Where a pattern matched: its number and the words.
  struct Hit: Sendable {
    /// The number of the pattern, in the order in which they were given.
    var pattern: Int
    /// The words, as a range of tokens.
    var words: Range<Int>
  }

  private let patterns: [PhrasePattern]
  private let words: [String: Int32]
  private let prefixes: [String: Int32]
  private let shortest: Int
  private var byFirstAtom: [Int32: [Int]] = [:]
  private var anywhere: [Int] = []

  /// A matcher over `sources`, which may speak of the named `sets`.
  init(_ sources: [String], sets: [String: [String]]) throws(PhraseError) {
    var compiler = PhraseCompiler(sets: sets)
    var compiled: [PhrasePattern] = []
    for source in sources { compiled.append(try compiler.compile(source)) }
    patterns = compiled
    words = compiler.words
    prefixes = compiler.prefixes
    shortest = prefixes.keys.map(\.utf8.count).min() ?? 1
    for (number, pattern) in compiled.enumerated() {
      var atoms: Set<Int32> = []
      if PhraseMatcher.first(pattern.parts, into: &atoms) {
        for atom in atoms { byFirstAtom[atom, default: []].append(number) }
      } else {
        anywhere.append(number)
      }
    }
  }

  /// Every place where a pattern matches, in the order of the text; of one pattern only matches that do not overlap.
  func hits(_ text: PhraseText) -> [Hit] {
    let atoms = atoms(text)
    var hits: [Hit] = []
    var until: [Int: Int] = [:]
    var tried: Set<Int> = []
    for position in text.tokens.indices {
      tried.removeAll(keepingCapacity: true)
      var candidates = anywhere
      for atom in atoms[position] { candidates += byFirstAtom[atom] ?? [] }
      for number in candidates where tried.insert(number).inserted && until[number, default: 0] <= position {
        guard let end = patterns[number].match(text, atoms, at: position), end > position else { continue }
        hits.append(Hit(pattern: number, words: position..<end))
        until[number] = end
      }
    }
    return hits
  }

  /// The numbers of the words and word beginnings that each word of the text is.
  private func atoms(_ text: PhraseText) -> [[Int32]] {
    var known: [String: [Int32]] = [:]
    return text.tokens.map { token in
      if let found = known[token.word] { return found }
      var found: [Int32] = []
      if let atom = words[token.word] { found.append(atom) }
      let bytes = Array(token.word.utf8)
      var length = shortest
      while length <= bytes.count {
        if let atom = prefixes[String(decoding: bytes[..<length], as: UTF8.self)] { found.append(atom) }
        length += 1
      }
      known[token.word] = found
      return found
    }
  }

  /// Collects the words with which the parts can begin; false where they can begin with any word.
  private static func first(_ parts: [PhrasePattern.Part], into atoms: inout Set<Int32>) -> Bool {
    for part in parts {
      switch part {
      case .word(let own):
        atoms.formUnion(own)
        return true
      case .begin, .end: continue
      case .optional(let inner): if !first(inner, into: &atoms) { return false }
      case .either(let choices):
        for choice in choices where !first(choice, into: &atoms) { return false }
        return true
      case .number, .any, .gap: return false
      }
    }
    return false
  }
}
