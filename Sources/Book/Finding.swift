/// Something that a mail says about a person besides who wrote to whom: a proposal, with the place that shows it. Nothing of it
/// is taken as true before the user takes it.
public struct Finding: Hashable, Sendable, Codable {
  /// What sort of finding.
  public enum Kind: String, Sendable, Codable, CaseIterable {
    /// The signature under what somebody wrote: phone, title, firm, address, web.
    case signature
    /// Somebody says that they are to be reached elsewhere now, or no more here.
    case moved
    /// A mail server says that an address does not exist any more.
    case bounce
    /// An invitation to a meeting.
    case invitation
  }

  /// One thing that a finding says.
  public struct Value: Hashable, Sendable, Codable {
    /// `phone`, `mobile`, `fax`, `email`, `title`, `organisation`, `street`, `web`; of an invitation `summary`, `attendee`.
    public var property: String
    /// As written.
    public var text: String
    /// One value.
    public init(_ property: String, _ text: String) {
      self.property = property
      self.text = text
    }
  }

  /// What became of a finding.
  public enum State: String, Sendable, Codable {
    /// Not decided.
    case open
    /// Taken into the book.
    case taken
    /// Left: not to be proposed again.
    case left
  }

  /// What sort of finding.
  public var kind: Kind
  /// The mail address it is about, in normal form.
  public var address: String
  /// The name the mail gives to that address; may be empty.
  public var name: String
  /// What is said.
  public var values: [Value]
  /// When the mail was written, seconds UTC; nil where it has no date.
  public var seconds: Int64?
  /// The file's name, without its folder.
  public var file: String
  /// Where in the file: `byte 4711`.
  public var place: String
  /// The words that show it, as written.
  public var quote: String
  /// Of a bounce: the address failed for good. Of a moved note: the writer left, rather than only changed the address.
  public var isFinal: Bool
  /// Of an invitation: when it begins, seconds UTC, how many minutes it lasts (0: unknown or all day), and the event's own id.
  public var start: Int64?
  /// See `start`.
  public var minutes: Int
  /// See `start`.
  public var uid: String
  /// What became of it.
  public var state: State

  /// A finding that is not decided.
  public init(
    _ kind: Kind, address: String, name: String = "", values: [Value] = [], seconds: Int64?, file: String, place: String, quote: String,
    isFinal: Bool = false, start: Int64? = nil, minutes: Int = 0, uid: String = ""
  ) {
    self.kind = kind
    self.address = address
    self.name = name
    self.values = values
    self.seconds = seconds
    self.file = file
    self.place = place
    self.quote = quote
    self.isFinal = isFinal
    self.start = start
    self.minutes = minutes
    self.uid = uid
    self.state = .open
  }

  /// What tells one finding from another, so that a later one about the same takes its place.
  public var key: String {
    switch kind {
    case .signature, .bounce: "\(kind.rawValue) \(address)"
    case .moved: "moved \(address) \(values.first?.text ?? "")"
    case .invitation: "invitation \(uid) \(start ?? 0)"
    }
  }

  /// The values of one property.
  public func texts(_ property: String) -> [String] { values.filter { $0.property == property }.map(\.text) }
}

/// A service that writes to an address of one's own: an account hangs on that address.
public struct ServiceNote: Hashable, Sendable, Codable {
  /// The service's domain: `linkedin.com`.
  public var domain: String
  /// What people call it.
  public var name: String
  /// What sort of service it is, if known: `identity`, `network`, `money`.
  public var sort: String
  /// The address of one's own to which it writes, in normal form; empty where no recipient was one's own.
  public var address: String
  /// What losing the account would cost, 1 to 5; 5 where access to other things or to money hangs on it.
  public var cost: Int
  /// How many mails of each kind were seen: `sign-up`, `security`, `receipt`, `social`, `notice`.
  public var counts: [String: Int]
  /// First and last time it wrote, seconds UTC; nil where no mail was dated.
  public var first: Int64?
  /// See `first`.
  public var last: Int64?
  /// The file and the place in it of the most telling mail.
  public var file: String
  /// See `file`.
  public var place: String

  /// A service and what is known of it.
  public init(
    domain: String, name: String, sort: String, address: String, cost: Int, counts: [String: Int], first: Int64?, last: Int64?,
    file: String, place: String
  ) {
    self.domain = domain
    self.name = name
    self.sort = sort
    self.address = address
    self.cost = cost
    self.counts = counts
    self.first = first
    self.last = last
    self.file = file
    self.place = place
  }

  /// What tells one from another.
  public var key: String { "\(domain) \(address)" }

  /// How many mails were seen.
  public var mails: Int { counts.values.reduce(0, +) }

  /// The same account seen in another file: the wider time, the higher cost, and of each kind the larger count, since archives
  /// overlap.
  public func merged(with other: ServiceNote) -> ServiceNote {
    var sum = self
    sum.cost = max(cost, other.cost)
    sum.counts.merge(other.counts) { max($0, $1) }
    sum.first = [first, other.first].compactMap { $0 }.min()
    sum.last = [last, other.last].compactMap { $0 }.max()
    return sum
  }

  /// What would cost most to lose first, then the last seen.
  public static func costlyFirst(_ a: ServiceNote, _ b: ServiceNote) -> Bool {
    if a.cost != b.cost { return a.cost > b.cost }
    if a.last != b.last { return a.last ?? .min > b.last ?? .min }
    return a.key < b.key
  }
}
