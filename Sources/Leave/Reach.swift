public import Book

/// By which ways of your own a person can be reached when the employer switches everything off.
public struct Reach: Hashable, Sendable {
  /// The ways, the safest first.
  public enum Way: Int, Sendable, Comparable, CaseIterable {
    /// They write to your private address, and you to theirs.
    case privateMail
    /// You hold a private address and a mobile number.
    case addressAndMobile
    /// You hold a private address.
    case address
    /// You hold a mobile number.
    case mobile
    /// A connection on a network, and nothing else.
    case network
    /// Nothing of your own.
    case none

    /// The way as documents write it: `private-mail`.
    public var word: String {
      switch self {
      case .privateMail: "private-mail"
      case .addressAndMobile: "address-and-mobile"
      case .address: "address"
      case .mobile: "mobile"
      case .network: "network"
      case .none: "none"
      }
    }

    /// The way as screens and pages say it.
    public var spoken: String {
      switch self {
      case .privateMail: "write to your private address"
      case .addressAndMobile: "private address and mobile, your phone"
      case .address: "private address"
      case .mobile: "mobile only, your phone"
      case .network: "by one thread: LinkedIn"
      case .none: "lost"
      }
    }

    /// The safer comes first.
    public static func < (a: Way, b: Way) -> Bool { a.rawValue < b.rawValue }
  }

  /// The person's id in the book that knows them.
  public var person: Person.ID
  /// The name to show.
  public var name: String
  /// You and they exchanged mail by your private account.
  public var exchangesPrivately: Bool
  /// A private mail address is in your own book.
  public var privateAddress: Bool
  /// A mobile number is in your own book.
  public var mobile: Bool
  /// The mobile number came by a phone that synced with the employer's account, or may have.
  public var mobileInDoubt: Bool
  /// A connection on a network is in your own book.
  public var network: Bool
  /// Office addresses known (they end when the person changes jobs).
  public var officeAddresses: Int
  /// Office lines known.
  public var officeLines: Int

  /// What is known of one person.
  public init(
    person: Person.ID, name: String, exchangesPrivately: Bool = false, privateAddress: Bool = false, mobile: Bool = false,
    mobileInDoubt: Bool = false,
    network: Bool = false, officeAddresses: Int = 0, officeLines: Int = 0
  ) {
    self.person = person
    self.name = name
    self.exchangesPrivately = exchangesPrivately
    self.privateAddress = privateAddress
    self.mobile = mobile
    self.mobileInDoubt = mobileInDoubt
    self.network = network
    self.officeAddresses = officeAddresses
    self.officeLines = officeLines
  }

  /// The safest way there is.
  public var way: Way { way(countingMobiles: true) }

  /// The safest way there is, the numbers of a synced phone counted or not.
  public func way(countingMobiles: Bool) -> Way {
    let mobile = mobile && (countingMobiles || !mobileInDoubt)
    // A private address that came only by that phone is in the same doubt as its numbers.
    let address = privateAddress && (countingMobiles || !mobileInDoubt || exchangesPrivately)
    if exchangesPrivately { return .privateMail }
    if address { return mobile ? .addressAndMobile : .address }
    if mobile { return .mobile }
    return network ? .network : .none
  }

  /// The last word of the name, for short lists.
  public var surname: String { Reach.surname(of: name) }

  /// The family name of a name as shown: what stands from the second word on, without particles being lost (`Ibáñez Ruiz`, `Ní Bhriain`).
  public static func surname(of name: String) -> String {
    let words = name.split(separator: " ")
    guard words.count > 1 else { return name }
    return words.dropFirst().joined(separator: " ")
  }
}

/// What `ready` tells: whom one could still reach, and what one answer would change.
public struct Readiness: Sendable {
  /// Everybody asked about, in the order given.
  public var people: [Reach]

  /// Over these people.
  public init(_ people: [Reach]) { self.people = people }

  /// People by their way, the ways that nobody has left out; `none` is always there.
  public func groups(countingMobiles: Bool = true) -> [(way: Reach.Way, people: [Reach])] {
    Reach.Way.allCases.compactMap { way in
      let members = people.filter { $0.way(countingMobiles: countingMobiles) == way }
      return members.isEmpty && way != .none ? nil : (way, members)
    }
  }

  /// How many are lost.
  public var lost: Int { people.filter { $0.way == .none }.count }
  /// How many hang by one thread.
  public var byOneThread: [Reach] { people.filter { $0.way == .network } }
  /// Whose numbers would be in doubt if the phone synced.
  public var inDoubt: [Reach] { people.filter(\.mobileInDoubt) }
  /// Office addresses and lines that end when these people change jobs too.
  public var office: (addresses: Int, lines: Int) {
    (people.filter { $0.officeAddresses > 0 }.count, people.filter { $0.officeLines > 0 }.count)
  }
}
