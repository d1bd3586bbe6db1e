import Foundation

/// JSON printed by the program, for looking into.
struct JSONDocument {
  let value: Any?

  init(_ text: String) { value = try? JSONSerialization.jsonObject(with: Data(text.utf8), options: .fragmentsAllowed) }
  private init(value: Any?) { self.value = value }

  subscript(name: String) -> JSONDocument { JSONDocument(value: (value as? [String: Any])?[name]) }
  var items: [JSONDocument] { (value as? [Any])?.map { JSONDocument(value: $0) } ?? [] }
  var text: String { value as? String ?? "" }
  var int: Int { (value as? NSNumber)?.intValue ?? -1 }
}

/// The answer key of the made-up leaver.
enum Truth {
  static var document: JSONDocument {
    let data = FileManager.default.contents(atPath: Program.fixtures + "/Fixtures/leaver-truth.json") ?? Data()
    return JSONDocument(String(decoding: data, as: UTF8.self))
  }

  /// First and last name by id.
  static let names: [String: String] = {
    var names: [String: String] = [:]
    for person in document["people"].items { names[person["id"].text] = person["first"].text + " " + person["last"].text }
    return names
  }()

  /// The names of the twelve.
  static var dozen: Set<String> { Set(document["dozen"].items.compactMap { names[$0.text] }) }
}
