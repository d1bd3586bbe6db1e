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
    var sources: [TieSource] = []
    var context = ReadContext()
    context.addresses = me.map { Handle.normalize(.email, $0) }
    for file in survey.files where file.reader != nil {
      let log = try file.correspondence(context)
      if log.count > 0 { sources.append(TieSource(log, book: .mine, folders: .unknown)) }
    }
    guard !sources.isEmpty else {
      throw Fault(.unreadable, "None of these files holds messages, meetings or calls.", next: survey.files.first?.trouble)
    }
    // Old mail is ranked as of its own end: today everybody in it would have faded alike.
    let end = sources.compactMap { Ties.lastDay(of: $0.log) }.max() ?? desk.today
    var question = TieQuestion(sources, asOf: asOf ?? min(desk.today, end))
    question.me = Set(me.map { Handle.normalize($0.contains("@") ? .email : .phone, $0) })
    return RankTies.Ranked(ties: Ties.rank(question), limit: limit, employers: [:], own: false)
  }
}
