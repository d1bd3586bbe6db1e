import Scan

/// Cuts off what a reply quotes from earlier mails: it is not the writer's and is not judged.
enum QuotedMail {
  /// The scalar range of the writer's own lines; quoted lines in between are returned as blanks so that offsets stay true.
  static func own(_ text: String) -> String {
    var out = String.UnicodeScalarView()
    var rest = false
    let all = lines(text)
    let folded = all.map { Fold.string(ASCII.trim(String($0))) }
    for (number, line) in all.enumerated() {
      if !rest, begins(folded, at: number) { rest = true }
      if rest || folded[number].hasPrefix(">") {
        for scalar in line { out.append(scalar == "\n" || scalar == "\r" ? scalar : " ") }
      } else {
        out.append(contentsOf: line)
      }
    }
    return String(out)
  }

  // Lines with their ends, cut at LF by scalars: a CRLF is one Character and must not hide.
  static func lines(_ text: String) -> [Substring.UnicodeScalarView] {
    var lines: [Substring.UnicodeScalarView] = []
    let scalars = text[...].unicodeScalars
    var start = scalars.startIndex
    while start < scalars.endIndex {
      let end = scalars[start...].firstIndex(of: "\n").map { scalars.index(after: $0) } ?? scalars.endIndex
      lines.append(scalars[start..<end])
      start = end
    }
    return lines
  }

  // What mail programs write above an earlier mail: `On ... wrote:` (folded over two lines too), a line of dashes with a title, or the
  // earlier mail's own header.
  private static let openings = [("on ", "wrote:"), ("am ", "schrieb"), ("le ", "a ecrit"), ("el ", "escribio")]
  private static let titles = [
    "original message", "ursprungliche nachricht", "message d'origine", "mensaje original", "forwarded message",
    "weitergeleitete nachricht", "message transfere", "mensaje reenviado",
  ]
  private static let from = ["from:", "von:", "de :", "de:"]
  private static let header = [
    "sent:", "to:", "date:", "subject:", "gesendet:", "an:", "datum:", "betreff:", "envoye :", "envoye:", "a :", "objet :", "objet:",
    "enviado:", "enviado el:", "para:", "asunto:", "fecha:", "cc:",
  ]

  /// Whether a line begins the quotation of a whole earlier mail, in the four languages.
  private static func begins(_ lines: [String], at number: Int) -> Bool {
    let line = lines[number]
    if line.hasPrefix("________") || line == "begin forwarded message:" { return true }
    if line.hasPrefix("---"), titles.contains(where: line.contains) { return true }
    let next = number + 1 < lines.count ? lines[number + 1] : ""
    if from.contains(where: line.hasPrefix), header.contains(where: next.hasPrefix) { return true }
    for (head, tail) in openings where line.hasPrefix(head) {
      if line.hasSuffix(":"), line.contains(tail) { return true }
      if line.contains(where: \.isNumber), next.hasSuffix(":"), next.contains(tail) { return true }
    }
    return false
  }
}
