/// An attribute of an element. The names are a closed list; there is none that holds a script or a style.
public struct Attribute: Sendable, Hashable {
  /// The name as written.
  let name: StaticName
  /// The value, not yet escaped.
  let value: String

  private init(_ name: StaticName, _ value: String) {
    self.name = name
    self.value = value
  }

  /// The names that may be written.
  enum StaticName: String, Sendable {
    case `class`, id, lang, dir, href, rel, charset, name, content, type, value, action, method, autocomplete, scope, datetime,
      role
    case `for`
    case ariaLabel = "aria-label"
    case ariaCurrent = "aria-current"
    case ariaHidden = "aria-hidden"
    case ariaLabelledBy = "aria-labelledby"
    case maxLength = "maxlength"
  }

  /// A word of the style sheet.
  public static func style(_ word: StaticString) -> Attribute { Attribute(.class, "\(word)") }
  /// A name within the page.
  public static func id(_ word: StaticString) -> Attribute { Attribute(.id, "\(word)") }
  /// The language of what stands within.
  public static func lang(_ tag: StaticString) -> Attribute { Attribute(.lang, "\(tag)") }
  /// The direction follows the first strong letter of the text.
  public static var directionAuto: Attribute { Attribute(.dir, "auto") }
  /// Where a link leads.
  public static func href(_ address: Address) -> Attribute { Attribute(.href, address.written) }
  /// What a linked thing is to the page.
  public static func rel(_ word: StaticString) -> Attribute { Attribute(.rel, "\(word)") }
  /// `utf-8`
  public static var utf8: Attribute { Attribute(.charset, "utf-8") }
  /// The name of a field or of a meta element.
  public static func name(_ word: StaticString) -> Attribute { Attribute(.name, "\(word)") }
  /// The content of a meta element.
  public static func content(_ words: StaticString) -> Attribute { Attribute(.content, "\(words)") }
  /// The sort of a field or of a linked thing.
  public static func type(_ word: StaticString) -> Attribute { Attribute(.type, "\(word)") }
  /// What a field holds; may be a person's words.
  public static func value(_ text: String) -> Attribute { Attribute(.value, text) }
  /// Where a form is sent.
  public static func action(_ address: Address) -> Attribute { Attribute(.action, address.written) }
  /// `get`: forms of this page only ask.
  public static var methodGet: Attribute { Attribute(.method, "get") }
  /// The field does not remember what was typed on this machine.
  public static var autocompleteOff: Attribute { Attribute(.autocomplete, "off") }
  /// How many letters a field takes.
  public static func maxLength(_ count: Int) -> Attribute { Attribute(.maxLength, "\(count)") }
  /// The field a label belongs to.
  public static func labels(_ id: StaticString) -> Attribute { Attribute(.for, "\(id)") }
  /// What the head of a table counts for.
  public static func scope(_ word: StaticString) -> Attribute { Attribute(.scope, "\(word)") }
  /// A day, for machines.
  public static func datetime(_ text: String) -> Attribute { Attribute(.datetime, text) }
  /// The part it plays for a reading program.
  public static func role(_ word: StaticString) -> Attribute { Attribute(.role, "\(word)") }
  /// What a reading program says for it.
  public static func ariaLabel(_ text: String) -> Attribute { Attribute(.ariaLabel, text) }
  /// The element whose text names it.
  public static func labelledBy(_ id: StaticString) -> Attribute { Attribute(.ariaLabelledBy, "\(id)") }
  /// The page one is on.
  public static var isCurrentPage: Attribute { Attribute(.ariaCurrent, "page") }
  /// Nothing that a reading program should say.
  public static var isDecoration: Attribute { Attribute(.ariaHidden, "true") }
}
