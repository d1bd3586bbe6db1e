import Scan

/// What `help` prints: eight verbs; with `all` the rest.
enum HelpPage {
  static let first: [(String, String)] = [
    ("start", "seven questions, then what to do today, this week, on the last day"),
    ("import PATH...", "read your files: mail, contacts, LinkedIn, calendar, chats"),
    ("people [QUERY]", "whom you know, and where it came from"),
    ("dozen", "whom you are closest to, with reasons"),
    ("may ACT PERSON", "may you keep, announce, ask, offer; and why"),
    ("leave plan", "who to tell, when, how; one sheet"),
    ("ready", "if they switched you off tonight"),
    ("undo", "take the last command back"),
  ]
  static let rest: [(String, String)] = [
    ("demo", "the whole way with a made-up leaver"),
    ("init, unlock, lock", "make a vault; open and close it when it has a passphrase"),
    ("show PERSON", "one person, every datum with its origin"),
    ("ties [PATH...]", "the same as dozen, also straight on files; pin, drop, clear, why"),
    ("proposals [PERSON]", "what mails say of people: signatures, new addresses, bounces; take, leave"),
    ("addresses PATH...", "every address in a mail archive"),
    ("duplicates [FILE...]", "records that are one person; merge, split"),
    ("add, edit, note, tag, log", "what you type yourself"),
    ("tenure, agreement, account", "your jobs, your papers, your accounts"),
    ("consent PERSON", "asked, yes or no"),
    ("clauses FILE", "the sentences of an agreement that bear on contacts"),
    ("check-message FILE", "a goodbye, or something that reads like an offer"),
    ("ask hr|answer|policy|new-employer", "a question to HR, their answer, what the policy says, what to tell a new employer"),
    ("precedent add|list", "what happened to others who left; no names"),
    ("demand FILE|KIND", "what an employer's demand meets"),
    ("law PLACE", "what is known of a place, as of when"),
    ("keep PERSON", "through the door: from an employer's book into yours"),
    ("leave drafts|return|seal|delete|statement|pack|stop", "the rest of the leave"),
    ("hold", "keep an employer's book as it is"),
    ("due", "what the plan asks today; --calendar FILE.ics"),
    ("convert IN OUT, export", "any card format to any other; all that is yours"),
    ("ledger verify|checkpoint|witness", "the tamper-evident record"),
    ("doctor", "checks the vault"),
    ("serve", "a page on this machine only"),
  ]

  /// `cardcase.help/1`
  static func json(all: Bool) -> JSON {
    [
      "schema": "cardcase.help/1",
      "verbs": .array((all ? first + rest : first).map { ["verb": .string($0.0), "does": .string($0.1)] }),
    ]
  }

  static func text(all: Bool) -> String {
    let rows = (all ? first + rest : first).map { [$0.0, $0.1] }
    let tail = all ? "Every verb takes --json, --vault PATH and --today DAY." : "More: cardcase help all"
    return (["Keep your people when you change jobs; leave what isn't yours.", ""] + Columns.table(rows, indent: "  ") + ["", tail]).joined(
      separator: "\n")
  }
}
