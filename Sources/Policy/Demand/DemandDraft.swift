import Book

/// The words of an answer: calm, asking and offering, and silent on what the person did.
enum DemandDraft {
  /// What to do with a letter that is one for a lawyer.
  static func stepBack(_ reading: DemandReading) -> [String] {
    var steps: [String] = []
    if let deadline = reading.deadline {
      steps.append("DEADLINE: \(deadline). Count from the day it reached you, and write that day on it.")
    }
    switch reading.sender {
    case .court: steps.append("This reads like a paper of a court. It runs whether or not you answer: take it to a lawyer today.")
    case .regulator: steps.append("This reads like a letter of an authority: take it to a lawyer before you say anything.")
    case .worksCouncil:
      steps.append("This reads like an inquiry of a works council: you may bring somebody; ask a lawyer or your union first.")
    default: steps.append("This reads like a lawyer's letter: take it to a lawyer of your own.")
    }
    steps.append("Do not answer it yourself, and do not delete anything, not even what is private.")
    steps.append("Put the book on hold: nothing in it changes or goes until you lift it.   hold \"their letter\"")
    steps.append("Keep the envelope, or the mail with all its headers.")
    steps.append("Put on one sheet what a lawyer needs: agreement, dates, letters, timeline, open questions.   leave pack")
    return steps
  }

  /// What to do with an ordinary demand.
  static func steps(_ reading: DemandReading, clauses: [Clause], entries: [DemandPhrases.Entry]) -> [String] {
    guard !entries.isEmpty else {
      return [
        "I find no demand here that I know.",
        "Where it asks for something all the same, or sounds like a lawyer, let somebody read it before you answer, and delete nothing.",
      ]
    }
    var steps: [String] = []
    if let deadline = reading.deadline { steps.append("They ask for it: \(deadline).") }
    if clauses.isEmpty { steps.append("Read your agreement first: a clause that you signed can bind you.   agreement read FILE") }
    steps.append("Return what is owed, and ask for a receipt.")
    steps.append("Send the draft only after you read it twice; delete nothing while the matter is open.")
    return steps
  }

  /// A calm letter. It asks on what the demand rests, offers what is owed, and says nothing of what was done.
  static func letter(_ entries: [DemandPhrases.Entry], clauses: [Clause], parties: DemandParties) -> String? {
    guard !entries.isEmpty else { return nil }
    var paragraphs = [
      "Dear \(parties.contact ?? "____"),", "Thank you for your note. I would like to settle this properly and in good time.",
    ]
    for entry in entries {
      var sentences = ["On your wish that I \(entry.name): could you please tell me \(entry.asks)?"]
      let own = clauses.filter { entry.clauses.contains($0.kind) && !$0.section.isEmpty }
      if let first = own.first { sentences.append("I have section \(first.section) of the agreement before me and will keep to it.") }
      if !entry.offer.isEmpty { sentences.append(entry.offer) }
      if entry.kind == .handOverAccount || entry.kind == .passwords {
        sentences.append("The terms of the services do not let me share or transfer a personal account or its password.")
      }
      paragraphs.append(sentences.joined(separator: " "))
    }
    paragraphs.append("A short answer in writing would help us both.")
    paragraphs.append("Kind regards\n\(parties.name ?? "____")")
    return paragraphs.joined(separator: "\n\n") + "\n"
  }
}
