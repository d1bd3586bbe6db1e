import Book
import Scan

/// The text of a Word document (ECMA-376): the paragraphs of `word/document.xml`, numbering as far as the numbering part tells.
enum WordText {
  /// The paragraphs in order, empty ones left out.
  static func paragraphs(_ bytes: Span<UInt8>) throws(Fault) -> [String] {
    let archive = try ZipArchive(bytes)
    guard let main = archive.entries.first(where: { $0.name == "word/document.xml" }) else {
      throw Fault(.unreadable, "The file is no Word document: its text is missing.")
    }
    var numbering = WordNumbering()
    if let part = archive.entries.first(where: { $0.name == "word/numbering.xml" }) {
      let data = try ZipArchive.unpack(part, from: bytes)
      numbering = WordNumbering(data.span)
    }
    let text = try ZipArchive.unpack(main, from: bytes)
    return try read(text.span, numbering)
  }

  private static func read(_ text: Span<UInt8>, _ numbering: WordNumbering) throws(Fault) -> [String] {
    var reader = WordReader(numbering: numbering)
    do { try reader.read(text) } catch { throw Fault(.unreadable, "The Word document is damaged: \(error.reason).") }
    return reader.paragraphs
  }
}

/// Gathers paragraphs from the events of a document.
private struct WordReader {
  var paragraphs: [String] = []
  private var numbering: WordNumbering
  private var current = ""
  private var inText = false
  private var deleted = 0
  private var list: (id: String, level: Int) = ("", 0)

  init(numbering: WordNumbering) { self.numbering = numbering }

  mutating func read(_ bytes: Span<UInt8>) throws(XMLPull.Refusal) {
    var parser = XMLPull(limits: Limits(depth: 200))
    while let event = try parser.next(bytes) { take(event) }
    finish()
  }

  private mutating func take(_ event: XMLPull.Event) {
    switch event {
    case .start(let name, let attributes, let isEmpty): start(name, attributes, isEmpty)
    case .end(let name): end(name)
    case .text(let text): if inText, deleted == 0 { current += text }
    }
  }

  private mutating func start(_ name: String, _ attributes: [(name: String, value: String)], _ isEmpty: Bool) {
    switch name {
    case "w:p": if !isEmpty { finish() }
    case "w:t": inText = !isEmpty
    case "w:tab": if deleted == 0, !current.isEmpty { current += " " }
    case "w:br", "w:cr": if deleted == 0 { current += "\n" }
    case "w:noBreakHyphen": current += "-"
    case "w:del": if !isEmpty { deleted += 1 }
    case "w:numId": list.id = attributes.first { $0.name == "w:val" }?.value ?? ""
    case "w:ilvl": list.level = attributes.first { $0.name == "w:val" }.flatMap { Int($0.value) } ?? 0
    default: break
    }
  }

  private mutating func end(_ name: String) {
    switch name {
    case "w:t": inText = false
    case "w:p": finish()
    case "w:del": deleted = max(0, deleted - 1)
    default: break
    }
  }

  private mutating func finish() {
    let text = ASCII.trim(current)
    if !text.isEmpty {
      let label = list.id.isEmpty || list.id == "0" ? "" : numbering.next(list.id, level: min(max(list.level, 0), 8))
      paragraphs.append(label.isEmpty ? text : label + " " + text)
    }
    current = ""
    list = ("", 0)
  }
}

/// The numbers of lists, counted as Word counts them.
struct WordNumbering {
  private struct Level {
    var format = "decimal"
    var text = "%1."
    var start = 1
  }
  private var abstract: [String: [Int: Level]] = [:]
  private var lists: [String: String] = [:]
  private var counters: [String: [Int]] = [:]

  /// Knows no list.
  init() {}

  /// Where the reading of the numbering part stands.
  private struct Place {
    var abstract = ""
    var level = 0
    var list = ""
  }

  /// From the numbering part; what is damaged in it leaves paragraphs without numbers.
  init(_ bytes: Span<UInt8>) {
    var parser = XMLPull(limits: Limits(depth: 200))
    var place = Place()
    do {
      while let event = try parser.next(bytes) { take(event, &place) }
    } catch {
      // Text without its numbers is better than no text.
    }
  }

  private mutating func take(_ event: XMLPull.Event, _ place: inout Place) {
    guard case .start(let name, let attributes, _) = event else { return }
    func value(_ name: String) -> String { attributes.first { $0.name == name }?.value ?? "" }
    switch name {
    case "w:abstractNum": place = Place(abstract: value("w:abstractNumId"))
    case "w:num": place.list = value("w:numId")
    case "w:abstractNumId": lists[place.list] = value("w:val")
    case "w:lvl": if place.list.isEmpty { place.level = Int(value("w:ilvl")) ?? 0 }
    case "w:numFmt": change(place) { $0.format = value("w:val") }
    case "w:lvlText": change(place) { $0.text = value("w:val") }
    case "w:start": change(place) { $0.start = Int(value("w:val")) ?? 1 }
    default: break
    }
  }

  /// Changes the level that is being read; what a list changes for itself alone is passed over.
  private mutating func change(_ place: Place, _ body: (inout Level) -> Void) {
    if place.list.isEmpty { body(&abstract[place.abstract, default: [:]][place.level, default: Level()]) }
  }

  /// The label of the next paragraph of a list: `14.2`, `(a)`, or a dash for bullets. Lists of one definition count on.
  mutating func next(_ list: String, level: Int) -> String {
    let key = lists[list] ?? list
    let levels = abstract[key] ?? [:]
    var counts = counters[key] ?? []
    while counts.count <= level { counts.append((levels[counts.count]?.start ?? 1) - 1) }
    counts.removeSubrange((level + 1)...)
    counts[level] += 1
    for upper in 0..<level where counts[upper] == 0 { counts[upper] = levels[upper]?.start ?? 1 }
    counters[key] = counts
    let format = levels[level] ?? Level()
    if format.format == "bullet" { return "-" }
    if format.format == "none" { return "" }
    var label = format.text
    for upper in 0...level {
      label = label.replacing("%\(upper + 1)", WordNumbering.written(counts[upper], levels[upper]?.format ?? "decimal"))
    }
    return label
  }

  private static func written(_ number: Int, _ format: String) -> String {
    switch format {
    case "lowerLetter", "upperLetter":
      let letter = String(UnicodeScalar(UInt8(97 + max(0, number - 1) % 26)))
      return format == "lowerLetter" ? letter : letter.uppercased()
    case "lowerRoman": return roman(number)
    case "upperRoman": return roman(number).uppercased()
    default: return String(number)
    }
  }

  private static func roman(_ number: Int) -> String {
    var (rest, out) = (min(max(number, 0), 3999), "")
    let signs = [
      (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"),
      (4, "iv"), (1, "i"),
    ]
    for (value, sign) in signs {
      while rest >= value {
        out += sign
        rest -= value
      }
    }
    return out
  }
}

extension String {
  /// The text with every `mark` replaced.
  fileprivate func replacing(_ mark: String, _ other: String) -> String {
    var out = ""
    var rest = Substring(self)
    while !rest.isEmpty {
      if rest.hasPrefix(mark) {
        out += other
        rest = rest.dropFirst(mark.count)
      } else {
        out.append(rest.removeFirst())
      }
    }
    return out
  }
}
