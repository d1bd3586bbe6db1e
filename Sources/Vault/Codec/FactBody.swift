internal import MerkleLog

/// The sealed body of a fact or an own card: the encoding version, the salt of its commitment, the JSON.
struct FactBody {
  var salt: TreeHash
  var json: [UInt8]

  init(salt: TreeHash, json: [UInt8]) {
    self.salt = salt
    self.json = json
  }

  init(_ bytes: [UInt8]) throws {
    guard bytes.first == 1 else { throw CodecError.version }
    guard bytes.count >= 33, let salt = TreeHash(bytes[1..<33]) else { throw CodecError.end }
    self.salt = salt
    json = Array(bytes[33...])
  }

  var bytes: [UInt8] { [1] + salt.bytes + json }

  /// What the ledger says of it.
  var commitment: TreeHash { TreeHash.commitment(salt: salt, json) }
}
