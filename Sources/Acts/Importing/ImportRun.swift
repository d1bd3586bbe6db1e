import Book
import Intake
import MerkleLog
import Scan
import Vault

/// One import under way: what was found, and where each file goes.
struct ImportRun {
  let desk: Desk
  let vault: Vault?
  let command: Command?
  let context: ReadContext
  let survey: Survey
  let judgements: [Judgement]
  let destinations: [Destination?]
  /// What of the files' names is the same in every export.
  private let names: [String]
  /// The owner's name as an archive told it.
  var ownName: String?
  /// What mail proposes, by book; filed when the people of the book are known.
  private var discovered: [BookID: DiscoveredFacts] = [:]
  /// The addresses that archives call one's own.
  private var ownHandles: [Handle] = []

  init(
    desk: Desk, vault: Vault?, command: Command?, context: ReadContext, survey: Survey, judgements: [Judgement],
    destinations: [Destination?]
  ) {
    self.desk = desk
    self.vault = vault
    self.command = command
    self.context = context
    self.survey = survey
    self.judgements = judgements
    self.destinations = destinations
    names = SourceName.stable(survey.files.map(\.source.name))
  }

  /// Reads all and keeps nothing.
  mutating func look() throws -> ImportFiles.Imported {
    var files: [ImportFiles.Imported.File] = []
    for index in survey.files.indices {
      var file = blank(index)
      if let destination = destinations[index] {
        let tally = try compare(index, destination, into: &file)
        file.books = [destination.book].compactMap { $0 }
        file.recovered = destination.book.flatMap { discovered[$0]?.takeRecovered() }?.reduce(0) { $0 + $1.count } ?? 0
        file.tally.new = tally?.new ?? file.records - file.tally.held
        file.tally.changed = tally?.changed ?? 0
        file.tally.same = tally?.same ?? 0
      }
      files.append(file)
    }
    return ImportFiles.Imported(
      files: files, dryRun: true, people: nil, proposals: files.reduce(0) { $0 + $1.findings })
  }

  /// Reads all and keeps what has a book, one act a book.
  mutating func keep(
    profile: Profile, tenures: [Tenure], ownAddresses: [(address: String, owner: Judgement.Owner)], accounts: [Account]
  ) throws -> ImportFiles.Imported {
    guard let vault, let command else { return try look() }
    var files = survey.files.indices.map(blank)
    let books = [BookID.mine] + tenures.map(\.book)
    var proposals = 0
    let seen = ownAddresses.map { Handle($0.address.contains("@") ? .email : .profile, $0.address) }
    for book in books where destinations.contains(where: { $0?.feeds(book) == true }) {
      let session = try vault.book(book).startImport(command, fingerprint: fingerprint(of: book))
      for index in survey.files.indices {
        guard let destination = destinations[index], destination.feeds(book) else { continue }
        try keep(index, destination, in: book, session, into: &files[index])
      }
      let own = OwnHandles(accounts: accounts, found: seen + ownHandles, names: context.names + [ownName].compactMap { $0 })
      let isNew = files.contains { $0.books.contains(book) && $0.tally.new + $0.tally.changed > 0 } || session.isResumed
      let found = discovered[book] ?? DiscoveredFacts()
      try session.finish { writer in
        if isNew { try PeopleBuilder(own: own).rebuild(writer) }
        proposals += try found.file(in: writer, own: own)
      }
    }
    for index in files.indices where destinations[index] != nil && files[index].books.isEmpty && files[index].records == 0 {
      // Held back as a whole: read once more only to say how many records wait.
      if let destination = destinations[index], destination.book == nil {
        try read(index, destination, for: nil, into: &files[index])
      }
    }
    try learn(profile: profile, tenures: tenures, ownAddresses: ownAddresses, accounts: accounts, vault, command)
    try HumanLinks.relink(vault, command)
    return ImportFiles.Imported(files: files, dryRun: false, people: try Humans.count(vault), proposals: proposals)
  }

  private func blank(_ index: Int) -> ImportFiles.Imported.File {
    let file = survey.files[index]
    let judgement = judgements[index]
    var report = ImportFiles.Imported.File(path: file.source.path, kind: file.kind, spoken: file.spoken)
    report.trouble = file.trouble
    report.evidence = file.reader == nil ? [] : judgement.evidence
    report.openQuestions = file.reader == nil ? [] : judgement.questions
    return report
  }

  private func fingerprint(of book: BookID) -> [UInt8] {
    Array((book.name + "\n" + survey.files.map { "\($0.source.path)\t\($0.source.size)" }.joined(separator: "\n")).utf8)
  }

  private mutating func keep(
    _ index: Int, _ destination: Destination, in book: BookID, _ session: ImportSession, into file: inout ImportFiles.Imported.File
  ) throws {
    let isWhole = destination.doubtfulBook == book && destination.book == book
    // The first source of a kind cannot have been read before: its digest is taken of the very bytes that are read, as they are read.
    let running = try survey.files[index].showsBytes && session.hasNone(ofKind: survey.files[index].kind) ? RunningDigest() : nil
    var draft = sourceDraft(index, isWhole: isWhole, digest: try running == nil ? ImportRun.digest(of: survey.files[index]) : nil)
    var matcher: RecordMatcher?
    for candidate in candidates(index) {
      draft.identity = candidate
      if try session.hasSeen(draft) { break }
      matcher = try match(index, destination, in: book, with: try session.matcher(identity: candidate))
      if matcher?.isSameSource != false { break }
    }
    if !file.books.contains(book) { file.books.append(book) }
    switch try session.begin(draft) {
    case .seen(_, let tally):
      file.records += tally.new + tally.changed + tally.same
      file.tally.same += tally.new + tally.changed + tally.same
      file.tally.rejected += tally.rejected
      // What was held back last time still waits.
      if destination.doubtfulBook == nil, judgements[index].mayHoldRecords { try countHeld(index, destination, into: &file) }
    case .read:
      if let matcher { session.follow(matcher) }
      try read(index, destination, for: book, into: &file, running) { _ = try session.add($0) }
      if let running { draft.digest = running.digest.bytes }
      let tally = try session.end(digest: draft.digest)
      file.tally.new += tally.new
      file.tally.changed += tally.changed
      file.tally.same += tally.same + tally.forgotten
      try keepRecovered(draft, in: book, session, &file)
    }
  }

  /// Without a digest where that is still to come.
  private func sourceDraft(_ index: Int, isWhole: Bool, digest: TreeHash?) -> SourceDraft {
    let recognised = survey.files[index]
    return SourceDraft(
      kind: recognised.kind, identity: "", file: recognised.source.name, account: judgements[index].isPhone ? SourceAccount.phone : nil,
      obtained: nil, reader: "\(recognised.kind)/1", digest: digest?.bytes ?? [],
      isComplete: isWhole)
  }

  /// A folder's mails are renamed as they are read and marked: it is told by what its files hold.
  private static func digest(of file: Recognised) throws -> TreeHash {
    var digests: [TreeHash] = []
    try file.source.eachFileInPieces { digests.append(try TreeHash(hashing: $0)) }
    if case .folder = file.source.location { return TreeHash(ofFiles: digests) }
    return digests.first ?? .empty
  }

  /// By what the source is known again in later exports: its kind and its name. Where a source of that name turns out to be an export
  /// of something else, the name with a number.
  private func candidates(_ index: Int) -> [String] {
    let name = "\(survey.files[index].kind):\(names[index])"
    return [name] + (2...9).map { "\(name)#\($0)" }
  }

  /// Compares what the file holds for `book` with an earlier export.
  private mutating func match(_ index: Int, _ destination: Destination, in book: BookID, with matcher: RecordMatcher?) throws
    -> RecordMatcher?
  {
    guard var matcher else { return nil }
    var scratch = blank(index)
    // What the file proposes is taken when it is kept, not when it is compared.
    let before = discovered
    defer { discovered = before }
    try read(index, destination, for: book, into: &scratch) { readings in
      for case .card(let card) in readings { matcher.add(card) }
    }
    matcher.settle()
    return matcher
  }

  /// Reads a file without keeping it; what would be new, changed and the same where a book is there to compare with.
  private mutating func compare(_ index: Int, _ destination: Destination, into file: inout ImportFiles.Imported.File) throws -> Tally? {
    guard let vault, let book = destination.book, try vault.hasBook(book),
      try vault.books.contains(where: { $0.id == book && $0.isReadable })
    else {
      try read(index, destination, for: destination.book, into: &file)
      return nil
    }
    var run = self
    defer { (ownName, ownHandles) = (run.ownName, run.ownHandles) }
    return try vault.book(book).read { reader in
      var draft: SourceDraft?
      var matcher: RecordMatcher?
      for candidate in run.candidates(index) {
        guard try reader.hasSource(identity: candidate) else { break }
        if draft == nil { draft = run.sourceDraft(index, isWhole: false, digest: try ImportRun.digest(of: run.survey.files[index])) }
        draft?.identity = candidate
        if let draft, try reader.hasSeen(draft) {
          try run.read(index, destination, for: book, into: &file)
          var tally = Tally()
          tally.same = file.records - file.tally.held
          return tally
        }
        matcher = try run.match(index, destination, in: book, with: try reader.matcher(identity: candidate))
        if matcher?.isSameSource != false { break }
      }
      guard draft != nil else {
        try run.read(index, destination, for: book, into: &file)
        return nil
      }
      var logs: [EncounterLog] = []
      var cards = 0
      try run.read(index, destination, for: book, into: &file) { readings in
        for reading in readings {
          if case .encounters(let log) = reading { logs.append(log) }
          if case .card = reading { cards += 1 }
        }
      }
      var tally = matcher?.tally ?? Tally()
      if matcher == nil { tally.new = cards }
      let new = logs.isEmpty ? 0 : try reader.newEncounters(among: logs)
      tally.new += new
      tally.same += logs.reduce(0) { $0 + $1.count } - new
      return tally
    }
  }

  /// Mail of one's own that only answers show goes in as a source of its own, so that its origin says so.
  private mutating func keepRecovered(
    _ draft: SourceDraft, in book: BookID, _ session: ImportSession, _ file: inout ImportFiles.Imported.File
  ) throws {
    guard let logs = discovered[book]?.takeRecovered(), !logs.isEmpty else { return }
    var quoted = draft
    (quoted.kind, quoted.identity, quoted.reader, quoted.isComplete) = ("mail-quoted", draft.identity + " quoted", "mail-quoted/1", false)
    guard case .read = try session.begin(quoted) else { return }
    _ = try session.add(logs.map { .encounters($0) })
    file.recovered += try session.end().new
  }

  private mutating func countHeld(_ index: Int, _ destination: Destination, into file: inout ImportFiles.Imported.File) throws {
    var again = blank(index)
    try read(index, destination, for: destination.book, into: &again)
    file.tally.held = again.tally.held
    file.questions = again.questions
    file.records += again.tally.held
  }

  /// Reads one file and hands to `sink` what goes to `book`, in batches; the rest is counted as held back. Without a sink nothing is
  /// gathered, and where no label can hold a row back the records are only counted.
  private mutating func read(
    _ index: Int, _ destination: Destination, for book: BookID?, into file: inout ImportFiles.Imported.File,
    _ running: RunningDigest? = nil, sink: (([Reading]) throws -> Void)? = nil
  ) throws {
    let recognised = survey.files[index]
    var context = context
    let (progress, name) = (desk.progress, recognised.source.name)
    context.progress = { progress(Progress(task: "reading \(name)", done: Int64($0), total: Int64($1))) }
    if let running { context.seen = { running.append($0) } }
    context.wantsFields = sink != nil || judgements[index].mayHoldRecords
    var sorter = FileSorter(destination, judgements[index], for: book, file: file)
    sorter.gathers = sink != nil
    try recognised.read(context) { reading in
      sorter.take(reading)
      if let sink, sorter.isFull { try sink(sorter.takeBatch()) }
    }
    if let sink { try sink(sorter.takeBatch()) }
    file = sorter.file
    file.findings += sorter.findings.count
    file.services += sorter.services.count
    if let book { discovered[book, default: DiscoveredFacts()].add(sorter) }
    ownHandles += sorter.own
    ownName = ownName ?? sorter.ownName
  }

  /// Keeps what the files told about oneself and the employers: names, addresses, domains, the answers given.
  private func learn(
    profile: Profile, tenures: [Tenure], ownAddresses: [(address: String, owner: Judgement.Owner)], accounts: [Account], _ vault: Vault,
    _ command: Command
  ) throws {
    var profile = profile
    if profile.name.isEmpty { profile.name = ownName ?? "" }
    var found: [Account] = []
    func add(_ handle: Handle, payer: BookID) {
      if (accounts + found).contains(where: { $0.handle.normal == handle.normal }) { return }
      var account = Account.own(handle.raw, name: profile.name, id: desk.newID(Account.self), payer: payer)
      account.handle = handle
      found.append(account)
    }
    for (address, owner) in ownAddresses {
      switch owner {
      case .mine: add(Handle(address.contains("@") ? .email : .profile, address), payer: .mine)
      case .employer(let id): if let tenure = tenures.first(where: { $0.id == id }) { add(Handle(.email, address), payer: tenure.book) }
      case .unknownEmployer, .doubtful: continue
      }
    }
    for handle in ownHandles {
      let payer = tenures.first { tenure in handle.domain.map { tenure.domains.contains($0) } ?? false }?.book
      add(handle, payer: payer ?? .mine)
    }
    let mine = try vault.mine
    let (oldProfile, oldTenures) = try mine.read { (try $0.profile(), try $0.tenures()) }
    let changed = tenures.filter { tenure in !oldTenures.contains(tenure) }
    if oldProfile == profile, changed.isEmpty, found.isEmpty { return }
    _ = try mine.act("learn", command) { writer in
      if oldProfile != profile { try writer.put(profile) }
      for tenure in changed { try writer.put(tenure) }
      for account in found { try writer.put(account) }
    }
  }
}
