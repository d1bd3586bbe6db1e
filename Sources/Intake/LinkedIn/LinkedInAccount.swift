import Book
import Scan
import Tabular

/// `Email Addresses.csv`: the addresses that open your account.
struct LinkedInAddresses: LinkedInTable {
  let name = "linkedin-addresses"
  let spoken = "LinkedIn log-in addresses"
  let columns = ["Email Address", "Confirmed", "Primary"]

  func read(_ rows: LinkedInRows, into sink: (Reading) throws -> Void) throws {
    for row in rows.rows {
      for address in AddressText.addresses(rows.cell(row, "email address")) {
        try sink(.ownAddress(Handle(.email, address), name: "", place: row.place))
      }
    }
  }
}

/// `PhoneNumbers.csv`: your numbers.
struct LinkedInPhones: LinkedInTable {
  let name = "linkedin-phones"
  let spoken = "LinkedIn phone numbers"
  let columns = ["Extension", "Number", "Type"]

  func read(_ rows: LinkedInRows, into sink: (Reading) throws -> Void) throws {
    for row in rows.rows where !rows.cell(row, "number").isEmpty {
      try sink(.ownAddress(Handle(.phone, rows.cell(row, "number")), name: "", place: row.place))
    }
  }
}

/// `Profile.csv`: who you are on LinkedIn. It says your name, which other files of the archive need; no record comes of it.
struct LinkedInProfile: LinkedInTable {
  let name = "linkedin-profile"
  let spoken = "LinkedIn profile"
  let columns = ["First Name", "Last Name", "Headline", "Summary"]

  func read(_ rows: LinkedInRows, into sink: (Reading) throws -> Void) throws {
    guard let row = rows.rows.first else { return }
    let name = [rows.cell(row, "first name"), rows.cell(row, "last name")].filter { !$0.isEmpty }.joined(separator: " ")
    if !name.isEmpty { try sink(.ownAddress(Handle(.chat, name), name: name, place: row.place)) }
  }
}

/// `Registration.csv`: since when you are there, and which seats somebody pays for. No record comes of it; the seats are clues.
struct LinkedInRegistration: LinkedInTable {
  let name = "linkedin-registration"
  let spoken = "LinkedIn registration"
  let columns = ["Registered At", "Registration Ip"]

  func read(_ rows: LinkedInRows, into sink: (Reading) throws -> Void) throws {}

  func clues(_ source: Source, in context: ReadContext) -> Clues {
    var clues = Clues()
    let seats = try? TableRun.open(source, isHeader: isHeader) { text, table in
      var found: [String] = []
      table.rows(text) { (row, _, _) throws(Never) in
        let rows = LinkedInRows(columns: table.columns, rows: [])
        found += RowFields.list(rows.cell(.init(cells: row.cells, number: 1), "subscription types"))
        return true
      }
      return found
    }
    clues.subscriptions = seats ?? []  // a file that cannot be opened says nothing here and is told when it is read
    return clues
  }
}

/// `Positions.csv`, `Skills.csv` and what else an archive holds about yourself: nothing of it is a contact.
enum LinkedInFiles {
  /// The readers of the files of an archive.
  static let readers: [any LinkedInTable] = [
    LinkedInProfile(), LinkedInAddresses(), LinkedInPhones(), LinkedInRegistration(), LinkedInConnections(), LinkedInMessages(),
    LinkedInInvitations(), LinkedInImportedContacts(),
  ]
}
