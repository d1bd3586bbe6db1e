#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

extension Epoch {
  /// Bits for two records of different people sharing something that `count` of `total` have.
  static func bits(_ count: Double, of total: Double) -> Double { log2(max(total, 2) / max(count, 0.5)) }

  /// Bits of a word of a name, from the book's own names; a name that many bear in the world is never rare.
  func rarity(_ hash: UInt64) -> Double { rarity(hash, isCommon: Words.known.common.holds(hash)) }
  /// The same of a word that is read.
  func rarity(_ word: Word) -> Double { rarity(word.hash, isCommon: word.isCommon) }

  private func rarity(_ hash: UInt64, isCommon: Bool) -> Double {
    min(isCommon ? 7.5 : 14, scale.name(max(1, Int(counts.count(hash)))))
  }

  /// Whether the word is a name of its own and no mistyping of another: known as a given name, or borne by several in the book.
  func isName(_ token: Word) -> Bool { token.hasVariants || counts.count(token.hash) >= 3 }

  /// Bits of an initial.
  func initialRarity(_ letter: UInt8, family: Bool) -> Double {
    min(5, Epoch.bits(Double(counts.count(Mix.join(.initial, UInt64(letter), family ? 1 : 0))) + 1, of: Double(names) + 8))
  }

  /// Bits of a field's value among the records.
  func fieldRarity(_ kind: Mix.Kind, _ value: String, cap: Double) -> Double {
    min(cap, Epoch.bits(Double(max(1, counts.count(Mix.hash(kind, value)))) + 0.5, of: Double(records) + 4))
  }

  /// Bits of an employer or a mail domain.
  func employerRarity(_ hash: UInt64) -> Double { min(8, scale.employer(max(1, Int(counts.count(hash))))) }

  /// How many different full names of the book could own the handle.
  func claimants(_ handle: UInt64) -> Int { Int(counts.count(Mix.join(.claim, handle, 0))) }

  /// How many different full names stand beside the mail address.
  func namesBeside(mail: UInt64) -> Int { Int(counts.count(Mix.join(.emailNames, mail, 0))) }
  /// How many different full names stand beside the number.
  func namesBeside(phone: UInt64) -> Int { Int(counts.count(Mix.join(.phoneNames, phone, 0))) }

  /// From so many bits on a pair is suggested. Doubtful pairs grow with the square of a book, and true ones only as the book does: three
  /// quarters of a bit more for every doubling keeps the share of wrong suggestions.
  var suggestBits: Double { Linker.suggestBits + 0.75 * max(0, log2(Double(population) / 5000)) }

  /// Whether two given names under one family name at one address are mostly two people, as in households, rather than one record
  /// mistyped. A book says so by itself; one that says nothing is taken to hold households.
  var strangersAtHome: Bool { households.same < 50 || Double(households.different) > 0.25 * Double(households.same) }

  /// The bits against two records taken at random being one person.
  var prior: Double { -log2(Double(population)) }
}

/// The bits of a word or an employer by how many have it. Reckoned once for small numbers: a logarithm is dear, and asked for all the time.
struct RarityScale: Sendable {
  private var names: [Double] = []
  private var employers: [Double] = []
  private let allNames: Double
  private let people: Double

  /// The scale of a book with so many names and people.
  init(names: Int, population: Int) {
    (allNames, people) = (Double(names) + 8, Double(population) + 8)
    for count in 0..<256 {
      self.names.append(Epoch.bits(Double(count) + 0.3, of: allNames))
      employers.append(Epoch.bits(Double(count) + 1, of: people))
    }
  }

  /// Bits of a word that so many names have.
  func name(_ count: Int) -> Double { count < names.count ? names[count] : Epoch.bits(Double(count) + 0.3, of: allNames) }
  /// Bits of an employer that so many people have.
  func employer(_ count: Int) -> Double { count < employers.count ? employers[count] : Epoch.bits(Double(count) + 1, of: people) }
}
