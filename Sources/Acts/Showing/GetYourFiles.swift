import Book
public import Scan

/// How to get one's files from a service, how long it takes, and whose they probably are. Knows nothing of you and writes nothing.
public struct GetYourFiles: Sendable {
  /// The service.
  public var service: String
  /// Of that service.
  public init(service: String) { self.service = service }

  /// The answer.
  public struct Told: Report {
    /// The service's name.
    public var service: String
    /// What to do, step by step.
    public var steps: [String]
    /// How long it takes.
    public var wait: String
    /// Whose the files probably are.
    public var whose: String
    /// `cardcase.how/1`
    public var json: JSON {
      [
        "schema": "cardcase.how/1", "service": .string(service), "steps": .array(steps.map { .string($0) }), "wait": .string(wait),
        "whose": .string(whose),
      ]
    }
  }

  /// Tells it. Faults: `missing` for a service that is not known.
  public func run() throws -> Told {
    guard let told = GetYourFiles.known[ASCII.lower(service)] else {
      let names = GetYourFiles.known.keys.sorted().joined(separator: ", ")
      throw Fault(.missing, "I do not know how \(service) hands out files.", next: "I know: \(names)")
    }
    return told
  }

  static let known: [String: Told] = [
    "linkedin": Told(
      service: "LinkedIn",
      steps: [
        "Settings & Privacy, Data privacy, Get a copy of your data.", "Choose the larger archive; the small one has no messages.",
        "Check first that a private address is on the account: the link to the archive is sent there.",
        "cardcase import Complete_LinkedInDataExport_DATE.zip",
      ], wait: "Part of it in minutes, the whole in about a day.",
      whose: "The account is yours by LinkedIn's terms, if it is in your own name. A paid seat that the employer bought ends with the job."),
    "google": Told(
      service: "Google",
      steps: [
        "takeout.google.com: choose Contacts (vCard) and Mail.", "Of your own account, not of one at the employer's domain.",
        "cardcase import takeout.zip",
      ],
      wait: "Minutes for contacts, hours to days for mail.",
      whose: "Yours, if the account is. Labels that name the employer are held back and asked about."),
    "outlook": Told(
      service: "Outlook",
      steps: [
        "Outlook on the web: People, Manage contacts, Export.",
        "Only from an account of your own. At work it is the employer's: ask first.",
      ],
      wait: "Minutes.", whose: "At work: the employer's. Privately: yours."),
    "apple": Told(
      service: "Apple",
      steps: [
        "icloud.com/contacts: select all, Export vCard. Or on the phone: Contacts, Lists, hold, Export.", "cardcase import contacts.vcf",
      ], wait: "Minutes.",
      whose: "Yours, unless the phone ever synced with the employer's account: then some may be theirs."),
    "android": Told(
      service: "Android",
      steps: [
        "Contacts, Fix & manage, Export to file.", "Choose the account on the phone or your own Google account.",
        "cardcase import contacts.vcf",
      ],
      wait: "Minutes.", whose: "Yours, unless the phone ever synced with the employer's account."),
    "whatsapp": Told(
      service: "WhatsApp", steps: ["In a chat: More, Export chat, without media. Chat by chat.", "cardcase import chats/"],
      wait: "Minutes a chat.",
      whose: "Yours on your own number; on a number the employer pays for, theirs."),
    "mail": Told(
      service: "Private mail",
      steps: ["Thunderbird keeps mail in files: point cardcase import at the profile's Mail folder.", "Other programs: export as mbox."],
      wait: "Minutes.",
      whose: "Yours. The mailbox at work is the employer's: cardcase asks first whether it may be on this machine."),
  ]
}
