public import Book
import Scan
public import VCard

/// What a record says and no property of vCard is made for: fields of the source's own, further dates, a former name, a wish not to be
/// written to. Each travels with its name in a property of ours and is read back from it.
public enum FurtherFields {
  /// The property.
  static let property = "X-CARDCASE-FIELD"

  private enum Sort: String { case date, former = "former-name", doNotContact = "do-not-contact" }

  /// The properties that hold what a card of `fields` has no other place for.
  public static func properties(_ fields: ContactFields) -> [VCard.Property] {
    func property(_ label: String, _ text: String, _ sort: Sort? = nil) -> VCard.Property {
      let parameters = [VCard.Parameter("X-LABEL", label)] + (sort.map { [VCard.Parameter("TYPE", $0.rawValue)] } ?? [])
      return VCard.Property(FurtherFields.property, text: text, parameters: parameters)
    }
    var out = fields.others.map { property($0.label, $0.value) }
    var dates = fields.dates
    // The first anniversary has a property of its own.
    if let first = dates.firstIndex(where: { ASCII.lower($0.label) == "anniversary" }) { dates.remove(at: first) }
    for date in dates {
      let written = PartialDate(year: date.value.year, month: date.value.month, day: date.value.day).written40
      if let written { out.append(property(date.label, written, .date)) }
    }
    if !fields.name.former.isEmpty { out.append(property("", fields.name.former, .former)) }
    return out + fields.doNotContact.map { property("", $0, .doNotContact) }
  }

  /// Takes what such properties of `card` say.
  static func read(_ card: VCard, into fields: inout ContactFields) {
    for property in card.properties(FurtherFields.property) {
      let (label, text) = (property.first("X-LABEL") ?? "", property.text)
      switch property.types.first.flatMap(Sort.init) {
      case .former: fields.name.former = text
      case .doNotContact: fields.doNotContact.append(text)
      case .date:
        if let date = PartialDate(text) {
          fields.dates.append(.init(PartialDay(year: date.year, month: date.month, day: date.day), label: label))
        }
      case nil: fields.others.append(.init(text, label: label))
      }
    }
  }
}
