import Book
import Intake

/// The files under paths that the user named.
enum NamedFiles {
  /// All of them, recognised or not. Fault: `missing` where there is nothing at all.
  static func survey(_ paths: [String]) throws -> Survey {
    let survey = Intake.survey(paths)
    if survey.files.isEmpty {
      throw Fault(.missing, "There is nothing to read at \(paths.joined(separator: ", ")).", next: "cardcase import --how linkedin")
    }
    return survey
  }

  /// Those that have a reader. Fault: `unreadable` where the only file has none.
  static func readable(_ survey: Survey) throws -> [Recognised] {
    let files = survey.files
    if files.count == 1, let file = files.first, file.reader == nil {
      throw Fault(.unreadable, "\(file.source.path): \(file.trouble ?? "this cannot be read.")")
    }
    return files.filter { $0.reader != nil }
  }
}
