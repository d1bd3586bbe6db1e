public import Scan

/// What a goodbye is made from. It says: I left, when, thank you, who looks after you, how to find me. It never offers.
public struct Goodbye: Hashable, Sendable {
  /// Where a letter goes, which sets its length and tone.
  public enum Channel: String, Sendable { case mail, text, network }

  /// The one who leaves.
  public var sender: String
  /// The address that outlives the job.
  public var senderAddress: String
  /// To whom, as shown.
  public var recipient: String
  /// The name in the greeting: the first name where both use it.
  public var greeting: String
  /// The recipient's address for this channel; nil where it is no mail.
  public var recipientAddress: String?
  /// The way.
  public var channel: Channel
  /// The employer, as said in sentences.
  public var employer: String
  /// The last day.
  public var lastDay: Day
  /// Whether the last day lies behind.
  public var left: Bool
  /// Who looks after them now.
  public var successor: String?
  /// Something real to thank for, as a sentence; nil where there is nothing on record.
  public var thanks: String?
  /// A clause against soliciting runs for this person.
  public var underClause: Bool

  /// A letter of which the essentials are known.
  public init(
    sender: String, senderAddress: String, recipient: String, greeting: String, recipientAddress: String?, channel: Channel,
    employer: String, lastDay: Day,
    left: Bool, successor: String?, thanks: String?, underClause: Bool
  ) {
    self.sender = sender
    self.senderAddress = senderAddress
    self.recipient = recipient
    self.greeting = greeting
    self.recipientAddress = recipientAddress
    self.channel = channel
    self.employer = employer
    self.lastDay = lastDay
    self.left = left
    self.successor = successor
    self.thanks = thanks
    self.underClause = underClause
  }

  /// The subject of a mail.
  public var subject: String { left ? "I have left \(employer)" : "I am leaving \(employer)" }

  /// The words.
  public var body: String {
    var parts: [String] = []
    if channel == .mail { parts.append("Dear \(greeting),") }
    let when = lastDay.spoken
    let opening = left ? "I have left \(employer); \(when) was my last day." : "I am leaving \(employer); my last day is \(when)."
    let thank = thanks ?? "Thank you for the work we did together."
    switch channel {
    case .mail:
      parts.append("\(opening) \(thank)")
      if let successor { parts.append("\(successor) looks after you at \(employer) now.") }
      parts.append("If you would like to find me, this is my own address: \(senderAddress). It does not change with the job.")
      if underClause { parts.append("This is a goodbye and no more: I am not asking for anything, and I make no offer.") }
      parts.append("If you would rather not hear from me, a word is enough.")
      parts.append("Kind regards\n\(sender)")
      return parts.joined(separator: "\n\n") + "\n"
    case .text, .network:
      let follow = successor.map { " \($0) looks after you there now." } ?? ""
      let hello = channel == .text ? "\(sender) here. " : ""
      return
        "Dear \(greeting), \(hello)\(opening)\(follow) \(thank) My own address is \(senderAddress). Kind regards, \(PlanBuilder.first(sender))\n"
    }
  }
}
