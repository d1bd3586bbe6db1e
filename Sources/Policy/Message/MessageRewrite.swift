import Scan

/// The gentler text, and the text as a hostile reader would quote it.
enum MessageRewrite {
  /// Sentences that hold a finding are said more gently, or left out where nothing gentler says it.
  static func gentle(_ text: PhraseText, _ findings: [MessageFinding]) -> String {
    var out: [String] = []
    var said: Set<String> = []
    for sentence in text.sentences {
      let own = findings.filter { sentence.contains($0.start) }
      if own.isEmpty {
        out.append(text.string(sentence))
      } else if let gentler = own.lazy.map(\.gentler).first(where: { !$0.isEmpty }), said.insert(gentler).inserted {
        out.append(gentler)
      }
    }
    return out.joined(separator: " ")
  }

  /// Marked sentences first and by themselves, as they would be read out, with what is said of them.
  static func readAloud(_ text: PhraseText, _ findings: [MessageFinding], label: MessageLabel) -> String {
    guard !findings.isEmpty else {
      return "Nothing here to quote: it says that you left and how to be found.\n"
    }
    var out = "\u{201C}Let me read what was written.\u{201D}\n"
    for (number, sentence) in text.sentences.enumerated() {
      let own = findings.filter { sentence.contains($0.start) }
      guard !own.isEmpty else { continue }
      out += "\n  \u{201C}\(text.string(sentence))\u{201D}  (sentence \(number + 1))\n"
      var said: Set<String> = []
      for finding in own where said.insert(finding.why).inserted { out += "    \u{201C}\(finding.words)\u{201D}: \(finding.why)\n" }
    }
    return out
  }
}
