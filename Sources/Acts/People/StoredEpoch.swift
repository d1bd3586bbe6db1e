import Book
import Foundation
import Linkage
import Scan
import Vault

/// The epoch a book is linked within, as a fact of that book; and what was shown when it began, which it may not change by itself.
struct StoredEpoch: Codable, Sendable, Hashable {
  /// `Epoch.bytes`.
  var bytes: Data
  /// Records that were shown as one person and that the epoch alone would not merge unasked, person by person.
  var together: [[String]] = []
  /// Pairs of records that were shown as two people and that the epoch alone would merge unasked.
  var apart: [[String]] = []

  /// The records of persons that it would not merge any more.
  var doubted: [[String]] = []

  /// Puts what says nothing by itself in the place of addresses.
  mutating func hide(_ opaque: (String) -> String) {
    together = together.map { $0.map(opaque) }
    apart = apart.map { $0.map(opaque) }
    doubted = doubted.map { $0.map(opaque) }
  }

  /// The fact's key: a book has one.
  static let key = "epoch"

  /// The epoch. Faults: `newer` and `tampered`.
  func epoch() throws -> Epoch {
    do throws(EpochError) { return try Epoch(bytes: Array(bytes)) } catch {
      switch error {
      case .newer: throw Fault(.newer, "This book's people were linked by a newer Cardcase.", next: "Update Cardcase.")
      case .notAnEpoch, .damaged: throw Fault(.tampered, "What the book knows of its names is damaged.", next: "cardcase duplicates --again")
      }
    }
  }
}

extension BookReader {
  /// The epoch of the book; nil before the first import, and in a vault from before there were any.
  func storedEpoch() throws -> StoredEpoch? { try fact(FactKind.epoch, key: StoredEpoch.key, as: StoredEpoch.self)?.value }
}

/// What holds between records whatever the evidence says, by their ids.
struct Constraints {
  /// Records that are one person.
  var same: [(String, String)] = []
  /// Records that are two.
  var notSame: [(String, String)] = []

  /// Both together.
  static func + (a: Constraints, b: Constraints) -> Constraints { Constraints(same: a.same + b.same, notSame: a.notSame + b.notSame) }

  /// Makes all of `records` one person.
  mutating func join(_ records: [String]) {
    for pair in zip(records, records.dropFirst()) { same.append(pair) }
  }

  /// Makes the groups different people.
  mutating func part(_ groups: [[String]]) {
    for (index, left) in groups.enumerated() {
      for right in groups.dropFirst(index + 1) {
        for a in left { for b in right where a != b { notSame.append((a, b)) } }
      }
    }
  }
}
