import Foundation

/// Programs that acts call as children where they are installed.
enum Programs {
  /// Whether a program of that name stands in one of the folders of `PATH`.
  static func isInstalled(_ name: String, variables: [String: String]) -> Bool {
    (variables["PATH"] ?? "/usr/bin:/bin").split(separator: ":").contains { FileManager.default.isExecutableFile(atPath: "\($0)/\(name)") }
  }
}
