import Scan

/// A group of cards, in whichever of the three styles it was written: `KIND:group` with MEMBER (RFC 6350 section 6.1.4), Apple's
/// X-ADDRESSBOOKSERVER-KIND and -MEMBER, or CATEGORIES on each card.
public struct VCardGroup: Hashable, Sendable {
  /// How the source told it.
  public enum Style: Hashable, Sendable {
    /// A card of its own, `KIND:group`.
    case kind
    /// A card of its own, Apple's way.
    case addressBookServer
    /// A word in CATEGORIES.
    case categories
  }

  /// The group's name.
  public var name: String
  /// How the source told it.
  public var style: Style
  /// Where in the given cards the members stand, in order.
  public var members: [Int]
  /// Members that are none of the given cards, as they were written.
  public var unresolved: [String]
  /// Where in the given cards the group's own card stands; nil for CATEGORIES.
  public var card: Int?

  /// The groups that `cards` tell of, those with a card of their own first, then the categories in order of appearance.
  public static func collect(_ cards: [VCard]) -> [VCardGroup] {
    var places: [String: Int] = [:]
    for (i, card) in cards.enumerated() { if let uid = card.uid { places[plain(uid)] = places[plain(uid)] ?? i } }
    var groups: [VCardGroup] = []
    for (i, card) in cards.enumerated() where card.isGroup { groups.append(group(card, at: i, places)) }
    var categories: [String: Int] = [:]
    for (i, card) in cards.enumerated() where !card.isGroup {
      for word in card.properties(.categories).flatMap(\.list).compactMap({ VCard.inked($0) }) {
        if let known = categories[word] {
          if groups[known].members.last != i { groups[known].members.append(i) }
        } else {
          categories[word] = groups.count
          groups.append(VCardGroup(name: word, style: .categories, members: [i], unresolved: [], card: nil))
        }
      }
    }
    return groups
  }

  private static func group(_ card: VCard, at index: Int, _ places: [String: Int]) -> VCardGroup {
    let isModern = card.properties(.kind).contains { ASCII.small(ASCII.trimmed($0.text)) == "group" }
    var found = VCardGroup(
      name: card.summary.displayName, style: isModern ? .kind : .addressBookServer, members: [], unresolved: [], card: index)
    for property in card.properties(.member) + card.properties(.xServerMember) {
      guard let uri = VCard.inked(property.text) else { continue }
      if let place = places[plain(uri)] { found.members.append(place) } else { found.unresolved.append(uri) }
    }
    return found
  }

  /// A UID and the URI that names it, made alike: without `urn:uuid:`, in small letters.
  private static func plain(_ uid: String) -> String {
    let text = ASCII.small(uid)
    return text.hasPrefix("urn:uuid:") ? String(text.dropFirst(9)) : text
  }
}
