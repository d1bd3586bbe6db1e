public import WebUI

/// Where the pages get what they show. The program's is `DeskPages`, which calls the acts; a test may bring its own.
public protocol PageSource: Sendable {
  /// What is due.
  func today() throws -> TodayPage
  /// People: all, or those found, from the `start`th on.
  func people(query: String, from start: Int) throws -> PeoplePage
  /// One person by id. Fault: `missing`.
  func person(_ id: String) throws -> PersonPage
  /// The plan.
  func leave() throws -> LeavePage
  /// Whom one could still reach.
  func ready() throws -> ReadyPage
}
