import Book
import Foundation
import Scan
import Synchronization
import Testing
import Vault

/// A vault in a folder of its own that goes away with the test.
final class Bench: Sendable {
  let root: String
  let clock = Mutex<Int64>(1_795_000_000)
  let fault = Mutex<(@Sendable (FaultPoint) -> Bool)?>(nil)

  init() throws {
    root = NSTemporaryDirectory() + "cardcase-test-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: root, withIntermediateDirectories: true)
  }

  deinit {
    do { try FileManager.default.removeItem(atPath: root) } catch {}
  }

  var path: String { "\(root)/test.cardcase" }

  /// So many data per transaction of an import.
  let batch = Mutex(50_000)

  /// So many people who come at once stand packed.
  let peoplePage = Mutex(1000)
  /// Where it is set, what is random begins here: two vaults of one seed have the same keys, and give the same ids however much else they seal.
  let seed = Mutex<Numbers?>(nil)

  var environment: Environment {
    var made = Environment(
      now: { [self] in
        Moment(
          seconds: clock.withLock {
            $0 += 1
            return $0
          })
      }, stateFolder: "\(root)/state", runtimeFolder: "\(root)/run", usesKeyRing: false,
      trap: { [self] point in
        if fault.withLock({ $0?(point) ?? false }) { throw Crash() }
      })
    made.importBatch = batch.withLock { $0 }
    made.peoplePage = peoplePage.withLock { $0 }
    if seed.withLock({ $0 }) != nil {
      made.random = { [self] count in
        seed.withLock { seed in
          // Single ids are numbers in a row; keys and the like are the same whenever they are asked for.
          guard var numbers = seed else { return [] }
          let bytes = (0..<count).map { _ in UInt8(numbers.next(256)) }
          if count == 8 { seed = numbers }
          return count == 8 ? bytes : bytes.map { $0 ^ UInt8(count) }
        }
      }
    }
    return made
  }

  func make(passphrase: String? = nil) throws -> Vault {
    try Vault.create(at: path, passphrase: passphrase, environment: environment).vault
  }
  func open(passphrase: String? = nil) throws -> Vault { try Vault.open(at: path, passphrase: passphrase, environment: environment) }

  /// Every file of the vault's folder with its bytes.
  func bytes() throws -> [String: Data] {
    var out: [String: Data] = [:]
    for name in try FileManager.default.subpathsOfDirectory(atPath: path) {
      let url = URL(fileURLWithPath: "\(path)/\(name)")
      if try url.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile == true { out[name] = try Data(contentsOf: url) }
    }
    return out
  }
}

/// A power cut.
struct Crash: Error {}

/// A program of the system, its output, and how it ended.
@discardableResult func system(_ program: String, _ arguments: [String], input: String? = nil) throws -> (output: String, status: Int32) {
  let process = Process()
  process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
  process.arguments = [program] + arguments
  let (out, into) = (Pipe(), Pipe())
  process.standardOutput = out
  process.standardError = out
  process.standardInput = into
  try process.run()
  if let input { into.fileHandleForWriting.write(Data(input.utf8)) }
  try into.fileHandleForWriting.close()
  let data = out.fileHandleForReading.readDataToEndOfFile()
  process.waitUntilExit()
  return (String(decoding: data, as: UTF8.self), process.terminationStatus)
}

func typed(_ name: String, email: String, firm: String = "", uid: String? = nil) -> Card {
  var fields = ContactFields()
  fields.name = PersonName(full: name)
  fields.handles = [.init(Handle(.email, email), label: "work")]
  fields.organisation = firm
  let text = "BEGIN:VCARD\r\nVERSION:4.0\r\nFN:\(name)\r\nEMAIL:\(email)\r\nORG:\(firm)\r\nEND:VCARD\r\n"
  return Card(format: .vcard, bytes: Array(text.utf8), fields: fields, nativeID: uid, place: "card 1")
}

func draft(_ number: UInt8, identity: String = "vcard:phone", complete: Bool = false) -> SourceDraft {
  SourceDraft(
    kind: "vcard", identity: identity, file: "phone.vcf", reader: "vcard/1", digest: Array(repeating: number, count: 32),
    isComplete: complete)
}

/// Encounters between me and others; `people` are addresses.
func encounters(_ people: [String], count: Int, seed: UInt64 = 1, subject: String = "Offer") -> EncounterLog {
  var log = EncounterLog()
  log.parties = [.init(Handle(.email, "me@home.example"), name: "Me")] + people.map { .init(Handle(.email, $0), name: "N " + $0) }
  for index in 0..<count {
    let other = Int32(1 + index % people.count)
    log.append(
      moment: index % 17 == 16 ? nil : Moment(seconds: 1_700_000_000 + Int64(index) * 3600, offsetMinutes: index % 2 == 0 ? 60 : nil),
      medium: index % 3 == 0 ? .call : .mail, flags: index % 5 == 0 ? [.reply, .firstName] : [], sender: index % 2 == 0 ? 0 : other,
      recipients: [(index % 2 == 0 ? other : 0, .to), (other, .cc)], key: .init(high: seed, low: UInt64(index)),
      conversation: UInt64(index / 3),
      subject: "\(subject) \(index / 4)", minutes: UInt16(index % 30))
  }
  return log
}

/// An import of cards and encounters with a person for each card.
@discardableResult func take(
  _ vault: Vault, _ book: BookID = .mine, cards: [Card] = [], log: EncounterLog? = nil, number: UInt8, identity: String = "vcard:phone",
  complete: Bool = false
) throws -> Tally {
  let session = try vault.book(book).startImport(vault.command("import"), fingerprint: [number])
  if case .read = try session.begin(draft(number, identity: identity, complete: complete)) {
    try session.add(cards.map { .card($0) } + (log.map { [.encounters($0)] } ?? []))
    try session.end()
  }
  return try session.finish { writer throws in
    _ = try writer.setClusters(
      writer.cardRecords().map { record in Cluster(members: [.card(record.id)] + record.fields.handles.map { .handle($0.value) }) })
  }
}
