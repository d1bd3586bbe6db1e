internal import CPlatform

// Tables larger than the caches: who knows some of the places that are looked up next has them brought near, all at once, and then waits for
// one where each would be waited for.

extension Span {
  /// Has element `index` brought near, if there is one. Changes nothing but time.
  @inlinable @inline(__always)
  public func prefetch(_ index: Int) {
    guard index >= 0, index < count else { return }
    unsafe withUnsafeBufferPointer { elements in
      guard let first = elements.baseAddress else { return }
      unsafe Prefetch.memory(at: UnsafeRawPointer(first + index))
    }
  }
}

@usableFromInline
enum Prefetch {
  @usableFromInline
  static func memory(at address: UnsafeRawPointer) { unsafe cardcase_prefetch(address) }
}
