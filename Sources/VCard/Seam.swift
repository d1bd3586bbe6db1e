import Scan

// Lines that an edit has brought together stay two lines, however damaged the card is around them.
extension VCard {
  /// Puts an empty line between the lines before and at `place` where reading them on end would make one of them, or lose one.
  mutating func part(at place: Int) {
    guard place > 0, place < lines.count else { return }
    let gap = gap(between: lines[place - 1], and: lines[place])
    guard !gap.isEmpty else { return }
    var line = Line.noise(arena.count, arena.count + gap.count)
    line.flags.insert(.edited)
    arena += gap
    lines.insert(line, at: place)
  }

  private func gap(between left: Line, and right: Line) -> [UInt8] {
    let span = arena.span
    guard let last = left.raw.last.map({ span[$0] }), let first = right.raw.first.map({ span[$0] }) else { return [] }
    let end = lineEnd
    var gap: [UInt8] = []
    let isEnded = last == 10 || last == 13
    // A return at the end of one line and the line feed of an empty one would be one line end.
    if !isEnded || last == 13 && end.contains(10) && (first == 10 || first == 13) { gap += end }
    // A blank ends what a soft line break left open; an empty line would be part of it.
    if isSoft(left), !(right.name == .end && right.isBoundary && first != 32 && first != 9) { gap += [32] + end }
    if isOpen(left) || left.isProperty && goesOn(right, first) {
      gap += gap.isEmpty && last == 13 && end.contains(10) ? end + end : end
    }
    return gap
  }

  /// Whether the line would be read as a part of the one before it: folded, or without a name.
  private func goesOn(_ line: Line, _ first: UInt8) -> Bool {
    first == 32 || first == 9 || line.flags.contains(.noise) && first != 10 && first != 13
  }

  /// Whether the value is quoted-printable and ends with a soft line break.
  private func isSoft(_ line: Line) -> Bool {
    // Also a BEGIN or END with an encoding, which no card ends with.
    guard !line.flags.contains(.noise), line.flags.contains(.quotedPrintable) else { return false }
    let range = line.valueRange
    var end = range.upperBound
    while end > range.lowerBound {
      var ink = end
      while ink > range.lowerBound, arena[ink - 1] == 32 || arena[ink - 1] == 9 { ink -= 1 }
      guard ink > range.lowerBound else { return false }
      if arena[ink - 1] == UInt8(ascii: "=") { return true }
      // Behind a soft break an empty line is passed over, one of blanks is not.
      guard ink == end, arena[ink - 1] == 10 || arena[ink - 1] == 13 else { return false }
      end -= 1
    }
    return false
  }

  /// Whether the line is a head whose colon never came, which takes the next line for a part of it.
  private func isOpen(_ line: Line) -> Bool {
    guard line.flags.contains(.noise), !line.flags.contains(.edited) else { return false }
    let span = arena.span
    var splitter = CardSplitter(limits: .unbounded, fallback: fallback)
    let raw = span.extracting(line.raw)
    if case .open = LineHead.read(raw, 0, splitter.line(raw, 0).end) { return true }
    return false
  }
}

extension Line {
  /// BEGIN or END.
  fileprivate var isBoundary: Bool { !flags.contains(.noise) && (name == .begin || name == .end) }
}
