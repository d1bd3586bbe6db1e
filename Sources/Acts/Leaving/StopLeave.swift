import Book
public import Scan
import Vault

/// Stops all: nothing more is planned or drafted until it is taken back.
public struct StopLeave: Sendable {
  /// Go on again.
  public var resumes: Bool
  /// To stop, or to go on.
  public init(resumes: Bool = false) { self.resumes = resumes }

  /// The state after it.
  public struct Stopped: Report {
    /// Whether all is stopped.
    public var isStopped: Bool
    /// `cardcase.stop/1`
    public var json: JSON { ["schema": "cardcase.stop/1", "stopped": .bool(isStopped)] }
  }

  /// Writes it.
  public func run(at desk: Desk) throws -> Stopped {
    let vault = try desk.open()
    let (resumes, today) = (resumes, desk.today)
    _ = try vault.mine.act("stop", try vault.command("leave stop")) { writer in
      if resumes {
        for fact in try writer.facts(FactKind.stop, as: Remark.self) { try writer.remove(FactKind.stop, id: fact.id) }
      } else {
        try writer.put(FactKind.stop, key: "all", Remark(words: "stopped", day: today))
      }
    }
    return Stopped(isStopped: !resumes)
  }
}

extension BookReader {
  /// Faults: `refused` while everything is stopped.
  func refuseWhenStopped() throws {
    if let stop = try fact(FactKind.stop, key: "all", as: Remark.self) {
      throw Fault(.refused, "You stopped everything on \(stop.value.day.spoken).", next: "cardcase leave stop --resume")
    }
  }
}
