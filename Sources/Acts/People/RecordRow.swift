import Book
import Linkage
import Scan

extension LinkageRecord {
  /// A row of a table of records as linkage research writes them (`record_id` or `rec_id`, `given_name`, `surname`, `suburb`,
  /// `birth_date` ...), column by column; nil for any other row. Other columns are left alone.
  static func record(in card: Card, id: String, source: Int) -> LinkageRecord? {
    guard card.format == .row else { return nil }
    let pairs: JSON
    do { pairs = try JSON.parse(card.bytes.span) } catch { return nil }  // then the card's fields tell what there is
    var cells: [String: String] = [:]
    for pair in pairs.items ?? [] {
      if let name = pair[0]?.text, let value = pair[1]?.text { cells[ASCII.lower(ASCII.trim(name))] = ASCII.trim(value) }
    }
    guard cells["record_id"] ?? cells["rec_id"] != nil else { return nil }
    func cell(_ name: String) -> String { cells[name] ?? "" }
    func list(_ name: String) -> [String] { cell(name).split(separator: ";").map { ASCII.trim(String($0)) }.filter { !$0.isEmpty } }
    var record = LinkageRecord(id: id, emails: list("email"), phones: list("phone"), source: source)
    let name = LinkageName(full: cell("name"), given: cell("given_name"), family: cell("surname"))
    if name != LinkageName() { record.names = [name] }
    let address = LinkageAddress(
      number: cell("street_number"), street: cell("address_1"), extra: cell("address_2"), locality: cell("suburb"),
      postcode: cell("postcode"),
      region: cell("state"))
    if address != LinkageAddress() { record.addresses = [address] }
    record.birth = LinkageBirth(cell("birth_date").isEmpty ? cell("date_of_birth") : cell("birth_date"))
    return record
  }
}
