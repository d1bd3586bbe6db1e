/// One format under fuzzing: a function that reads hostile bytes and tells when a promise of the format is broken. It must not
/// crash, nor take more than two seconds or 256 MB for one item.
public struct FuzzTarget: Sendable {
  /// What `tools/fuzz` calls it.
  public let name: String
  /// The longest item worth trying, in bytes.
  public let longest: Int
  /// The folder of kept items, below `Fuzz/Corpus`.
  public let folder: String
  /// The list of words that the format is made of, below `Fuzz/Words`.
  public let words: String
  /// Reads one item. Gives one sentence on the promise that it broke, or nil.
  public let run: @Sendable ([UInt8]) -> String?

  init(_ name: String, longest: Int = 4096, folder: String? = nil, words: String, run: @escaping @Sendable ([UInt8]) -> String?) {
    self.name = name
    self.longest = longest
    self.folder = folder ?? name
    self.words = words
    self.run = run
  }

  /// Every target, in the order of the floors.
  public static let all: [FuzzTarget] = scanning + cards + tables + calendars + mail + archives + services + sources

  /// The target of that name.
  public static func named(_ name: String) -> FuzzTarget? { all.first { $0.name == name } }
}

/// The first sentence that is not nil.
func first(_ sentences: String?...) -> String? { sentences.lazy.compactMap { $0 }.first }

/// `sentence` unless `holds`.
func unless(_ holds: Bool, _ sentence: @autoclosure () -> String) -> String? { holds ? nil : sentence() }

/// Where two texts part, with what stands there in each.
func difference(_ a: [UInt8], _ b: [UInt8]) -> String {
  let place = Swift.zip(a, b).prefix { $0 == $1 }.count
  func near(_ bytes: [UInt8]) -> String {
    String(decoding: bytes[max(0, min(place, bytes.count) - 40)..<min(bytes.count, place + 40)], as: UTF8.self).debugDescription
  }
  return "at \(place): \(near(a)) and \(near(b))"
}
