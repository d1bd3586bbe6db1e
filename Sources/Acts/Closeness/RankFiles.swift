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
    let survey = try NamedFiles.survey(paths)
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
    let owners = question.me.isEmpty ? Set(read.flatMap { Ties.owner(of: $0.log) }.map(\.handle.normal)) : question.me
    if !owners.isEmpty, isSentMissing(read, owners) {
      for index in read.indices { try read[index].recoverSent(owners: owners, names: []) }
      question.sources = read.map { TieSource($0.log) }
    }
    var ties = Ties.rank(question)
    let people = ties.people.prefix(RankFiles.greeted).map(\.key)
    var greetings: [String: Greetings] = [:]
    for source in read {
      greetings.merge(try source.firstNames(owners: Set(ties.me), people: people)) { $0.union($1) }
    }
    ties.note(firstNames: greetings.compactMapValues(\.side))
    return RankTies.Ranked(ties: ties, limit: limit, employers: [:], own: false)
  }

  /// Whether so little of what the owner wrote is here that answers may tell of more.
  private func isSentMissing(_ read: [Correspondence], _ owners: Set<String>) -> Bool {
    var (written, received) = (0, 0)
    for log in read.map(\.log) {
      let isOwn = log.parties.map { owners.contains($0.handle.normal) }
      for index in 0..<log.count where log.media[index] == .mail && log.flags[index].isDisjoint(with: [.list, .automatic, .discard]) {
        if log.senders[index] >= 0, isOwn[Int(log.senders[index])] {
          written += 1
        } else if log.recipientRange(index).contains(where: { isOwn[Int(log.recipients[$0])] }) {
          received += 1
        }
      }
    }
    return !Ties.isSentKnown(written: written, received: received)
  }

  /// For how many people greetings are looked at.
  private static let greeted = 50
}

extension Greetings {
  /// Who greets whom by first name.
  fileprivate var side: Tie.Side? {
    if self == [.byOwner, .byOther] { return .both }
    return contains(.byOwner) ? .owner : contains(.byOther) ? .other : nil
  }
}
