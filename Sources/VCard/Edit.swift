import Scan

// Edits touch the lines of one property; every other byte of the card stays as it was.
extension VCard {
  /// Replaces the property at `index` of `properties`. Nothing happens where there is none, or where it says the same already.
  public mutating func replace(at index: Int, with property: Property) {
    guard let place = place(of: index), self.property(lines[place], version: version) != property else { return }
    let line = newLine(property)
    lines[place] = line
    part(at: place + 1)
    part(at: place)
    markEdited()
  }

  /// Removes the property at `index` of `properties`.
  public mutating func remove(at index: Int) {
    guard let place = place(of: index) else { return }
    lines.remove(at: place)
    part(at: place)
    markEdited()
  }

  /// Removes every property of which `condition` is true.
  public mutating func removeAll(where condition: (Property) -> Bool) {
    let version = self.version
    let all = lines
    lines.removeAll(keepingCapacity: true)
    var isGap = false
    for line in all {
      if isListed(line), condition(property(line, version: version)) {
        isGap = true
        markEdited()
      } else {
        lines.append(line)
        if isGap { part(at: lines.count - 1) }
        isGap = false
      }
    }
  }

  /// Puts `property` in the place of the first one of its name, or adds it.
  public mutating func set(_ property: Property) {
    if let index = properties.firstIndex(where: { $0.is(property.name) }) { replace(at: index, with: property) } else { add(property) }
  }

  /// Sets the text of the first property called `name`, keeping its group and parameters; adds one where there is none; nil removes all
  /// of that name.
  public mutating func set(_ name: String, text: String?) {
    guard let text else { return removeAll { $0.is(name) } }
    let all = properties
    guard let index = all.firstIndex(where: { $0.is(name) }) else { return add(Property(name, text: text)) }
    var changed = all[index]
    changed.value = Escape.apply(text)
    replace(at: index, with: changed)
  }

  /// Adds a property: behind the last of its name, else before the card's end.
  public mutating func add(_ property: Property) {
    let place = placeForNew(property.name)
    let line = newLine(property)
    lines.insert(line, at: place)
    part(at: place + 1)
    part(at: place)
    markEdited()
  }

  /// Where a new line of that name goes.
  private func placeForNew(_ name: String) -> Int {
    // A card within a card that has no end takes every line behind it.
    if isCut, let last = lines.indices.last, lines[last].flags.contains(.nested) { return last }
    let span = arena.span
    let name = ASCII.small(name)
    var last: Int?
    for (i, line) in lines.enumerated() where isListed(line) && ASCII.lower(span.string(line.nameRange)) == name { last = i + 1 }
    return last ?? lines.lastIndex { $0.name == .end && !$0.flags.contains(.noise) } ?? lines.count
  }

  /// Adds properties in order.
  public mutating func add(contentsOf properties: [Property]) { for property in properties { add(property) } }

  private func place(of index: Int) -> Int? {
    var left = index
    for (i, line) in lines.enumerated() where isListed(line) {
      if left == 0 { return i }
      left -= 1
    }
    return nil
  }

  /// The line ends of the card: those of its first line. Bare returns only where the card has no others: before a line feed they would
  /// be half a line end.
  var lineEnd: [UInt8] {
    guard let first = lines.first else { return [13, 10] }
    let end = arena[first.raw].reversed().prefix { $0 == 10 || $0 == 13 }
    if end.isEmpty || end.count > 3 || end.first == 13 && arena[..<sourceCount].contains(10) { return [13, 10] }
    return Array(end.reversed())
  }

  /// Writes a line at the end of the arena, in the card's version, line ends and code page.
  private mutating func newLine(_ property: Property) -> Line {
    var writer = LineWriter(lineEnd: lineEnd)
    if version == .v21 { writer.writeOld(property) } else { writer.write(property) }
    var bytes = writer.out
    if let page = pageForEdits {
      let (coded, clean) = page.encode(String(decoding: bytes, as: UTF8.self))
      if clean { bytes = coded }
    }
    let head = Array("BEGIN:VCARD\r\n".utf8)
    var splitter = CardSplitter(limits: .unbounded, fallback: fallback)
    let text = head + bytes
    guard case .card(let made)? = splitter.next(in: text.span, isLast: true)?.result, var line = made.lines.dropFirst().first else {
      return .noise(arena.count, arena.count)
    }
    // The made card's bytes go to the end of ours; what went before the line is left out of its raw range.
    let base = Int32(arena.count)
    line.shift(by: base, header: base)
    line.rawEnd = base + Int32(text.count)
    line.flags.insert(.edited)
    arena += made.arena
    return line
  }

  /// The code page of a card that is not UTF-8, so that an edit does not mix encodings.
  private var pageForEdits: Charset? {
    guard version != .v21 else { return nil }
    for line in lines where !line.flags.contains(.edited) {
      if arena.span.validString(line.raw) == nil { return codePage }
    }
    return nil
  }
}
