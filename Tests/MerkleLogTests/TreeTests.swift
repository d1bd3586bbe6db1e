import MerkleLog
import Scan
import Testing

/// The log of eight entries of the certificate-transparency test data.
private let inputs: [[UInt8]] = [
  [], [0x00], [0x10], [0x20, 0x21], [0x30, 0x31], [0x40, 0x41, 0x42, 0x43], [0x50, 0x51, 0x52, 0x53, 0x54, 0x55, 0x56, 0x57],
  [0x60, 0x61, 0x62, 0x63, 0x64, 0x65, 0x66, 0x67, 0x68, 0x69, 0x6a, 0x6b, 0x6c, 0x6d, 0x6e, 0x6f],
]
private let roots = [
  "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d", "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
  "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77", "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
  "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4", "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
  "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c", "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]

private func leaves(_ count: Int) -> [TreeHash] { (0..<count).map { TreeHash.leaf(Array("entry \($0)".utf8)) } }

@Test func `the roots of the certificate-transparency test log come out`() {
  #expect(TreeHash.empty.hex == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
  var frontier = Frontier()
  for (input, root) in zip(inputs, roots) {
    frontier.append(TreeHash.leaf(input))
    #expect(frontier.root.hex == root)
  }
}

@Test(arguments: [1, 2, 3, 7, 8, 9, 31, 64, 100]) func `every leaf has a path that leads to the root and to no other`(size: Int) throws {
  let all = leaves(size)
  let root = MerkleTree.root(all)
  for index in 0..<size {
    let path = try #require(MerkleTree.inclusionPath(index, in: all))
    #expect(MerkleTree.verifies(leaf: all[index], index: index, size: size, path: path, root: root))
    #expect(!MerkleTree.verifies(leaf: TreeHash.leaf([9]), index: index, size: size, path: path, root: root))
    if size > 1 {
      #expect(!MerkleTree.verifies(leaf: all[index], index: (index + 1) % size, size: size, path: path, root: root))
      #expect(!MerkleTree.verifies(leaf: all[index], index: index, size: size, path: Array(path.dropLast()), root: root))
    }
  }
  #expect(MerkleTree.inclusionPath(size, in: all) == nil)
}

@Test func `each log is shown to begin with each earlier one, and with no other`() throws {
  for size in 1...40 {
    let all = leaves(size)
    let root = MerkleTree.root(all)
    for old in 1...size {
      let path = try #require(MerkleTree.consistencyPath(from: old, in: all))
      let before = MerkleTree.root(Array(all.prefix(old)))
      #expect(MerkleTree.verifies(oldSize: old, oldRoot: before, newSize: size, newRoot: root, path: path))
      #expect(!MerkleTree.verifies(oldSize: old, oldRoot: TreeHash.leaf([1]), newSize: size, newRoot: root, path: path))
      if old < size { #expect(!MerkleTree.verifies(oldSize: old, oldRoot: before, newSize: size, newRoot: before, path: path)) }
    }
  }
}

@Test func `a kept frontier goes on where it stopped`() throws {
  let all = leaves(77)
  var first = Frontier()
  for leaf in all.prefix(50) { first.append(leaf) }
  var kept = try #require(Frontier(count: first.count, hashes: first.hashes))
  for leaf in all.dropFirst(50) { kept.append(leaf) }
  #expect(kept.root == MerkleTree.root(all))
  #expect(Frontier(count: 5, hashes: []) == nil)
}

@Test func `hashes read and write their hexadecimal form`() throws {
  let hash = TreeHash(hashing: [1, 2, 3])
  #expect(TreeHash(hex: hash.hex) == hash)
  #expect(TreeHash(hash.bytes) == hash)
  #expect(TreeHash(hex: "12") == nil)
  #expect(TreeHash(hex: String(repeating: "g", count: 64)) == nil)
}

@Test func `a commitment tells nothing without its salt, and the salts of a batch differ`() {
  var salts = BatchSalts(TreeHash(hashing: [7]))
  let all = (0..<300).compactMap { salts.salt($0) }
  #expect(Set(all).count == 300)
  // Asked for in another order they are the same.
  var again = BatchSalts(TreeHash(hashing: [7]))
  for index in [299, 0, 64, 63, 128] { #expect(again.salt(index) == all[index]) }
  let datum = Array("jane".utf8)
  #expect(TreeHash.leaf(salt: all[0], datum) != TreeHash.leaf(salt: all[1], datum))
  #expect(TreeHash.leaf(salt: all[0], datum) == TreeHash(hashing: [0] + all[0].bytes + datum))
  #expect(TreeHash.commitment(salt: all[0], datum) == TreeHash(hashing: all[0].bytes + datum))
}

@Test func `a signed note opens with its key, and not after any change`() throws {
  let signer = try #require(CheckpointSigner(secret: Array(repeating: 5, count: 32)))
  let checkpoint = Checkpoint(origin: "cardcase.local/ledger/0011", size: 12, root: TreeHash(hashing: [4]))
  let note = try signer.note(checkpoint)
  #expect(SignedNote.open(note, publicKey: signer.publicKey) == checkpoint)
  let other = try #require(CheckpointSigner(secret: Array(repeating: 6, count: 32)))
  #expect(SignedNote.open(note, publicKey: other.publicKey) == nil)
  var bytes = Array(note.utf8)
  for index in 0..<checkpoint.text.utf8.count {
    bytes[index] ^= 1
    #expect(SignedNote.open(String(decoding: bytes, as: UTF8.self), publicKey: signer.publicKey) == nil)
    bytes[index] ^= 1
  }
}

@Test func `the text of a checkpoint reads back, and nonsense does not`() {
  let checkpoint = Checkpoint(origin: "o", size: 0, root: .empty)
  #expect(Checkpoint(text: checkpoint.text) == checkpoint)
  for text in [
    "", "o\n1\n", "o\n-1\n\(Base64.encode(TreeHash.empty.bytes.span))\n", "o\n01\n\(Base64.encode(TreeHash.empty.bytes.span))\n",
    "o\n1\nAAAA\n",
  ] {
    #expect(Checkpoint(text: text) == nil)
  }
}

@Test func `files are one digest whatever their order, and another when one differs`() {
  let files = (0..<5).map { TreeHash.leaf(Array("mail \($0)".utf8)) }
  #expect(TreeHash(ofFiles: files) == TreeHash(ofFiles: files.reversed()))
  #expect(TreeHash(ofFiles: files) != TreeHash(ofFiles: Array(files.dropLast())))
  let bytes = [UInt8](repeating: 7, count: 1 << 20)
  let inPieces = TreeHash { take in
    take(bytes.span.extracting(0..<77))
    take(bytes.span.extracting(77..<bytes.count))
  }
  #expect(inPieces == TreeHash(hashing: bytes.span))
}

@Test func `a digest of bytes as they come is that of all of them`() {
  let bytes = (0..<5000).map { UInt8(truncatingIfNeeded: $0 * 7) }
  let running = RunningDigest()
  #expect(running.digest == TreeHash(hashing: [] as [UInt8]))
  for start in stride(from: 0, to: bytes.count, by: 333) {
    running.append(bytes.span.extracting(start..<min(bytes.count, start + 333)))
    #expect(running.digest == TreeHash(hashing: Array(bytes[..<min(bytes.count, start + 333)])))
  }
}
