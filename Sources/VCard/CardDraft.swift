import Scan

/// The content lines of the card being split, as they come. Places count from the card's first byte.
struct CardDraft {
  private let limits: Limits
  private var lines: [Line] = []
  /// Unfolded heads of lines whose head is folded; they go to the end of the card's bytes.
  private var heads: [UInt8] = []
  /// For each line with such a head, its index.
  private var headed: [Int] = []
  private var current = -1
  /// The value in hand is quoted-printable and its last physical line ended with `=`.
  private var soft = false
  /// The head of the line in hand has not ended: its parameters go on in the next physical line.
  private var openHead: Range<Int>?
  /// How far an open head has been searched for its colon, and whether that place is within quotes.
  private var searched = (end: 0, isQuoted: false)
  private var refusal: String?

  init(limits: Limits) {
    self.limits = limits
    lines.reserveCapacity(24)
  }

  mutating func refuse(_ reason: String) { if refusal == nil { refusal = reason } }

  mutating func boundary(_ name: PropertyName, _ at: Int, _ next: Int) {
    closeHead()
    var line = Line.noise(at, next)
    line.name = name
    line.flags = []
    lines.append(line)
    current = -1
  }

  /// Whether the physical line is certainly part of the value in hand: folded. (A soft break does not outlive `END:VCARD`.)
  func mayContinue(_ bytes: Span<UInt8>, _ at: Int, _ end: Int) -> Bool {
    current >= 0 && at < end && (bytes[at] == 32 || bytes[at] == 9)
  }

  /// Whether the line in hand is an AGENT that has no value yet.
  func awaitsAgent(_ bytes: Span<UInt8>) -> Bool {
    guard current >= 0, lines[current].name == .agent else { return false }
    return bytes.trimmed(lines[current].valueRange).isEmpty
  }

  mutating func endNested() { current = -1 }

  /// Lets the line in hand go on to `end`, and its raw bytes to `next`.
  mutating func extend(to end: Int, _ next: Int, nested: Bool = true) {
    lines[current].valueEnd = Int32(end)
    lines[current].rawEnd = Int32(next)
    if nested { lines[current].flags.insert(.nested) }
  }

  /// Takes one physical line.
  mutating func take(_ bytes: Span<UInt8>, _ at: Int, _ end: Int, _ next: Int, _ names: PropertyNames) {
    guard refusal == nil else { return }
    if current >= 0, goesOn(bytes, at, end) {
      lines[current].flags.insert(.folded)
      extend(to: end, next, nested: false)
      if lines[current].flags.contains(.quotedPrintable) { soft = CardDraft.endsSoft(bytes, at, end) || (soft && at == end) }
      if Int(lines[current].rawEnd - lines[current].rawStart) > limits.line { refuse("a line longer than \(limits.line) bytes") }
      if openHead != nil { growHead(bytes, at, end, names) }
      return
    }
    closeHead()
    if at == end {
      // The empty line that ends a Base64 block belongs to it.
      if current >= 0, lines[current].flags.contains(.base64) {
        lines[current].rawEnd = Int32(next)
      } else if let last = lines.indices.last, lines[last].flags.contains(.noise) {
        lines[last].rawEnd = Int32(next)  // a million empty lines are one
      } else {
        lines.append(.noise(at, next))
      }
      current = -1
      return
    }
    guard end - at <= limits.line else { return refuse("a line longer than \(limits.line) bytes") }
    begin(bytes, at, end, next, names)
  }

  private func goesOn(_ bytes: Span<UInt8>, _ at: Int, _ end: Int) -> Bool {
    if at < end, bytes[at] == 32 || bytes[at] == 9 { return true }
    if soft { return true }
    if let openHead, openHead.isEmpty { return at < end }
    if at == end || lines[current].name == .version { return false }
    // Base64 without indent; a line break that nobody escaped.
    if case .none = LineHead.read(bytes, at, end) { return true }
    // A head whose parameters are folded has no colon either, but a semicolon, which Base64 has not.
    return lines[current].flags.contains(.base64) && bytes.find(58, from: at, to: end) == nil && bytes.find(59, from: at, to: end) == nil
  }

  private mutating func begin(_ bytes: Span<UInt8>, _ at: Int, _ end: Int, _ next: Int, _ names: PropertyNames) {
    guard lines.count < limits.fields else { return refuse("more than \(limits.fields) lines in one card") }
    var line = Line.noise(at, next)
    switch LineHead.read(bytes, at, end) {
    case .none:
      lines.append(line)
      current = -1
      return
    case .head(let head):
      CardDraft.fill(&line, head, bytes, end, names)
    case .open(let insideQuotes):
      // Left open: either the head is folded, or a line break stands within quotes.
      line.flags = []
      line.valueStart = Int32(end)
      line.valueEnd = Int32(end)
      openHead = insideQuotes || bytes.find(34, from: at, to: end) != nil ? 0..<0 : 0..<1
      lines.append(line)
      current = lines.count - 1
      headed.append(current)
      lines[current].start = Int32(heads.count)
      searched = (heads.count, false)
      heads += bytes.array(at..<end)
      return
    }
    lines.append(line)
    current = lines.count - 1
    soft = line.flags.contains(.quotedPrintable) && CardDraft.endsSoft(bytes, at, end)
  }

  private static func fill(_ line: inout Line, _ head: LineHead, _ bytes: Span<UInt8>, _ end: Int, _ names: PropertyNames) {
    line.nameStart = Int32(head.nameStart)
    line.nameEnd = Int32(head.nameEnd)
    line.colon = Int32(head.colon)
    line.valueStart = Int32(head.colon + 1)
    line.valueEnd = Int32(end)
    line.name = names.find(bytes, head.nameStart..<head.nameEnd)
    line.flags = head.colon > head.nameEnd ? TransferWords.flags(bytes, head.nameEnd..<head.colon) : []
  }

  /// Adds a physical line to a head that was left open, and looks for the colon again.
  private mutating func growHead(_ bytes: Span<UInt8>, _ at: Int, _ end: Int, _ names: PropertyNames) {
    let folded = bytes[at] == 32 || bytes[at] == 9
    let from = Int(lines[current].start)
    // A break within quotes that was not folded is a line break of the text (RFC 6868).
    if !folded { heads += [94, 110] }
    let mark = heads.count
    heads += bytes.array((folded ? at + 1 : at)..<end)
    guard reachesColon(), case .head(let head) = LineHead.read(heads.span, from, heads.count), head.colon >= mark - 1 else {
      if heads.count - from > 1 << 16 { closeHead() }
      return
    }
    openHead = nil
    var line = lines[current]
    CardDraft.fill(&line, head, heads.span, 0, names)
    line.flags.insert(.folded)
    // The value begins in this physical line, right behind the colon.
    line.valueStart = Int32((folded ? at + 1 : at) + head.colon + 1 - mark)
    line.valueEnd = Int32(end)
    lines[current] = line
    heads.removeSubrange(head.colon..<heads.count)
    soft = line.flags.contains(.quotedPrintable) && CardDraft.endsSoft(bytes, at, end)
  }

  /// Whether the open head now has its colon. Goes on where the last search ended: a head in a thousand pieces is read once.
  private mutating func reachesColon() -> Bool {
    while searched.end < heads.count {
      switch heads[searched.end] {
      case UInt8(ascii: "\""): searched.isQuoted.toggle()
      case UInt8(ascii: ":") where !searched.isQuoted: return true
      case 92:
        // What it escapes may stand in the next piece.
        guard searched.end + 1 < heads.count else { return false }
        let next = heads[searched.end + 1]
        if next == UInt8(ascii: ":") || next == UInt8(ascii: ";") { searched.end += 1 }
      default: break
      }
      searched.end += 1
    }
    return false
  }

  /// A head whose colon never came is no content line.
  private mutating func closeHead() {
    guard openHead != nil else { return }
    openHead = nil
    guard current >= 0 else { return }
    let line = lines[current]
    lines[current] = .noise(Int(line.rawStart), Int(line.rawEnd))
    headed.removeLast()
    current = -1
  }

  private static func endsSoft(_ bytes: Span<UInt8>, _ at: Int, _ end: Int) -> Bool {
    var i = end
    while i > at, bytes[i - 1] == 32 || bytes[i - 1] == 9 { i -= 1 }
    return i > at && bytes[i - 1] == UInt8(ascii: "=")
  }

  /// The card, or why it is none.
  mutating func finish(_ bytes: Span<UInt8>, end: Int, closed: Bool, fallback: Charset) -> CardSplitter.Result {
    closeHead()
    if let refusal { return .rejected(refusal) }
    if !closed, !lines.contains(where: \.isProperty) { return .rejected("a card cut short before its first property") }
    // The unfolded heads lie behind the card's bytes.
    for i in headed { lines[i].shift(by: 0, header: Int32(end)) }
    var arena = bytes.array(0..<end)
    arena += heads
    return .card(VCard(arena: arena, sourceCount: end, lines: lines, isCut: !closed, fallback: fallback))
  }
}

/// What the parameters of a line say of its transfer encoding, found without taking them apart.
enum TransferWords {
  /// Looks in `range`, from the first semicolon to the colon.
  static func flags(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Line.Flags {
    var flags: Line.Flags = []
    var start = range.lowerBound + 1
    while start < range.upperBound {
      let end = bytes.find(59, from: start, to: range.upperBound) ?? range.upperBound
      var word = start..<end
      if let equals = bytes.find(61, from: start, to: end) {
        let name = bytes.trimmed(start..<equals)
        if name.count == 7, bytes.spells("CHARSET", in: name) { flags.insert(.charset) }
        word = bytes.spells("ENCODING", in: name) ? equals + 1..<end : start..<start
      }
      word = bytes.trimmed(word)
      if word.count > 2, bytes[word.lowerBound] == 34, bytes[word.upperBound - 1] == 34 { word = word.lowerBound + 1..<word.upperBound - 1 }
      switch word.count {
      // `PHOTO;JPEG;B:` is Base64 too: no type of 2.1 is called B.
      case 1 where bytes[word.lowerBound] | 0x20 == UInt8(ascii: "b"): flags.insert(.base64)
      case 6 where bytes.spells("BASE64", in: word): flags.insert(.base64)
      case 16 where bytes.spells("QUOTED-PRINTABLE", in: word): flags.insert(.quotedPrintable)
      default: break
      }
      start = end + 1
    }
    return flags
  }
}
