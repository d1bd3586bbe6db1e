extension AddressBookService {
  /// OPTIONS (RFC 6352, 6.1): what this service can do.
  func options() -> DAVResponse {
    DAVResponse(200, headers: [("DAV", "1, 3, addressbook"), ("Allow", AddressBookService.methods.joined(separator: ", "))])
  }
}
