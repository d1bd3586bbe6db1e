/// Weighs postal addresses part by part, and dates of birth.
struct PlaceComparison {
  let epoch: Epoch

  /// Bits of the best pair of addresses; 0 when one side has none.
  func compare(_ a: ArraySlice<PostalForm>, _ b: ArraySlice<PostalForm>) -> Double {
    var best: Double?
    for x in a { for y in b { best = max(best ?? -.infinity, compare(x, y)) } }
    return best ?? 0
  }

  func compare(_ a: PostalForm, _ b: PostalForm) -> Double {
    var bits = lines(a, b)
    bits += field(.number, a.number, b.number, cap: 5, different: -2, mistyped: 2)
    bits += area(a, b)
    bits += field(.region, a.region, b.region, cap: 3, different: -2.5, mistyped: 1)
    return bits
  }

  /// Street and second line, also crosswise.
  private func lines(_ a: PostalForm, _ b: PostalForm) -> Double {
    let straight = line(a.street, a.streetLetters, b.street, b.streetLetters) + line(a.extra, a.extraLetters, b.extra, b.extraLetters)
    guard a.street != b.street, !(a.extra.isEmpty && b.extra.isEmpty) else { return straight }
    let crossed = line(a.street, a.streetLetters, b.extra, b.extraLetters) + line(a.extra, a.extraLetters, b.street, b.streetLetters) - 2
    return max(straight, crossed)
  }

  private func line(_ x: String, _ lettersX: String, _ y: String, _ lettersY: String) -> Double {
    if x.isEmpty || y.isEmpty { return 0 }
    if x == y { return epoch.fieldRarity(.street, x, cap: 11) }
    let rarest = min(epoch.fieldRarity(.street, x, cap: 11), epoch.fieldRarity(.street, y, cap: 11))
    if lettersX == lettersY { return max(0, rarest - 1) }
    return Similarity.alike(lettersX, lettersY) || Similarity.alike(x, y) ? max(0, rarest - 3) : -2.5
  }

  private func area(_ a: PostalForm, _ b: PostalForm) -> Double {
    field(.locality, a.locality, b.locality, cap: 9, different: -3, mistyped: 2)
      + field(.postcode, a.postcode, b.postcode, cap: 9, different: -2, mistyped: 2.5)
  }

  private func field(_ kind: Mix.Kind, _ x: String, _ y: String, cap: Double, different: Double, mistyped: Double) -> Double {
    if x.isEmpty || y.isEmpty { return 0 }
    if x == y { return epoch.fieldRarity(kind, x, cap: cap) }
    let near =
      kind == .postcode || kind == .region
      ? Similarity.edits(x, y, limit: 1) <= 1 && x.utf8.count >= 3
      : kind == .number ? x.utf8.count >= 2 && Similarity.edits(x, y, limit: 1) <= 1 : Similarity.alike(x, y)
    if near { return max(0, min(epoch.fieldRarity(kind, x, cap: cap), epoch.fieldRarity(kind, y, cap: cap)) - mistyped - 1) }
    return different
  }

  /// Bits of two dates of birth, and whether they contradict.
  func births(_ a: LinkageBirth?, _ b: LinkageBirth?) -> (bits: Double, contradict: Bool) {
    guard let a, let b else { return (0, false) }
    if a == b { return (a.year == nil ? 7.5 : 11, false) }
    let sameDay = a.month == b.month && a.day == b.day
    if let x = a.year, let y = b.year {
      if x == y, a.month == b.day, a.day == b.month { return (5, true) }
      let edits = Similarity.edits(digits(a, x), digits(b, y), limit: 1)
      return (edits <= 1 ? 2 : -6, true)
    }
    return sameDay ? (7, false) : (-8, true)
  }

  private func digits(_ birth: LinkageBirth, _ year: Int) -> String { "\(year * 10000 + birth.month * 100 + birth.day)" }
}
