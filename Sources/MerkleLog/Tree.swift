/// A Merkle tree over leaf hashes, RFC 9162 section 2.1.
public enum MerkleTree {
  /// The root over `leaves` (RFC 9162 section 2.1.1).
  public static func root(_ leaves: [TreeHash]) -> TreeHash {
    var frontier = Frontier()
    for leaf in leaves { frontier.append(leaf) }
    return frontier.root
  }

  /// The path that leads from leaf `index` to the root (section 2.1.3.1); nil where there is no such leaf.
  public static func inclusionPath(_ index: Int, in leaves: [TreeHash]) -> [TreeHash]? {
    guard leaves.indices.contains(index) else { return nil }
    return path(index, leaves[...])
  }

  private static func path(_ index: Int, _ leaves: ArraySlice<TreeHash>) -> [TreeHash] {
    guard leaves.count > 1 else { return [] }
    let split = leaves.startIndex + largestPowerOfTwo(below: leaves.count)
    let (left, right) = (leaves[..<split], leaves[split...])
    if leaves.startIndex + index < split { return path(index, left) + [root(Array(right))] }
    return path(index - left.count, right) + [root(Array(left))]
  }

  /// The hashes that show that the first `size` leaves are the same in both logs (section 2.1.4.1); nil where `size` is
  /// not between 1 and the number of leaves.
  public static func consistencyPath(from size: Int, in leaves: [TreeHash]) -> [TreeHash]? {
    guard size >= 1, size <= leaves.count else { return nil }
    return subproof(size, leaves[...], complete: true)
  }

  private static func subproof(_ size: Int, _ leaves: ArraySlice<TreeHash>, complete: Bool) -> [TreeHash] {
    if size == leaves.count { return complete ? [] : [root(Array(leaves))] }
    let half = largestPowerOfTwo(below: leaves.count)
    let split = leaves.startIndex + half
    if size <= half { return subproof(size, leaves[..<split], complete: complete) + [root(Array(leaves[split...]))] }
    return subproof(size - half, leaves[split...], complete: false) + [root(Array(leaves[..<split]))]
  }

  /// Whether `path` leads from `leaf`, number `index` of `size`, to `root` (section 2.1.3.2).
  public static func verifies(leaf: TreeHash, index: Int, size: Int, path: [TreeHash], root: TreeHash) -> Bool {
    guard index >= 0, index < size else { return false }
    var (number, last, hash) = (index, size - 1, leaf)
    for step in path {
      if last == 0 { return false }
      if number & 1 == 1 || number == last {
        hash = .node(step, hash)
        while number & 1 == 0, number != 0 {
          number >>= 1
          last >>= 1
        }
      } else {
        hash = .node(hash, step)
      }
      number >>= 1
      last >>= 1
    }
    return last == 0 && hash == root
  }

  /// Whether `path` shows that the log of `newSize` with `newRoot` begins with that of `oldSize` with `oldRoot` (section 2.1.4.2).
  public static func verifies(oldSize: Int, oldRoot: TreeHash, newSize: Int, newRoot: TreeHash, path: [TreeHash]) -> Bool {
    guard oldSize >= 1, oldSize <= newSize else { return false }
    if oldSize == newSize { return path.isEmpty && oldRoot == newRoot }
    var steps = path[...]
    if oldSize & (oldSize - 1) == 0 { steps = ([oldRoot] + path)[...] }
    guard let first = steps.popFirst() else { return false }
    var (number, last) = (oldSize - 1, newSize - 1)
    while number & 1 == 1 {
      number >>= 1
      last >>= 1
    }
    var (older, newer) = (first, first)
    for step in steps {
      if last == 0 { return false }
      if number & 1 == 1 || number == last {
        older = .node(step, older)
        newer = .node(step, newer)
        while number & 1 == 0, number != 0 {
          number >>= 1
          last >>= 1
        }
      } else {
        newer = .node(newer, step)
      }
      number >>= 1
      last >>= 1
    }
    return last == 0 && older == oldRoot && newer == newRoot
  }

  private static func largestPowerOfTwo(below count: Int) -> Int { 1 << (Int.bitWidth - 1 - (count - 1).leadingZeroBitCount) }
}

/// The roots of the complete subtrees of a growing log, largest first: all that is needed to append and to know the root.
public struct Frontier: Hashable, Sendable {
  /// How many leaves there are.
  public private(set) var count = 0
  /// One hash for each bit that is set in `count`, the highest first.
  public private(set) var hashes: [TreeHash] = []

  /// An empty log.
  public init() {}

  /// A log of which the frontier was kept; nil where the hashes do not fit the count.
  public init?(count: Int, hashes: [TreeHash]) {
    guard count >= 0, hashes.count == count.nonzeroBitCount else { return nil }
    self.count = count
    self.hashes = hashes
  }

  /// Appends a leaf.
  public mutating func append(_ leaf: TreeHash) {
    var (hash, bits) = (leaf, count)
    while bits & 1 == 1, let left = hashes.popLast() {
      hash = .node(left, hash)
      bits >>= 1
    }
    hashes.append(hash)
    count += 1
  }

  /// The root of the log.
  public var root: TreeHash {
    guard var hash = hashes.last else { return .empty }
    for left in hashes.dropLast().reversed() { hash = .node(left, hash) }
    return hash
  }
}
