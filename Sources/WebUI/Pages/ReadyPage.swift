public import Scan

/// If they switched you off tonight: whom you could still reach.
public struct ReadyPage: Sendable, Hashable {
  /// A way to reach people, and who is reached by it.
  public struct Way: Sendable, Hashable {
    /// The way in words: `private address and mobile, your phone`.
    public var words: String
    /// The people.
    public var people: [String]
    /// A way.
    public init(words: String, people: [String]) {
      self.words = words
      self.people = people
    }
  }

  /// A thing to do now.
  public struct Act: Sendable, Hashable {
    /// How long it takes: `2 min`.
    public var effort: String
    /// What to do.
    public var text: String
    /// The command, empty where there is none.
    public var command: String
    /// A thing to do.
    public init(effort: String, text: String, command: String = "") {
      self.effort = effort
      self.text = text
      self.command = command
    }
  }

  /// The employer's name; nil where no job is known.
  public var employer: String?
  /// The ways, the safest first.
  public var ways: [Way]
  /// What is in doubt, in sentences.
  public var doubts: [String]
  /// The best things to do now.
  public var acts: [Act]
  /// When to look again.
  public var next: Day

  /// What would be left.
  public init(employer: String?, ways: [Way], doubts: [String] = [], acts: [Act] = [], next: Day) {
    self.employer = employer
    self.ways = ways
    self.doubts = doubts
    self.acts = acts
    self.next = next
  }

  /// The page.
  public func page() -> Page {
    Page(title: "Ready", place: .ready, content: content)
  }

  @Parts private var content: [Node] {
    Node.make(.h1) {
      "If "
      Node.name(employer ?? "your employer")
      " switched you off tonight"
    }
    if ways.allSatisfy(\.people.isEmpty) {
      Node.p {
        "Whom would you hate to lose? Type them: "
        Node.command("cardcase ties pin \"NAME\"")
      }
    } else {
      Node.make(.dl, [.style("ways")]) {
        for way in ways {
          Node.make(.div) {
            Node.make(.dt) {
              Node.make(.span, [.style("count")]) { "\(way.people.count)" }
              " "
              Node.name(way.words)
            }
            Node.make(.dd) { Node.name(way.people.isEmpty ? "nobody" : way.people.joined(separator: ", ")) }
          }
        }
      }
    }
    for doubt in doubts { Node.p { Node.name(doubt) } }
    if !acts.isEmpty {
      Node.section(acts.count == 1 ? "Best thing to do now" : "Best things to do now") {
        Node.make(.ol, [.style("acts")]) {
          for act in acts {
            Node.make(.li) {
              Node.make(.span, [.style("how")]) { Node.name(act.effort) }
              " "
              Node.name(act.text)
              if !act.command.isEmpty {
                " "
                Node.command(act.command)
              }
            }
          }
        }
      }
    }
    Node.p(.style("quiet")) {
      "Next look: "
      Node.make(.time, [.datetime(next.description)]) { next.spoken }
      ". This sent nothing to anyone."
    }
  }
}
