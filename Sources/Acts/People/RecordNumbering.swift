import Book
import Intake

/// The records of files one by one, each with an id of its own: its native id or its number, behind the file's name where there are several.
struct RecordNumbering {
  /// One record of a file.
  struct Numbered {
    var card: Card
    var id: String
    /// The file it stands in; empty where there is only one.
    var file: String
    /// Its place there, from 1.
    var place: Int
    /// The number of the file, from 0.
    var number: Int
  }

  /// What could not be read.
  private(set) var rejections: [(file: String, rejection: Rejection)] = []
  private var taken: Set<String> = []
  private var files = 0

  /// Hands out the records of all files under `paths`; `several` where others were read before or come later. Faults: `missing`,
  /// `unreadable`.
  mutating func each(_ paths: [String], several: Bool = false, _ body: (Numbered) -> Void) throws {
    let survey = try NamedFiles.survey(paths)
    let names = Dictionary(grouping: survey.files, by: \.source.name)
    for file in try NamedFiles.readable(survey) {
      // Two files of one name are told apart by their paths.
      let name = names[file.source.name]?.count == 1 ? file.source.name : file.source.path
      try read(file, name, isAlone: !several && survey.files.count == 1, body)
      files += 1
    }
  }

  private mutating func read(_ file: Recognised, _ name: String, isAlone: Bool, _ body: (Numbered) -> Void) throws {
    let prefix = isAlone ? "" : name + "#"
    var place = 0
    try file.read(ReadContext()) { reading in
      switch reading {
      case .card(let card):
        place += 1
        // A file may hold one id twice: the second record is told by its place.
        var id = prefix + (card.nativeID ?? "\(place)")
        if !taken.insert(id).inserted {
          id = "\(prefix)\(card.nativeID ?? "")@\(place)"
          taken.insert(id)
        }
        body(Numbered(card: card, id: id, file: isAlone ? "" : name, place: place, number: files))
      case .rejected(let rejection): rejections.append((name, rejection))
      case .encounters, .ownAddress, .finding, .service: break
      }
    }
  }
}
