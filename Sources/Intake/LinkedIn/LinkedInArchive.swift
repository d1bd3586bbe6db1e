import Book
import Scan

/// The archive that LinkedIn hands out, as one source: `Basic_...zip` with the profile, `Complete_...zip` with everything.
struct LinkedInArchive: Reader {
  let name = "linkedin-zip"
  let spoken = "LinkedIn archive"
  let nature = Nature.network

  private static let names = [
    "profile.csv", "connections.csv", "messages.csv", "invitations.csv", "email addresses.csv", "phonenumbers.csv", "registration.csv",
    "importedcontacts.csv", "positions.csv",
  ]

  /// Whether entries of these names make up an archive: three of its files, at the root or in one folder.
  static func isOne(_ entries: [String]) -> Bool {
    let found = entries.map { ASCII.lower($0.split(separator: "/").last.map(String.init) ?? $0) }.filter(names.contains)
    return Set(found).count >= 3 || (found.contains("connections.csv") && Set(found).count >= 2)
  }

  func claims(_ head: Head, name: String) -> Confidence { LinkedInArchive.isOne(head.entries) ? .certain : .no }

  func read(_ source: Source, in context: ReadContext, into sink: (Reading) throws -> Void) throws {
    try each(source, context) { reader, inner, done in
      var quiet = context
      quiet.progress = { _, _ in }
      do {
        try reader.read(inner, in: quiet) { reading in try sink(LinkedInArchive.placed(reading, inner.name)) }
      } catch let fault as Fault where fault.code == .unreadable {
        try sink(.rejected(Rejection(place: inner.name, reason: fault.message)))
      }
      context.progress(done, Int(source.size))
    }
  }

  func clues(_ source: Source, in context: ReadContext) -> Clues {
    var clues = Clues(sampling: self, source, in: context)
    do {
      try each(source, context) { reader, inner, _ in
        if reader is LinkedInRegistration { clues.subscriptions += reader.clues(inner, in: context).subscriptions }
      }
    } catch {
      // A damaged archive is told when it is read.
    }
    return clues
  }

  /// Lends each known file of the archive with its reader, in the order of the readers: who you are comes first.
  private func each(_ source: Source, _ context: ReadContext, _ body: (any LinkedInTable, Source, _ done: Int) throws -> Void) throws {
    guard case .file(let path) = source.location else { throw Fault(.unreadable, "A zip within a zip is not opened.") }
    let archive = try source.withBytes { try ZipArchive($0) }
    var found: [(rank: Int, source: Source)] = []
    for entry in archive.entries where ASCII.lower(entry.name).hasSuffix(".csv") && !entry.name.contains("__MACOSX") {
      let inner = Source(
        path: source.path + "/" + entry.name, size: Int64(entry.size), location: .entry(zip: path, entry), parent: source.path)
      let head: Head
      do { head = Head(try inner.head()) } catch { throw Fault(.unreadable, (error as? Fault)?.message ?? "The zip is damaged.") }
      guard let rank = LinkedInFiles.readers.firstIndex(where: { $0.claims(head, name: inner.name) == .certain }) else { continue }
      found.append((rank, inner))
    }
    for (rank, inner) in found.sorted(by: { ($0.rank, $0.source.path) < ($1.rank, $1.source.path) }) {
      try body(LinkedInFiles.readers[rank], inner, Int(source.size) * (rank + 1) / LinkedInFiles.readers.count)
    }
  }

  private static func placed(_ reading: Reading, _ file: String) -> Reading {
    switch reading {
    case .card(var card):
      card.place = "\(file) \(card.place)"
      return .card(card)
    case .ownAddress(let handle, let name, let place): return .ownAddress(handle, name: name, place: "\(file) \(place)")
    case .rejected(let rejection): return .rejected(Rejection(place: "\(file) \(rejection.place)", reason: rejection.reason))
    case .encounters, .finding, .service: return reading
    }
  }
}
