internal import Scan

/// Takes names apart as the world writes them.
enum NameParser {
  /// The forms of `name`: the name itself first, then nicknames in brackets or quotes and former names.
  static func forms(_ name: LinkageName) -> [NameDraft] {
    var forms: [NameDraft] = []
    var generation: UInt8 = 0
    for token in tokens(name.suffix) { generation = max(generation, Words.known.generation[token] ?? 0) }
    if !name.given.isEmpty || !name.family.isEmpty {
      forms += structured(name, generation)
    }
    if !name.full.isEmpty { forms += free(name.full, generation) }
    if !name.nickname.isEmpty, let family = forms.first(where: { !$0.family.isEmpty }) {
      var form = family
      form.given = tokens(name.nickname).map { Token($0) }
      form.origin = .nickname
      form.seal()
      if !form.given.isEmpty { forms.append(form) }
    }
    if forms.count < 2 { return forms }
    var seen: Set<NameDraft> = []
    return forms.filter { seen.insert($0).inserted }
  }

  private static func structured(_ name: LinkageName, _ generation: UInt8) -> [NameDraft] {
    var generation = generation
    var given = words(name.given, &generation)
    given += words(name.middle, &generation)
    var family = words(name.family, &generation)
    while given.count > 1, let first = given.first, Words.known.titles.contains(first) { given.removeFirst() }
    if family.isEmpty, given.count > 1 { return free(name.given + " " + name.middle, generation) }
    if given.isEmpty, family.count > 1 { return free(name.family, generation) }
    if family.count > 1, family.last.map({ Words.known.credentials.contains($0) }) ?? false { family.removeLast() }
    var form = NameDraft(given: Script.latin(given).map { Token($0) }, generation: generation, sure: !given.isEmpty && !family.isEmpty)
    setFamily(&form, Script.latin(family, isFamily: true))
    form.seal()
    return form.given.isEmpty && form.family.isEmpty ? [] : [form]
  }

  /// A name in one string.
  static func free(_ raw: String, _ suffix: UInt8 = 0) -> [NameDraft] {
    let text = person(in: raw)
    var generation = suffix
    let (outside, inside) = brackets(text)
    let isWord = !outside.utf8.contains(32)
    if isWord, outside.utf8.contains(where: ASCII.isDigit) {  // a user name, whatever its letters look like
      let word = Fold.words(outside).joined()
      return word.isEmpty ? [] : [NameDraft(given: [Token(word)], origin: .guessed)]
    }
    var forms: [NameDraft] = []
    let parts = outside.utf8.split(separator: 44).map { words(String(Substring($0)), &generation) }.filter { !$0.isEmpty }
    var main = parts.first ?? []
    var sure = false
    var family: [String] = []
    if parts.count >= 2 {
      let second = parts[1].filter { !Words.known.credentials.contains($0) }
      if !second.isEmpty, main.count <= 3, second.count <= 3 {
        family = main
        main = second
        sure = true
      }
    }
    strip(&main)
    if !sure { (main, family) = divide(main) }
    var form = NameDraft(given: main.map { Token($0) }, generation: generation, sure: sure)
    setFamily(&form, family)
    if isWord, !form.family.isEmpty, Script.isPlain(outside) { form.origin = .guessed }
    form.seal()
    if !(form.given.isEmpty && form.family.isEmpty) { forms.append(form) }
    for piece in inside {
      var ignored: UInt8 = 0
      let nick = words(piece, &ignored)
      guard !nick.isEmpty, nick.count <= 3 else { continue }
      if nick.count == 1, !form.family.isEmpty {
        var other = form
        other.given = [Token(nick[0])]
        other.origin = .nickname
        other.seal()
        forms.append(other)
      } else if nick.count > 1 {
        let (given, family) = divide(nick)
        var other = NameDraft(given: given.map { Token($0) }, origin: .nickname)
        setFamily(&other, family)
        other.seal()
        forms.append(other)
      }
    }
    return forms
  }

  /// `text` without mail addresses in it and without `via SERVICE` at its end.
  private static func person(in text: String) -> String {
    var text = text
    if text.utf8.contains(64) { text = text.split(separator: " ").filter { !$0.contains("@") }.joined(separator: " ") }
    let bytes = text.utf8Span.span
    guard let via = bytes.find(" via ", from: 0, to: bytes.count), via > 0 else { return text }
    return bytes.string(0..<via)
  }

  /// Titles off the front, credentials off the end, never the last two words.
  private static func strip(_ words: inout [String]) {
    while words.count > 1, let first = words.first, Words.known.titles.contains(first) { words.removeFirst() }
    while words.count > 2, let last = words.last, Words.known.credentials.contains(last) { words.removeLast() }
  }

  /// Given names and family name of words in a row: the family name is the last word, or begins at a particle.
  private static func divide(_ words: [String]) -> ([String], [String]) {
    guard words.count > 1 else { return (Script.latin(words), []) }
    let latin = Script.latin(words)
    if latin.count == words.count, Script.isHan(words[0]) || Script.isHangul(words[0]) {
      return (Array(latin.dropFirst()), Array(latin.prefix(1)))
    }
    if let at = latin.indices.dropFirst().dropLast().first(where: { Words.known.particles.contains(latin[$0]) && latin[$0].utf8.count > 1 })
    {
      return (Array(latin[..<at]), Array(latin[at...]))
    }
    return (Array(latin.dropLast()), Array(latin.suffix(1)))
  }

  private static func setFamily(_ form: inout NameDraft, _ words: [String]) {
    let core = words.filter { !Words.known.particles.contains($0) }
    form.family = (core.isEmpty ? words : core).map { Token($0) }
    form.familyJoined = words.joined()
  }

  /// The folded words of a piece of a name; generation marks are taken out.
  private static func words(_ text: String, _ generation: inout UInt8) -> [String] {
    var out: [String] = []
    for token in tokens(text) {
      if let mark = Words.known.generation[token], !out.isEmpty || mark >= 20 {
        generation = max(generation, mark)
      } else {
        out.append(token)
      }
    }
    return out
  }

  /// The folded words of `text`; letters and digits, `ph.d` and `s.y.` as their letters.
  static func tokens(_ text: String) -> [String] {
    let bytes = text.utf8Span.span
    if bytes.isEmpty { return [] }
    // In plain letters only a grave accent is anything but what it looks like, and only what has no blank may hide two words.
    if bytes.isASCII, bytes.find(96) == nil, bytes.find(32) != nil { return Fold.words(text) }
    var scalars = String.UnicodeScalarView()
    var spaced = false
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x2019, 0x2018, 0x02BC, 0x60, 0xB4: scalars.append("'")
      case 0x3000, 0x00A0, 0x30FB, 0x00B7: scalars.append(" ")
      default: scalars.append(scalar)
      }
      spaced = spaced || scalar == " "
    }
    let lowered = spaced ? String(scalars) : splitCamel(String(scalars))
    return Fold.words(lowered).flatMap { Script.split($0) }
  }

  /// `FengtuWang` is two words when nothing else parts them and each part has three letters or more.
  private static func splitCamel(_ text: String) -> String {
    var out = String.UnicodeScalarView()
    var run = 0
    for scalar in text.unicodeScalars {
      let upper = scalar.value >= 65 && scalar.value <= 90
      if upper, run >= 3 { out.append(" ") }
      run = upper || !(97...122).contains(scalar.value) ? (upper ? 1 : 0) : run + 1
      out.append(scalar)
    }
    return String(out)
  }

  /// What stands outside and inside brackets and double quotes.
  private static func brackets(_ text: String) -> (String, [String]) {
    guard text.utf8.contains(where: { $0 == 40 || $0 == 91 || $0 == 34 || $0 == 60 }) else { return (text, []) }
    var outside = ""
    var inside: [String] = []
    var piece = ""
    var closing: Character?
    for character in text {
      if let close = closing {
        if character == close {
          inside.append(piece)
          piece = ""
          closing = nil
        } else {
          piece.append(character)
        }
      } else if let close = ["(": ")", "[": "]", "\"": "\"", "<": ">"][character] as Character? {
        closing = close
        outside.append(" ")
      } else {
        outside.append(character)
      }
    }
    if closing != nil { outside += piece }
    let only = ASCII.trim(outside).isEmpty
    return only ? (inside.joined(separator: " "), []) : (outside, inside)
  }
}
