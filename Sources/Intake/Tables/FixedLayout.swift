import Book

/// A table whose columns are given: which of them holds what of a contact.
struct FixedLayout: Sendable {
  /// Every column, in the program's order.
  let columns: [String]
  /// The columns of the name and the work, by what they hold.
  let plain: [Plain: String]
  /// The columns of mail addresses, the first first; with `sorts` each has a sort (`SMTP`) and a spoken form beside it.
  let emails: [String]
  /// The columns of a mail address's sort and spoken form.
  let sorts: [(sort: String, spoken: String)]
  /// The columns of phones by label, in the order they are filled.
  let phones: [String: [String]]
  /// Columns for phones that found none of their own.
  let spare: [String]
  /// The beginnings of the address columns by label, and that for an address without a label.
  let places: [String: String]
  /// The parts behind such a beginning: street, town, region, post code, country.
  let parts: [String]
  /// The columns of web pages.
  let pages: [String]
  /// The column of a chat address.
  let chat: String?
  /// Columns that are anybody's: what has none of its own goes there with its name before it.
  let free: [String]
  /// Columns that hold what readers keep by their names, by the labels under which other programs keep it.
  let named: [String: String]
  /// The columns of a birthday: one for the whole, or year, month and day.
  let birthday: [String]

  /// What a contact has once.
  enum Plain: CaseIterable {
    case prefix, given, middle, family, suffix, full, nickname, company, department, title, notes, categories, anniversary
  }
}

extension FixedLayout {
  /// Outlook's desktop program, English.
  static let outlook = FixedLayout(
    columns: [
      "Title", "First Name", "Middle Name", "Last Name", "Suffix", "Company", "Department", "Job Title", "Business Street",
      "Business Street 2",
      "Business Street 3", "Business City", "Business State", "Business Postal Code", "Business Country/Region", "Home Street",
      "Home Street 2",
      "Home Street 3", "Home City", "Home State", "Home Postal Code", "Home Country/Region", "Other Street", "Other Street 2",
      "Other Street 3",
      "Other City", "Other State", "Other Postal Code", "Other Country/Region", "Assistant's Phone", "Business Fax", "Business Phone",
      "Business Phone 2", "Callback", "Car Phone", "Company Main Phone", "Home Fax", "Home Phone", "Home Phone 2", "ISDN", "Mobile Phone",
      "Other Fax", "Other Phone", "Pager", "Primary Phone", "Radio Phone", "TTY/TDD Phone", "Telex", "Account", "Anniversary",
      "Assistant's Name", "Billing Information", "Birthday", "Business Address PO Box", "Categories", "Children", "Directory Server",
      "E-mail Address", "E-mail Type", "E-mail Display Name", "E-mail 2 Address", "E-mail 2 Type", "E-mail 2 Display Name",
      "E-mail 3 Address",
      "E-mail 3 Type", "E-mail 3 Display Name", "Gender", "Government ID Number", "Hobby", "Home Address PO Box", "Initials",
      "Internet Free Busy", "Keywords", "Language", "Location", "Manager's Name", "Mileage", "Notes", "Office Location",
      "Organizational ID Number", "Other Address PO Box", "Priority", "Private", "Profession", "Referred By", "Sensitivity", "Spouse",
      "User 1", "User 2", "User 3", "User 4", "Web Page",
    ],
    plain: [
      .prefix: "Title", .given: "First Name", .middle: "Middle Name", .family: "Last Name", .suffix: "Suffix", .company: "Company",
      .department: "Department", .title: "Job Title", .notes: "Notes", .categories: "Categories", .anniversary: "Anniversary",
    ],
    emails: ["E-mail Address", "E-mail 2 Address", "E-mail 3 Address"],
    sorts: [
      ("E-mail Type", "E-mail Display Name"), ("E-mail 2 Type", "E-mail 2 Display Name"), ("E-mail 3 Type", "E-mail 3 Display Name"),
    ],
    phones: [
      "work": ["Business Phone", "Business Phone 2"], "home": ["Home Phone", "Home Phone 2"], "mobile": ["Mobile Phone"],
      "fax": ["Business Fax", "Home Fax", "Other Fax"], "pager": ["Pager"], "main": ["Primary Phone", "Company Main Phone"],
      "other": ["Other Phone"],
    ],
    spare: ["Other Phone", "Primary Phone", "Company Main Phone"],
    places: ["work": "Business", "home": "Home", "other": "Other", "": "Other"],
    parts: ["Street", "City", "State", "Postal Code", "Country/Region"], pages: ["Web Page"], chat: nil,
    free: ["User 1", "User 2", "User 3", "User 4"],
    named: ["manager": "Manager's Name", "assistant": "Assistant's Name", "child": "Children"], birthday: ["Birthday"])

  /// Thunderbird, English of the United States.
  static let thunderbird = FixedLayout(
    columns: [
      "First Name", "Last Name", "Display Name", "Nickname", "Primary Email", "Secondary Email", "Screen Name", "Work Phone", "Home Phone",
      "Fax Number", "Pager Number", "Mobile Number", "Home Address", "Home Address 2", "Home City", "Home State", "Home ZipCode",
      "Home Country", "Work Address", "Work Address 2", "Work City", "Work State", "Work ZipCode", "Work Country", "Job Title",
      "Department",
      "Organization", "Web Page 1", "Web Page 2", "Birth Year", "Birth Month", "Birth Day", "Custom 1", "Custom 2", "Custom 3", "Custom 4",
      "Notes",
    ],
    plain: [
      .given: "First Name", .family: "Last Name", .full: "Display Name", .nickname: "Nickname", .company: "Organization",
      .department: "Department", .title: "Job Title", .notes: "Notes",
    ],
    emails: ["Primary Email", "Secondary Email"], sorts: [],
    phones: [
      "work": ["Work Phone"], "home": ["Home Phone"], "mobile": ["Mobile Number"], "fax": ["Fax Number"], "pager": ["Pager Number"],
    ],
    spare: ["Work Phone", "Home Phone"], places: ["work": "Work", "home": "Home", "": "Work"],
    parts: ["Address", "City", "State", "ZipCode", "Country"], pages: ["Web Page 1", "Web Page 2"], chat: "Screen Name",
    free: ["Custom 1", "Custom 2", "Custom 3", "Custom 4"], named: [:], birthday: ["Birth Year", "Birth Month", "Birth Day"])
}
