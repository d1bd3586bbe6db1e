/// Sorting of many values in parts that are small.
public enum Buckets {
  /// `values` in the order of `isBefore`, of which `key` is what is compared first; see below.
  @inlinable @inline(__always)
  public static func sorted<Value>(
    _ values: [Value], each: Int = 8, by key: (Value) -> UInt64, _ isBefore: (Value, Value) -> Bool
  ) -> [Value] {
    sorted(values.count, each: each, at: { values[$0] }, by: { key(values[$0]) }, isBefore)
  }

  /// So many values in the order of `isBefore`, of which `key` is what is compared first: put into buckets by its top bits, then sorted
  /// bucket by bucket. Quick where the keys' top bits are spread out; where they are less so, have fewer values to `each` bucket. Values and
  /// keys are asked for by place.
  @inlinable @inline(__always)
  public static func sorted<Value>(
    _ count: Int, each: Int = 8, at value: (Int) -> Value, by key: (Int) -> UInt64, _ isBefore: (Value, Value) -> Bool
  ) -> [Value] {
    if count == 0 { return [] }
    let bits = min(20, max(1, Int.bitWidth - (count / each).leadingZeroBitCount))
    let shift = UInt64(64 - bits)
    // Where the next value of each bucket goes. Half as large as with whole numbers, and mostly looked at out of order.
    var next = [UInt32](repeating: 0, count: 1 << bits + 1)
    for place in 0..<count { next[Int(key(place) >> shift) + 1] += 1 }
    for bucket in 1..<next.count { next[bucket] += next[bucket - 1] }
    var out = [Value](repeating: value(0), count: count)
    for place in 0..<count {
      let bucket = Int(key(place) >> shift)
      out[Int(next[bucket])] = value(place)
      next[bucket] += 1
    }
    var start = 0
    for end in next.dropLast() {
      sort(&out, start..<Int(end), isBefore)
      start = Int(end)
    }
    return out
  }

  /// Sorts a part of `values`: a small one by hand, which is quicker than asking for it.
  @inlinable @inline(__always)
  public static func sort<Value>(_ values: inout [Value], _ range: Range<Int>, _ isBefore: (Value, Value) -> Bool) {
    if range.count < 2 { return }
    if range.count > 48 { return values[range].sort(by: isBefore) }
    for i in range.lowerBound + 1..<range.upperBound {
      let value = values[i]
      var j = i
      while j > range.lowerBound, isBefore(value, values[j - 1]) {
        values[j] = values[j - 1]
        j -= 1
      }
      values[j] = value
    }
  }
}
