internal import Book
internal import Scan

extension Situation {
  /// The employer's name, or `your employer`.
  var employerName: String { employer.isEmpty ? "your employer" : employer }
  /// The person's name, or `them`.
  var personName: String { person.isEmpty ? "them" : person }
  /// Whom to ask at the employer.
  var askWhom: String { contactAtEmployer ?? (employer.isEmpty ? "your employer's HR" : "\(employer)'s HR") }
  /// Still employed on the day asked about: the last day counts as employed.
  var isBefore: Bool { lastDay.map { today <= $0 } ?? true }
  /// The first day after the tenure.
  var dayAfter: Day? { lastDay?.adding(days: 1) }
  /// The person is or was to the employer what a customer clause protects, or nobody said that they are not.
  var mayBeCustomer: Bool {
    switch relation {
    case .client, .formerClient, .prospect, nil: true
    case .colleague, .supplier, .personal, .peer: false
    }
  }
  /// Words by which people are approached.
  var isContact: Bool {
    switch act {
    case .announce, .askConsent, .connect, .writeAboutWork, .solicit, .acceptUnprompted, .hireColleague, .beHired: true
    case .keep, .handOver, .share: false
    }
  }
  /// The content words that the vocabulary holds.
  var words: [ContentWord] { content.compactMap { ContentWord(rawValue: $0) } }
  /// How far the words go; nil where none were given.
  var tone: Tone? {
    words.isEmpty ? nil : ContentWord.tone(of: words, toWhoeverReads: channel == .publicPost && targeted != true, picked: targeted == true)
  }
}
