/// What speaks for or against two records being one person. The raw values stand in answers.
public enum LinkageSignal: String, Sendable, Hashable, Codable, CaseIterable {
  /// How unlikely it is that two records of this book are one person, before anything is known of them.
  case prior
  /// The names.
  case name
  /// A name and a handle made of it, or one handle twice.
  case handle
  /// One mail address.
  case email
  /// One telephone number.
  case phone
  /// The date of birth.
  case birth
  /// The postal address.
  case address
  /// The employer, by name or by mail domain.
  case employer
  /// One profile.
  case profile
  /// One mail thread.
  case thread
  /// Junior and senior.
  case generation
}

/// One piece of evidence: bits for (positive) or against (negative), and the same in words.
public struct LinkageEvidence: Sendable, Hashable, Codable {
  /// What it rests on.
  public var signal: LinkageSignal
  /// Its weight: log2 of how much likelier it is in records of one person than in records of two.
  public var bits: Double
  /// The same in words.
  public var text: String

  /// A piece of evidence.
  public init(signal: LinkageSignal, bits: Double, text: String) {
    self.signal = signal
    self.bits = bits
    self.text = text
  }
}

/// Why two records may never be merged unasked, or not even suggested.
struct Contradiction: OptionSet, Sendable {
  let rawValue: UInt8
  /// Two different dates of birth.
  static let birth = Contradiction(rawValue: 1)
  /// Junior and senior.
  static let generation = Contradiction(rawValue: 2)
  /// Two different given names, or two different family names.
  static let name = Contradiction(rawValue: 4)
}

/// The evidence on a pair of records as numbers. `bits` is the sum, prior included.
struct Score: Sendable {
  var prior = 0.0
  /// From so many bits on a pair is suggested in this epoch.
  var bar = Linker.suggestBits
  var name = 0.0
  var handle = 0.0
  var email = 0.0
  var phone = 0.0
  var birth = 0.0
  var address = 0.0
  var employer = 0.0
  var profile = 0.0
  var thread = 0.0
  var generation = 0.0
  var against: Contradiction = []
  /// Something only one person has agrees: an address, a profile, a rare number.
  var hasStrongKey = false
  /// Whether the given names are two people's.
  var givenDiffers = false
  /// A name or handle agrees exactly and wholly.
  var relation = NameRelation.none

  /// Whether anything but names and handles agrees.
  var hasAgreement: Bool { email > 0 || phone > 0 || birth > 0 || address > 3 || employer > 0 || profile > 0 }
  /// Whether the pair is worth a suggestion.
  var isSuggested: Bool { bits >= bar && !against.contains(.generation) }

  var bits: Double { prior + name + handle + email + phone + birth + address + employer + profile + thread + generation }
}

/// How two records' names are related.
enum NameRelation: UInt8, Sendable, Comparable {
  case none, contrary, partial, variant, initial, exact
  static func < (a: NameRelation, b: NameRelation) -> Bool { a.rawValue < b.rawValue }
}
