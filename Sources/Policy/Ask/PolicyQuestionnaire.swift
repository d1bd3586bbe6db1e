/// What an employer's policy says, asked under the three heads by which policies are kept.
public struct PolicyQuestionnaire: Sendable {
  /// One question.
  public struct Question: Hashable, Sendable {
    /// A stable id: `ip-lists`.
    public var id: String
    /// The question.
    public var text: String
    /// Which kinds of clause an answer may record, as words of `clause_taxonomy.yaml`.
    public var kinds: [String]
  }
  /// One head.
  public struct Part: Hashable, Sendable {
    /// The head.
    public var title: String
    /// Its questions.
    public var questions: [Question]
  }

  /// The three heads.
  public static let parts: [Part] = [
    Part(
      title: "Intellectual property",
      questions: [
        Question(
          id: "ip-lists", text: "Does a paper say that lists of customers or contacts belong to the employer?",
          kinds: ["confidentiality", "ip_assignment"]),
        Question(
          id: "ip-cards", text: "Does it name business cards, a rolodex or an address book as things to be returned?",
          kinds: ["return_of_property"]),
        Question(id: "ip-personal", text: "Does it let you keep personal contacts?", kinds: ["contacts_carve_out"]),
        Question(id: "ip-notes", text: "Does it reach what you write down by hand?", kinds: ["confidentiality"]),
      ]),
    Part(
      title: "Electronic communication",
      questions: [
        Question(id: "mail-private", text: "May work mail be used for private letters, and is it read?", kinds: ["acceptable_use"]),
        Question(
          id: "mail-forward", text: "Is it forbidden to send work mail to a private address?", kinds: ["confidentiality", "acceptable_use"]),
        Question(id: "mail-goodbye", text: "Does it say how a goodbye to clients is to be sent?", kinds: ["non_solicit_customers"]),
        Question(
          id: "phone-sync", text: "May your own phone be connected to work mail or contacts, and what happens to it when you leave?",
          kinds: ["acceptable_use", "return_of_property"]),
      ]),
    Part(
      title: "Internet use",
      questions: [
        Question(id: "net-profile", text: "Does it say whose your profile or your connections on networks are?", kinds: ["social_media"]),
        Question(id: "net-delete", text: "Must connections be deleted when you leave?", kinds: ["social_media"]),
        Question(
          id: "net-posts", text: "Does it limit what you may post about your work or about leaving?",
          kinds: ["social_media", "non_disparagement"]),
        Question(id: "net-accounts", text: "Were any accounts or pages made for the employer in your name?", kinds: ["social_media"]),
      ]),
  ]
}
