public import Scan
public import VCard

/// A file of vCards read from front to back through a window, so that it is never held whole.
public enum CardFile {
  /// How much of a file is held at once, beside the card in hand.
  public static let window = 1 << 20

  /// Hands out the cards and rejections of the file at `path` in order. `piece` gets every piece of the file as it is read, before the
  /// cards in it. `progress` is told the bytes that are done, and all. Faults: `missing`, `unreadable`.
  public static func read(
    _ path: String, limits: Limits = .standard, piece: ([UInt8]) throws -> Void = { _ in }, progress: (Int, Int) -> Void = { _, _ in },
    _ body: (VCardReading) throws -> Void
  ) throws {
    do {
      var file = try FilePieces(path)
      var reader = VCardReader(limits: limits)
      var window: [UInt8] = []
      var next: [UInt8] = []
      var isLast = false
      var done = 0
      var count = 0
      while count < limits.records {
        if let reading = reader.next(in: window.span, isLast: isLast) {
          count += 1
          try body(reading)
          continue
        }
        if isLast { return }
        let consumed = reader.consumed
        window.removeFirst(consumed)
        reader.advance()
        done += consumed
        progress(done, file.size)
        next.removeAll(keepingCapacity: true)
        isLast = try !file.read(CardFile.window, into: &next)
        try piece(next)
        window += next
      }
    } catch let failure as MappedFile.Failure {
      throw Source.fault(path, failure)
    }
  }
}
