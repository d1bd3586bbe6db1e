public import Book
internal import Scan
internal import Yams

/// A case posed in the closed words: what `may --situation FILE` reads.
public struct PosedCase: Hashable, Sendable {
  /// Its id, or its number in the file.
  public var id: String
  /// The place, by code or name.
  public var place: String
  /// What was or would be done.
  public var input: RulingInput

  /// A case.
  public init(id: String, place: String, input: RulingInput) {
    self.id = id
    self.place = place
    self.input = input
  }

  /// Reads one mapping, a list of them, or a file with `cases`, as YAML or JSON. An unknown word is named, never guessed.
  public static func read(_ text: String) throws(Fault) -> [PosedCase] {
    let document: Node
    do {
      guard let node = try Yams.compose(yaml: text) else {
        throw Fault(.usage, "The situation is empty.", next: "See the example in the manual.")
      }
      document = node
    } catch let fault as Fault {
      throw fault
    } catch {
      throw Fault(.unreadable, "The situation is neither YAML nor JSON.", underlying: "\(error)")
    }
    let nodes: [Node]
    if let sequence = document.sequence {
      nodes = Array(sequence)
    } else if document["cases"]?.sequence != nil {
      nodes = document.rows("cases")
    } else {
      nodes = [document]
    }
    guard nodes.count <= 10_000 else { throw Fault(.limit, "More than 10,000 situations in one file.") }
    var cases: [PosedCase] = []
    for (index, node) in nodes.enumerated() {
      let id = node.text("id") ?? String(index + 1)
      guard let place = node.text("jurisdiction") else { throw Fault(.usage, "\(id): the situation has no \"jurisdiction\".") }
      guard let input = node["input"] else { throw Fault(.usage, "\(id): the situation has no \"input\".") }
      cases.append(PosedCase(id: id, place: place, input: try RulingInput(input, id: id)))
    }
    return cases
  }
}
