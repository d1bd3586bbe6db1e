import Book
import Intake
public import Scan
import Ties

/// The closest people straight from files: no vault, nothing written.
public struct RankFiles: Sendable {
  /// Mail archives, encounter tables.
  public var paths: [String]
  /// Addresses that are one's own; empty: found from the files.
  public var me: [String]
  /// Encounters after it are left out; nil: the desk's day.
  public var asOf: Day?
  /// How many.
  public var limit: Int

  /// From those files.
  public init(paths: [String], me: [String] = [], asOf: Day? = nil, limit: Int = 12) {
    self.paths = paths
    self.me = me
    self.asOf = asOf
    self.limit = limit
  }

  /// Ranks. Faults: `missing`, `unreadable` where no file holds encounters.
  public func run(at desk: Desk) throws -> RankTies.Ranked {
    let survey = Intake.survey(paths)
    if survey.files.isEmpty { throw Fault(.missing, "There is nothing to read at \(paths.joined(separator: ", ")).") }
    var read: [Correspondence] = []
    var context = ReadContext()
    context.addresses = me.map { Handle.normalize(.email, $0) }
    for file in survey.files where file.reader != nil {
      let correspondence = try file.correspondence(context)
      if correspondence.log.count > 0 { read.append(correspondence) }
    }
    guard !read.isEmpty else {
      throw Fault(.unreadable, "None of these files holds messages, meetings or calls.", next: survey.files.first?.trouble)
    }
    // Old mail is ranked as of its own end: today everybody in it would have faded alike.
    let end = read.compactMap { Ties.lastDay(of: $0.log) }.max() ?? desk.today
    var question = TieQuestion(read.map { TieSource($0.log) }, asOf: asOf ?? min(desk.today, end))
    question.me = Set(me.map { Handle.normalize($0.contains("@") ? .email : .phone, $0) })
    try lookAgain(&read, &question)
    return RankTies.Ranked(ties: Ties.rank(question), limit: limit, employers: [:], own: false)
  }

  /// A second look at few mails: sent mail that is missing and shown by its answers, and first names of the closest.
  private func lookAgain(_ read: inout [Correspondence], _ question: inout TieQuestion) throws {
    let first = Ties.rank(question.inShort(people: RankFiles.greeted))
    let owners = Set(first.me)
    guard !owners.isEmpty else { return }
    let people = first.people.map(\.key)
    for index in read.indices {
      if !first.sentKnown { try read[index].recoverSent(owners: owners, names: []) }
      try read[index].findFirstNames(owners: owners, people: people)
    }
    question.sources = read.map { TieSource($0.log) }
  }

  /// For how many people greetings are looked at.
  private static let greeted = 50
}
