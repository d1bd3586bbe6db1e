import Acts
import ArgumentParser
import Book

/// `doctor`: checks the vault.
struct DoctorVerb: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "doctor", abstract: "Check the vault and this machine.")
  @OptionGroup var common: Common
  @Flag(help: "Mend what can be mended.")
  var repair = false

  func run() throws {
    let examined = try ExamineVault(repair: repair).run(at: common.desk())
    try common.show(examined) { width in
      var lines = examined.problems.isEmpty ? ["The vault is sound."] : ["Something is not as it should be:"]
      lines += examined.problems.flatMap { Columns.labelled("  -", $0, margin: 4, width: width) }
      lines += examined.mended.map { "Mended: \($0)" }
      lines += examined.notices.flatMap { Columns.labelled("Note", $0, width: width) }
      return lines
    }
  }
}
