import Book
import Scan

/// `Connections.csv`: your connections, each with their firm and role, seldom with an address. Older ones lack the profile
/// and the note in front. A row may hold the date alone: the person is gone, the record is kept.
struct LinkedInConnections: LinkedInTable {
  let name = "linkedin-connections"
  let spoken = "LinkedIn connections"
  let columns = ["First Name", "Last Name", "Company", "Position", "Connected On"]

  func read(_ rows: LinkedInRows, into sink: (Reading) throws -> Void) throws {
    for row in rows.rows {
      var fields = ContactFields()
      let (family, degrees) = LinkedInText.family(rows.cell(row, "last name"))
      fields.name = PersonName(given: LinkedInText.family(rows.cell(row, "first name")).name, family: family)
      if !degrees.isEmpty { fields.others.append(.init(degrees, label: "Degrees")) }
      fields.organisation = rows.cell(row, "company")
      fields.title = rows.cell(row, "position")
      let profile = LinkedInText.profile(rows.cell(row, "url"))
      if let profile { fields.handles.append(.init(profile)) }
      for address in AddressText.addresses(rows.cell(row, "email address")) { fields.handles.append(.init(Handle(.email, address))) }
      if let day = LinkedInText.day(rows.cell(row, "connected on")) { fields.dates.append(.init(day, label: "connected")) }
      try sink(rows.card(row, fields, id: profile?.normal))
    }
  }
}

/// `ImportedContacts.csv`, once `Contacts.csv`: what you let LinkedIn take from your phone or mail.
struct LinkedInImportedContacts: LinkedInTable {
  let name = "linkedin-imported"
  let spoken = "contacts imported to LinkedIn"
  let columns = ["Source", "FirstName", "LastName", "Emails", "PhoneNumbers"]

  func read(_ rows: LinkedInRows, into sink: (Reading) throws -> Void) throws {
    for row in rows.rows {
      var fields = ContactFields()
      fields.name = PersonName(given: rows.cell(row, "firstname"), family: rows.cell(row, "lastname"))
      let full = rows.cell(row, "fullname")
      if !full.isEmpty { fields.name.full = full }
      fields.organisation = rows.cell(row, "companies")
      fields.title = rows.cell(row, "title")
      for address in AddressText.addresses(rows.cell(row, "emails")) { fields.handles.append(.init(Handle(.email, address))) }
      for number in RowFields.list(rows.cell(row, "phonenumbers")) { fields.handles.append(.init(Handle(.phone, number))) }
      for site in RowFields.list(rows.cell(row, "sites") + "," + rows.cell(row, "profiles")) {
        WebAddress.add(site, label: "", to: &fields)
      }
      for column in ["source", "location", "addresses"] where !rows.cell(row, column).isEmpty {
        fields.others.append(.init(rows.cell(row, column), label: column))
      }
      try sink(rows.card(row, fields, id: nil))
    }
  }
}
