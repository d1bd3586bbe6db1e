import Scan

/// Cuts off what a reply quotes from earlier mails: it is not the writer's and is not judged.
enum QuotedMail {
  /// The scalar range of the writer's own lines; quoted lines in between are returned as blanks so that offsets stay true.
  static func own(_ text: String) -> String {
    var out = String.UnicodeScalarView()
    var rest = false
    for line in lines(text) {
      let trimmed = ASCII.trim(String(line))
      if !rest, begins(trimmed) { rest = true }
      if rest || trimmed.hasPrefix(">") {
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

  /// Whether a line begins the quotation of a whole earlier mail, in the four languages.
  private static func begins(_ line: String) -> Bool {
    let folded = Fold.string(line)
    if folded.hasPrefix("-----")
      && ["original message", "ursprungliche nachricht", "message d'origine", "mensaje original", "forwarded message"].contains(
        where: folded.contains)
    {
      return true
    }
    if folded.hasPrefix("________") { return true }
    guard folded.hasSuffix(":") else { return false }
    return (folded.hasPrefix("on ") && folded.hasSuffix(" wrote:")) || (folded.hasPrefix("am ") && folded.contains(" schrieb"))
      || (folded.hasPrefix("le ") && folded.contains(" a ecrit")) || (folded.hasPrefix("el ") && folded.contains(" escribio"))
  }
}
