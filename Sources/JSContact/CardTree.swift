import Scan

/// A JSON value under construction: members in order, but found by name at once, so that a card of ten thousand entries is mapped in one
/// pass. A part that nothing was put into stays the JSON it is.
struct CardTree {
  fileprivate enum Node {
    case leaf(JSON)
    case object(Branch)
    case array([Node])
  }

  /// An object's members. A removed one leaves its place empty.
  fileprivate struct Branch {
    var names: [String] = []
    var nodes: [Node?] = []
    /// Members that are not removed.
    var count = 0
    /// Places by name, kept where there are many; of members of one name the first.
    var places: [String: Int] = [:]

    static let few = 8
  }

  private var root: Node

  /// The longest path that leads anywhere, in steps. Paths come from strangers, and each step is a call within a call.
  static let deepest = 32

  /// The value as it is.
  init(_ json: JSON) { root = .leaf(json) }

  /// The whole as JSON.
  var json: JSON { root.json }

  /// The value at `path`, numbers counting elements of arrays.
  func at(_ path: [String]) -> JSON? { node(path)?.json }

  /// Whether there is a value at `path`.
  func has(_ path: [String]) -> Bool { node(path) != nil }

  private func node(_ path: [String]) -> Node? { path.count > CardTree.deepest ? nil : root.node(path[...]) }

  /// Whether there is an object at `path`, and whether it has a member: nil where there is none.
  func isEmptyObject(_ path: [String]) -> Bool? {
    switch node(path) {
    case .leaf(.object(let members)): members.isEmpty
    case .object(let branch): branch.count == 0
    default: nil
    }
  }

  /// Sets, adds or (with nil) removes the member called `name`.
  mutating func set(_ name: String, _ value: JSON?) { put([name], value) }

  /// Makes ready to find the members of the whole and of each of its members by name.
  mutating func index() { root.open(depth: 2) }

  /// Puts `value` at `path`, making objects on the way; nil removes. False where the path leads through something that is neither object
  /// nor a place of an array, or is too long.
  @discardableResult
  mutating func put(_ path: [String], _ value: JSON?) -> Bool {
    path.isEmpty || path.count > CardTree.deepest ? false : root.put(path[...], value)
  }
}

extension CardTree.Node {
  fileprivate var json: JSON {
    switch self {
    case .leaf(let json): json
    case .array(let nodes): .array(nodes.map(\.json))
    case .object(let branch): .object(zip(branch.names, branch.nodes).compactMap { name, node in node.map { JSON.Member(name, $0.json) } })
    }
  }

  fileprivate func node(_ path: ArraySlice<String>) -> Self? {
    guard let first = path.first else { return self }
    let rest = path.dropFirst()
    switch self {
    case .leaf(let json): return (json[first] ?? Int(first).flatMap { json[$0] }).flatMap { Self.leaf($0).node(rest) }
    case .object(let branch): return branch.place(of: first).flatMap { branch.nodes[$0]?.node(rest) }
    case .array(let nodes): return Int(first).flatMap { nodes.indices.contains($0) ? nodes[$0].node(rest) : nil }
    }
  }

  /// What is changed is held here alone meanwhile, so that nothing is copied for it.
  fileprivate mutating func put(_ path: ArraySlice<String>, _ value: JSON?) -> Bool {
    open()
    if var branch = takeBranch() {
      defer { self = .object(branch) }
      return branch.put(path, value)
    }
    guard var nodes = takeNodes() else { return false }
    defer { self = .array(nodes) }
    guard let first = path.first, let index = Int(first), nodes.indices.contains(index) else { return false }
    if path.count > 1 { return nodes[index].put(path.dropFirst(), value) }
    if let value { nodes[index] = .leaf(value) } else { nodes.remove(at: index) }
    return true
  }

  /// Takes a JSON object apart, and the objects in it, so deep.
  fileprivate mutating func open(depth: Int) {
    guard depth > 0, case .leaf(.object) = self else { return }
    open()
    guard var branch = takeBranch() else { return }
    for place in branch.nodes.indices { branch.nodes[place]?.open(depth: depth - 1) }
    self = .object(branch)
  }

  /// Takes a JSON object or array apart.
  private mutating func open() {
    guard case .leaf(let json) = self else { return }
    switch json {
    case .object(let members): self = .object(CardTree.Branch(members))
    case .array(let items): self = .array(items.map { .leaf($0) })
    default: break
    }
  }

  private mutating func takeBranch() -> CardTree.Branch? {
    guard case .object(let branch) = self else { return nil }
    self = .leaf(.null)
    return branch
  }

  private mutating func takeNodes() -> [Self]? {
    guard case .array(let nodes) = self else { return nil }
    self = .leaf(.null)
    return nodes
  }
}

extension CardTree.Branch {
  fileprivate init(_ members: [JSON.Member]) {
    names.reserveCapacity(members.count)
    nodes.reserveCapacity(members.count)
    for member in members { append(member.name, .leaf(member.value)) }
  }

  fileprivate func place(of name: String) -> Int? {
    if names.count > Self.few { return places[name] }
    return names.indices.first { names[$0] == name && nodes[$0] != nil }
  }

  private mutating func append(_ name: String, _ node: CardTree.Node) {
    names.append(name)
    nodes.append(node)
    count += 1
    if names.count == Self.few + 1 {
      for (place, name) in names.enumerated() where places[name] == nil && nodes[place] != nil { places[name] = place }
    } else if names.count > Self.few, places[name] == nil {
      places[name] = names.count - 1
    }
  }

  fileprivate mutating func put(_ path: ArraySlice<String>, _ value: JSON?) -> Bool {
    guard let first = path.first else { return false }
    let rest = path.dropFirst()
    guard let place = place(of: first) else {
      guard let value else { return true }
      var node = CardTree.Node.leaf(value)
      if !rest.isEmpty {
        node = .object(Self())
        guard node.put(rest, value) else { return false }
      }
      append(first, node)
      return true
    }
    if !rest.isEmpty {
      guard var node = nodes[place] else { return false }
      nodes[place] = .leaf(.null)
      defer { nodes[place] = node }
      return node.put(rest, value)
    }
    nodes[place] = value.map { .leaf($0) }
    if value == nil {
      places[first] = nil
      count -= 1
    }
    return true
  }
}
