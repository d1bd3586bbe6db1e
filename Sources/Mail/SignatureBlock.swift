internal import Scan

/// What a signature says about its writer: proposals for a card, each with its place. Nothing is taken as true unasked.
public struct SignatureBlock: Hashable, Sendable {
  /// One thing a signature says.
  public struct Fact: Hashable, Sendable {
    /// What it is.
    public var kind: Kind
    /// As written, label left out.
    public var value: String
    /// The line of the text, from 0.
    public var line: Int
  }

  /// What a line of a signature can be.
  public enum Kind: String, Sendable, Hashable {
    case name, title, company, phone, mobile, fax, mail, web, street
  }

  /// Facts in the order of the text.
  public var facts: [Fact]
  /// Offset of the text in the file.
  public var offset: Int
  /// Whether the block stands behind a `-- ` line.
  public var isDelimited: Bool

  /// The values of one kind.
  public func values(_ kind: Kind) -> [String] { facts.filter { $0.kind == kind }.map(\.value) }
}

/// Finds the signature at the end of what the writer wrote.
public enum SignatureReader {
  private static let longest = 12

  /// The signature in a text by somebody called `name` with the address `address`; nil where none is to be seen.
  public static func read(_ body: BodyText, name: String, address: String) -> SignatureBlock? {
    read(OwnText(body.text), offset: body.offset, name: name, address: address)
  }

  /// The same for what the writer wrote.
  static func read(_ own: OwnText, offset: Int, name: String, address: String) -> SignatureBlock? {
    guard let (range, delimited) = block(own, name) else { return nil }
    var facts: [SignatureBlock.Fact] = []
    let nameWords = Set(Fold.words(name).filter { $0.count > 1 })
    var afterName = false
    for number in range where !own.range(number).isEmpty {
      let line = own.text(number)
      let found = SignatureLine.read(line, number)
      if !found.isEmpty {
        facts += found
        continue
      }
      let words = Fold.words(line)
      if !nameWords.isEmpty, !nameWords.isDisjoint(with: words), words.count <= 6, !facts.contains(where: { $0.kind == .name }) {
        facts.append(SignatureBlock.Fact(kind: .name, value: line, line: number))
        afterName = true
      } else if SignatureLine.isStreet(line) {
        facts.append(SignatureBlock.Fact(kind: .street, value: line, line: number))
      } else if let both = SignatureLine.titleAndCompany(line, number) {
        facts += both
      } else if SignatureLine.isCompany(line, address: address) {
        facts.append(SignatureBlock.Fact(kind: .company, value: line, line: number))
      } else if SignatureLine.isTitle(line) {
        facts.append(SignatureBlock.Fact(kind: .title, value: line, line: number))
      } else if afterName, facts.count <= 3, words.count <= 6, line.utf8.count <= 60, !line.hasSuffix("."),
        !facts.contains(where: { $0.kind == .company }),
        facts.contains(where: { $0.kind == .title }), delimited
      {
        facts.append(SignatureBlock.Fact(kind: .company, value: line, line: number))
      }
    }
    let telling = facts.filter { $0.kind != .name }
    guard !telling.isEmpty, delimited || facts.count >= 2 else { return nil }
    return SignatureBlock(facts: facts, offset: offset, isDelimited: delimited)
  }

  /// The signature of a message's sender.
  public static func read(_ bytes: Span<UInt8>, _ summary: MessageSummary) -> SignatureBlock? {
    guard let sender = summary.sender, summary.flags.isDisjoint(with: [.bulk, .auto, .bounce]) else { return nil }
    let body = BodyText.read(bytes, headers: summary.headers, frame: summary.frame)
    let address = summary.address(sender, in: bytes)
    return read(body, name: writer(summary.name(sender, in: bytes), address), address: address)
  }

  /// What the writer is called: the name in the header, else the words of the address.
  static func writer(_ name: String, _ address: String) -> String {
    guard name.isEmpty, let at = address.lastIndex(of: "@") else { return name }
    return Fold.words(String(address[..<at])).joined(separator: " ")
  }

  /// The lines of the signature: behind the last `-- `, or from the writer's name in the last lines on.
  private static func block(_ own: OwnText, _ name: String) -> (Range<Int>, delimited: Bool)? {
    var end = own.count
    while end > 0, own.range(end - 1).isEmpty { end -= 1 }
    guard end > 0 else { return nil }
    if let dashes = (0..<end).last(where: { own.isLine($0, "--") || own.isLine($0, "—") }), end - dashes <= longest + 8, dashes + 1 < end {
      return (dashes + 1..<min(end, dashes + 1 + longest), true)
    }
    let words = Set(Fold.words(name).filter { $0.count > 1 })
    guard !words.isEmpty else { return nil }
    for number in max(0, end - longest)..<end where (1...60).contains(own.range(number).count) && own.mayName(words, in: number) {
      let line = Fold.words(own.text(number))
      if !line.isEmpty, line.count <= 6, !words.isDisjoint(with: line), !own.text(number).hasSuffix("?"), !isGreeting(line) {
        return (number..<end, false)
      }
    }
    return nil
  }

  private static func isGreeting(_ words: [String]) -> Bool {
    ["hi", "hello", "dear", "hey", "hallo", "liebe", "lieber", "bonjour", "hola", "ciao", "thanks", "thank"].contains(words.first ?? "")
  }
}
