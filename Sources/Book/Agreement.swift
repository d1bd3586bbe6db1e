public import Scan

/// What you signed, or a policy you are under, with the parts of it that bear on contacts.
public struct Agreement: Identified, Hashable, Sendable, Codable {
  /// The id of an agreement.
  public typealias ID = Identifier<Agreement>
  /// `g`
  public static let identifierPrefix = "g"

  /// The sorts of paper there are.
  public enum Sort: String, Sendable, Codable, CaseIterable {
    /// The contract of employment or for services.
    case contract
    /// A handbook or policy of the employer.
    case handbook
    /// An agreement made at the end.
    case severance
    /// A paper of its own on secrecy, customers or competition.
    case covenant
  }

  /// The id.
  public var id: ID
  /// The tenure it belongs to.
  public var tenure: Tenure.ID
  /// The sort of paper.
  public var sort: Sort
  /// The file's name or what you call it.
  public var name: String
  /// The day it was signed, or came into force.
  public var signed: Day?
  /// The law it names, as a code of the policy data (`GB`, `US-TX`); nil where it names none or it is not known.
  public var law: String?
  /// The parts that bear on contacts.
  public var clauses: [Clause]

  /// An agreement.
  public init(id: ID, tenure: Tenure.ID, sort: Sort, name: String, signed: Day? = nil, law: String? = nil, clauses: [Clause] = []) {
    self.id = id
    self.tenure = tenure
    self.sort = sort
    self.name = name
    self.signed = signed
    self.law = law
    self.clauses = clauses
  }
}
