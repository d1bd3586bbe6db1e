import Book
import Intake
import Mail
import Scan

/// Every address in From, To and Cc of mail: nobody left out. Needs no vault and writes nothing.
public struct CountAddresses: Sendable {
  /// Mail archives, folders of them.
  public var paths: [String]
  /// Of those files.
  public init(paths: [String]) { self.paths = paths }

  /// How reading went.
  public struct Counted: Sendable {
    /// Messages read.
    public var messages: Int
    /// What was odd in the files, each with its place.
    public var notes: [String]
  }

  /// Reads the files and hands lines to `print`, in pieces: address, most used name, times in From, To, Cc, first day, last day,
  /// tab-separated. Faults: `missing`, `unreadable`.
  public func run(at desk: Desk, print: ([UInt8]) -> Void) throws -> Counted {
    let files = try MailFiles.find(paths)
    guard !files.isEmpty else { throw Fault(.missing, "There is no mail at \(paths.joined(separator: ", ")).") }
    let seed = desk.environmentSeed
    var counter = AddressBookCounter(seed: seed)
    for path in files {
      do {
        let file = try MappedFile(path)
        file.withBytes { counter.read($0) }
      } catch { throw Fault(.unreadable, "\(path) cannot be read: \(error.reason).") }
    }
    counter.writeLines(print)
    return Counted(messages: counter.messages, notes: counter.notes.map(\.description))
  }
}
