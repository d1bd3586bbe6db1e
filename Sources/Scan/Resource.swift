internal import CResources

/// Data files that travel inside the binary: policy facts, weights, the demo. `CResources` embeds them from their targets' folders.
public enum Resource {
  /// The bytes of the data file called `name` (`policy/jurisdictions.yaml`), or nil when the binary has none of that name.
  public static func bytes(_ name: String) -> [UInt8]? {
    var length = 0
    guard let start = unsafe cardcase_resource(name, &length) else { return nil }
    return unsafe Array(UnsafeBufferPointer(start: start, count: length))
  }

  /// The names of all data files that begin with `prefix`.
  public static func names(under prefix: String) -> [String] {
    var names: [String] = []
    while let name = unsafe cardcase_resource_name(names.count) { names.append(unsafe String(cString: name)) }
    return names.filter { $0.hasPrefix(prefix) }
  }

  /// The same as text.
  public static func text(_ name: String) -> String? { bytes(name).map { String(decoding: $0, as: UTF8.self) } }
}
