extension AddressBookService {
  /// PUT, DELETE and all else that would change something: 403, naming the privilege that is missing (RFC 3744, 7.1.1).
  func refuse(_ method: String, at resource: Resource?) -> DAVResponse {
    let privilege =
      switch method {
      case "PUT", "PATCH", "POST": "write-content"
      case "DELETE", "MOVE": "unbind"
      case "MKCOL", "COPY": "bind"
      case "PROPPATCH": "write-properties"
      case "ACL": "write-acl"
      default: "write"
      }
    let missing = XMLElement(
      .dav("resource"), [Properties.href(resource ?? .book), XMLElement(.dav("privilege"), [XMLElement(.dav(privilege))])])
    return .refusal(403, XMLElement(.dav("need-privileges"), [missing]))
  }
}
