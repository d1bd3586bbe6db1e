public import Book
public import Scan

/// Something to ask for before signing: what is broad in a clause, and wording to propose.
public struct ClauseAsk: Sendable, Hashable {
  /// The clause's kind.
  public var kind: Clause.Kind
  /// Its section, where it has one.
  public var section: String
  /// Its words.
  public var quote: String
  /// What is broad about it, in one sentence.
  public var finding: String
  /// What to ask for.
  public var ask: String
  /// Wording to propose.
  public var wording: String
}

/// What to ask for before signing an agreement: which clauses reach further than is usual, and how to say it instead.
public enum ClauseAdvice {
  /// What is worth asking, in the order of the clauses; last, the clause that every agreement lacks most: the right to keep personal contacts.
  public static func asks(_ clauses: [Clause]) -> [ClauseAsk] {
    var asks = clauses.flatMap(asks(on:))
    if !clauses.contains(where: { $0.kind == .contactsCarveOut }) {
      asks.append(
        ClauseAsk(
          kind: .contactsCarveOut, section: "", quote: "", finding: "Nothing here lets you keep your personal contacts.",
          ask: "A right to keep personal contacts, cards given to you, and your own profiles.",
          wording:
            "Nothing in this agreement obliges the Employee to hand over, delete or give up the Employee's own profiles on professional "
            + "networks, their connections, business cards given to the Employee personally, or personal contact details "
            + "(names, addresses, telephone numbers); the Employee may keep them after the end of employment."))
    }
    return asks
  }

  /// The asks as a value for `--json`.
  public static func json(_ asks: [ClauseAsk]) -> JSON {
    .array(
      asks.map {
        [
          "kind": .string($0.kind.rawValue), "section": .string($0.section), "quote": .string($0.quote), "finding": .string($0.finding),
          "ask": .string($0.ask), "wording": .string($0.wording),
        ]
      })
  }

  private static func asks(on clause: Clause) -> [ClauseAsk] {
    var found: [ClauseAsk] = []
    func add(_ finding: String, _ ask: String, _ wording: String) {
      found.append(
        ClauseAsk(kind: clause.kind, section: clause.section, quote: clause.quote, finding: finding, ask: ask, wording: wording))
    }
    switch clause.kind {
    case .nonCompete: nonCompete(clause, add)
    case .nonSolicitCustomers, .noService: customers(clause, add)
    case .nonSolicitEmployees:
      if (clause.months ?? 0) > 12 {
        add("It runs longer than a year.", "Twelve months at most.", "for a period of six months after the end of employment")
      }
    case .socialMedia:
      add(
        "It reaches your accounts or connections.", "Company pages only; personal profiles stay yours.",
        "This section applies to pages and accounts opened by or for the Company in its own name, and not to the Employee's personal profiles "
          + "or their connections.")
    case .returnOfProperty:
      if clause.items.contains(where: { [.businessCards, .rolodex, .addressBook, .contactsDirectory].contains($0) }) {
        add(
          "It names cards or an address book among what must be returned.", "Cards given to you personally stay with you.",
          "except business cards given to the Employee personally and the Employee's personal address book, of which the Company may ask a copy"
        )
      }
    case .confidentiality:
      if clause.items.contains(.customerList) {
        add(
          "Customer lists are named as secret; a single name that you know is not a list.",
          "General knowledge, and names publicly known, left out.",
          "Confidential Information does not include the names and business addresses of persons whom the Employee knows personally or that are "
            + "publicly available, nor the Employee's general skill and knowledge.")
      }
    case .liquidatedDamages:
      add(
        "It sets a sum for a breach\(clause.sum.map { ": \($0)" } ?? "").", "No fixed sum, or a cap.",
        "limited to the loss actually caused and shown")
    case .tolling:
      add("The time starts anew with a breach.", "A fixed end.", "but in no case later than twelve months after the end of employment")
    default: break
    }
    return found
  }

  private static func nonCompete(_ clause: Clause, _ add: (String, String, String) -> Void) {
    if clause.months == nil, clause.days == nil {
      add("It gives no time.", "An end.", "for a period of six months after the end of employment")
    } else if (clause.months ?? 0) > 12 {
      add(
        "It runs longer than a year.", "Six to twelve months, with pay.",
        "for a period of six months, during which the Company pays the Employee's base salary")
    }
    if clause.territory == nil {
      add(
        "It names no area.", "The places where you worked.",
        "within the area in which the Employee worked during the last twelve months of employment")
    }
  }

  private static func customers(_ clause: Clause, _ add: (String, String, String) -> Void) {
    if clause.covers.contains(.allCustomers) || clause.covers.isEmpty {
      add(
        "It covers every customer, also those you never met.", "Only customers you dealt with in the last twelve months.",
        "any customer with whom the Employee personally dealt in the twelve months before the end of employment")
    }
    if clause.covers.contains(.prospects) {
      add(
        "It covers prospects.", "Only those to whom you made an offer.",
        "and, of prospective customers, only those to whom the Employee made an offer in that time")
    }
    if (clause.months ?? 0) > 12 {
      add("It runs longer than a year.", "Twelve months at most.", "for a period of six months after the end of employment")
    }
    if clause.months == nil, clause.days == nil {
      add("It gives no time.", "An end.", "for a period of six months after the end of employment")
    }
    if clause.kind == .noService {
      add(
        "It bars even business that comes by itself.", "Soliciting only.",
        "Nothing in this section prevents the Employee from dealing with a customer who approaches the Employee without having been solicited."
      )
    }
    add(
      "It does not say that contact is not solicitation.", "A sentence that lets people stay in touch.",
      "A notice of a change of position, a connection on a professional network and social contact are not solicitation.")
  }
}
