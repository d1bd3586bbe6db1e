import Scan

/// The properties of the service's resources: one place that says which resource has which, and their values.
struct Properties {
  let title: String
  let tag: String

  /// What a request asks for.
  enum Wanted: Hashable {
    /// The names alone.
    case names
    /// The usual ones (RFC 4918, 14.2), and those named besides.
    case all(including: [XMLName])
    /// These.
    case named([XMLElement])
  }

  /// The names a resource answers to, in a stable order. `isUsual`: part of `allprop`.
  static func names(of resource: Resource) -> [(name: XMLName, isUsual: Bool)] {
    var names: [(XMLName, Bool)] = [(.dav("resourcetype"), true)]
    switch resource {
    case .card: names += [(.dav("getetag"), true), (.dav("getcontenttype"), true), (.dav("getcontentlength"), true)]
    case .book:
      names += [
        (.dav("displayname"), true), (.server("getctag"), false), (.card("supported-address-data"), false),
        (.card("max-resource-size"), false),
        (.card("supported-collation-set"), false), (.dav("supported-report-set"), false),
      ]
    case .principal: names += [(.dav("displayname"), true), (.dav("principal-URL"), false), (.card("addressbook-home-set"), false)]
    case .root, .home: names += [(.dav("displayname"), true)]
    }
    return names + [(.dav("current-user-principal"), false), (.dav("current-user-privilege-set"), false), (.dav("owner"), false)]
  }

  /// The value of one property; nil where the resource has none of that name. `card` must be given for a card.
  func value(_ name: XMLName, of resource: Resource, card: ShelfCard?) -> XMLElement? {
    guard Properties.names(of: resource).contains(where: { $0.name == name }) else { return nil }
    switch (name.space, name.local) {
    case ("DAV:", "resourcetype"): return XMLElement(name, resourceType(resource))
    case ("DAV:", "displayname"): return XMLElement(name, text: displayName(resource))
    case ("DAV:", "getetag"): return card.map { XMLElement(name, text: "\"\($0.etag)\"") }
    case ("DAV:", "getcontenttype"): return XMLElement(name, text: "text/vcard; charset=utf-8")
    case ("DAV:", "getcontentlength"): return card.map { XMLElement(name, text: String($0.bytes.count)) }
    case ("DAV:", "current-user-principal"), ("DAV:", "principal-URL"), ("DAV:", "owner"):
      return XMLElement(name, [Properties.href(.principal)])
    case ("DAV:", "current-user-privilege-set"):
      return XMLElement(
        name, ["read", "read-current-user-privilege-set"].map { XMLElement(.dav("privilege"), [XMLElement(.dav($0))]) })
    case ("DAV:", "supported-report-set"):
      return XMLElement(
        name,
        ["addressbook-multiget", "addressbook-query"].map {
          XMLElement(.dav("supported-report"), [XMLElement(.dav("report"), [XMLElement(.card($0))])])
        })
    case (_, "addressbook-home-set"): return XMLElement(name, [Properties.href(.home)])
    case (_, "getctag"): return XMLElement(name, text: tag)
    case (_, "max-resource-size"): return XMLElement(name, text: "1048576")
    case (_, "supported-address-data"):
      return XMLElement(
        name, ["3.0", "4.0"].map { XMLElement(.card("address-data-type"), attributes: ["content-type": "text/vcard", "version": $0]) })
    case (_, "supported-collation-set"):
      return XMLElement(name, Collation.allCases.map { XMLElement(.card("supported-collation"), text: $0.rawValue) })
    default: return nil
    }
  }

  static func href(_ resource: Resource) -> XMLElement { XMLElement(.dav("href"), text: resource.href) }

  private func resourceType(_ resource: Resource) -> [XMLElement] {
    switch resource {
    case .card: []
    case .book: [XMLElement(.dav("collection")), XMLElement(.card("addressbook"))]
    case .principal: [XMLElement(.dav("collection")), XMLElement(.dav("principal"))]
    case .root, .home: [XMLElement(.dav("collection"))]
    }
  }

  private func displayName(_ resource: Resource) -> String {
    switch resource {
    case .root: "Cardcase"
    case .principal: "You"
    case .home: "Your address books"
    case .book, .card: title
    }
  }

  /// The `response` element of one resource: what it has with status 200, what it lacks with 404. `data` makes the address data
  /// where a report asks for it.
  func response(_ resource: Resource, _ wanted: Wanted, card: ShelfCard? = nil, data: (XMLElement) -> XMLElement? = { _ in nil })
    -> XMLElement
  {
    var found: [XMLElement] = []
    var missing: [XMLElement] = []
    let names = Properties.names(of: resource)
    switch wanted {
    case .names: found = names.map { XMLElement($0.name) }
    case .all(let including):
      let more = including.filter { name in !names.contains { $0.name == name && $0.isUsual } }
      for name in names.filter(\.isUsual).map(\.name) + more {
        if let value = value(name, of: resource, card: card) { found.append(value) } else { missing.append(XMLElement(name)) }
      }
    case .named(let elements):
      for element in elements {
        if let value = data(element) ?? value(element.name, of: resource, card: card) {
          found.append(value)
        } else {
          missing.append(XMLElement(element.name))
        }
      }
    }
    var parts = [Properties.href(resource)]
    if !found.isEmpty || missing.isEmpty { parts.append(Multistatus.propstat(found, status: 200)) }
    if !missing.isEmpty { parts.append(Multistatus.propstat(missing, status: 404)) }
    return XMLElement(.dav("response"), parts)
  }
}

extension Properties.Wanted {
  /// What the content of a `propfind` or a report asks for; nil where it is none of the known forms.
  init?(_ request: XMLElement) {
    if let prop = request.first(.dav("prop")) {
      var seen: Set<XMLName> = []
      self = .named(prop.children.filter { seen.insert($0.name).inserted })
    } else if request.first(.dav("allprop")) != nil {
      self = .all(including: request.first(.dav("include"))?.children.map(\.name) ?? [])
    } else if request.first(.dav("propname")) != nil {
      self = .names
    } else {
      return nil
    }
  }
}
