import Acts
public import ArgumentParser
public import Book
import Scan

/// `import`: reads files into the vault.
struct ImportVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import", abstract: "Read files, each with its owner found before a byte is kept.")
  @OptionGroup var common: Common

  @Argument(help: "Files, folders, zips.")
  var paths: [String] = []
  @Option(help: "The book to write to; an employer's data never goes to mine.")
  var book: String?
  @Option(help: "Whose employer's data it is, where the files do not say.")
  var tenure: String?
  @Option(help: "May that employer's data be on this machine: writing, policy, no, unknown.")
  var allowed: Tenure.Permission.Answer?
  @Option(help: "What becomes of rows whose owner is doubtful: hold, mine, or a job's name.")
  var doubtful: String?
  @Flag(help: "Say what would be done, and do nothing.")
  var dryRun = false
  @Flag(help: "Read and print, keep nothing; needs no vault.")
  var look = false
  @Option(help: "How to get one's files from a service: linkedin, google, outlook, apple, android, whatsapp.")
  var how: String?

  func run() throws {
    let desk = try common.desk()
    if let how {
      let answer = try GetYourFiles(service: how).run()
      return try common.show(answer) { answer.screen($0) }
    }
    guard !paths.isEmpty else { throw Fault(.usage, "Which files shall be read?", next: "cardcase import --how linkedin") }
    let doubtful: ImportFiles.Doubtful? = self.doubtful.map { $0 == "hold" ? .hold : $0 == "mine" ? .mine : .employer($0) }
    let act = ImportFiles(paths: paths, book: book, tenure: tenure, allowed: allowed, doubtful: doubtful, dryRun: dryRun)
    if !look, !dryRun { Platform.keepHeap() }
    let imported = look ? try act.look(at: desk) : try act.run(at: desk)
    try common.show(imported) { imported.screen($0, looked: look) }
  }
}

extension Tenure.Permission.Answer: ExpressibleByArgument {}

extension ImportFiles.Imported {
  func screen(_ width: Int, looked: Bool) -> [String] {
    var lines: [String] = []
    let kept = dryRun ? "would be new" : "new"
    for (book, files) in grouped() {
      lines.append(book)
      lines += Columns.table(
        files.map { file in
          let tally = file.tally
          var counts = ["\(tally.new) \(kept)"]
          if tally.changed > 0 { counts.append("\(tally.changed) changed") }
          if tally.same > 0 { counts.append("\(tally.same) the same") }
          if tally.rejected > 0 { counts.append("\(tally.rejected) not readable") }
          if tally.held > 0 { counts.append("\(tally.held) held back") }
          return [file.name, file.spoken, counts.joined(separator: ", ")]
        }, limits: [44, 28], indent: "  ")
    }
    let unread = files.filter { $0.trouble != nil }
    if !unread.isEmpty {
      lines.append("Not read")
      lines += Columns.table(unread.map { [$0.name, $0.trouble ?? ""] }, limits: [44], indent: "  ")
    }
    let rejections = files.flatMap { file in file.rejections.map { "\(file.name), \($0.place): \($0.reason)" } }
    for line in rejections.prefix(5) { lines += Columns.labelled("  -", line, margin: 4, width: width) }
    if rejections.count > 5 { lines.append("    and \(rejections.count - 5) more: --json lists them") }
    lines += questions(width)
    let (services, recovered) = files.reduce(into: (0, 0)) { sum, file in sum = (sum.0 + file.services, sum.1 + file.recovered) }
    if recovered > 0 {
      lines += Columns.wrap(
        recovered == 1
          ? "1 mail of your own is not in these files; it is counted because an answer quotes it."
          : "\(recovered) mails of your own are not in these files; they are counted because answers quote them.", width)
    }
    if proposals > 0 {
      lines += Columns.wrap(
        "\(proposals) \(proposals == 1 ? "thing" : "things") to take or leave: signatures, new addresses, bounces, invitations.    cardcase proposals",
        width)
    }
    if services > 0 {
      lines += Columns.wrap(
        "\(services) \(services == 1 ? "service writes" : "services write") to your addresses.    cardcase account services", width)
    }
    if looked { lines.append("Nothing was kept.") } else if dryRun { lines.append("A dry run: nothing was kept.") }
    if let people, !dryRun {
      lines.append("You know \(people) \(people == 1 ? "person" : "people") now.    cardcase dozen    wrong? cardcase undo")
    }
    return lines
  }

  private func questions(_ width: Int) -> [String] {
    var lines: [String] = []
    for question in Set(files.flatMap { $0.questions.map(\.text) }).sorted() {
      let rows = files.flatMap(\.questions).filter { $0.text == question }.reduce(0) { $0 + $1.rows }
      lines += Columns.labelled("?", "\(rows) held back: \(question)", width: width)
    }
    for question in Set(files.flatMap(\.openQuestions)).sorted() { lines += Columns.labelled("?", question, width: width) }
    return lines
  }

  private func grouped() -> [(String, [File])] {
    var order: [String] = []
    var groups: [String: [File]] = [:]
    for file in files where file.trouble == nil {
      let title =
        file.books.isEmpty
        ? "Held back" : file.books.map { $0.isMine ? "Yours" : "\($0.name): in a book of their own" }.joined(separator: "; ")
      if groups[title] == nil { order.append(title) }
      groups[title, default: []].append(file)
    }
    return order.map { ($0, groups[$0] ?? []) }
  }
}

extension ImportFiles.Imported.File {
  /// The file's name without its folders.
  var name: String { String(path.split(separator: "/").last ?? Substring(path)) }
}
