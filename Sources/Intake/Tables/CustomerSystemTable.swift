import Book
import Scan
import Tabular

/// Contacts of HubSpot, in whatever language: a record id and the owner of the contact. Always an employer's.
struct HubSpotTable: MappedTable {
  let name = "hubspot-csv"
  let spoken = "HubSpot contacts (customer system)"
  let nature = Nature.customerSystem

  func fits(_ mapping: TableMapping) -> Confidence {
    let columns = mapping.columns.map(ASCII.lower)
    guard columns.contains(where: { $0.hasPrefix("record id") || $0.hasPrefix("datensatz-id") }) || mapping.meanings.contains(.id) else {
      return .no
    }
    if columns.contains(where: { $0.hasPrefix("record id") }), columns.contains("contact owner") || columns.contains("lifecycle stage") {
      return .certain
    }
    let owned = mapping.meanings.contains(.owner)
    return owned && (mapping.meanings.contains(.given) || mapping.meanings.contains(.full)) ? .likely : .no
  }
}

/// Contacts of Salesforce, from its data export or a report. Always an employer's; its opt-outs are kept.
struct SalesforceTable: MappedTable {
  let name = "salesforce-csv"
  let spoken = "Salesforce contacts (customer system)"
  let nature = Nature.customerSystem

  func fits(_ mapping: TableMapping) -> Confidence {
    let columns = Set(mapping.columns.map(ASCII.lower))
    if columns.isSuperset(of: ["id", "lastname", "ownerid"]) { return .certain }
    let report = ["contact id", "account name", "contact owner", "last name"].filter(columns.contains).count
    return report >= 3 ? .certain : .no
  }
}

/// Contacts of another customer system: somebody at the firm owns the record, or a stage of a sale stands beside it.
struct OtherCustomerSystemTable: MappedTable {
  let name = "crm-csv"
  let spoken = "contacts of a customer system"
  let nature = Nature.customerSystem

  func fits(_ mapping: TableMapping) -> Confidence {
    guard mapping.isContactTable else { return .no }
    let stage = mapping.words.contains {
      $0.contains("lead") || $0.contains("deals") || $0.contains("pipeline") || $0 == ["lifecycle", "stage"]
    }
    return mapping.meanings.contains(.owner) || stage ? .likely : .no
  }
}
