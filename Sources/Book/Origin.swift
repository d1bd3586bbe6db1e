public import Scan

/// Where a datum came from.
public struct Origin: Hashable, Sendable, Codable {
  /// The reader's name for the source: `vcard`, `google-csv`, `linkedin`, `mbox`, `typed`.
  public var source: String
  /// The file's name, without its folder.
  public var file: String
  /// Where in the source: `row 12`, `card 3`, `byte 4711`.
  public var place: String
  /// The account of yours through which it came, if known.
  public var account: String?
  /// When it was read.
  public var read: Moment
  /// How it was obtained, in the words of the one who knows: `given to me personally`, `exported by me`.
  public var obtained: String?

  /// All that is known.
  public init(source: String, file: String, place: String, account: String? = nil, read: Moment, obtained: String? = nil) {
    self.source = source
    self.file = file
    self.place = place
    self.account = account
    self.read = read
    self.obtained = obtained
  }
}

/// The reason for which a datum may pass the door into your own book.
public struct Ground: Hashable, Sendable, Codable {
  /// The sorts of ground there are.
  public enum Kind: String, Sendable, Codable, CaseIterable {
    /// The contact gave it to you personally.
    case givenToMe = "given"
    /// The contact agreed that you keep it.
    case agreed
    /// The contact published it.
    case published
    /// You had it before this job.
    case hadBefore = "had-before"
    /// Your employer allows it.
    case employerAllows = "employer-allows"
  }
  /// The sort of ground.
  public var kind: Kind
  /// In your own words: `she gave me her card, Hannover 2022`.
  public var words: String
  /// When it arose, if known.
  public var day: Day?
  /// The shortest excerpt that shows it, quoted.
  public var excerpt: String?
  /// SHA-256 of the evidence as it lay in the employer's book, in hexadecimal.
  public var digest: String?

  /// A ground.
  public init(_ kind: Kind, words: String, day: Day? = nil, excerpt: String? = nil, digest: String? = nil) {
    self.kind = kind
    self.words = words
    self.day = day
    self.excerpt = excerpt
    self.digest = digest
  }

  /// `Why you may keep it: ...`
  public var spoken: String {
    let reason =
      switch kind {
      case .givenToMe: "it was given to you personally"
      case .agreed: "they agreed that you keep it"
      case .published: "they published it"
      case .hadBefore: "you had it before this job"
      case .employerAllows: "your employer allows it"
      }
    return words.isEmpty ? reason : "\(reason): \(words)"
  }
}
