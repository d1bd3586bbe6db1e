internal import Scan

/// 128 bits that are the same for every copy of a message and, but for chance, for no other: made of the sender's address,
/// the second of writing, the subject and the addresses of To and Cc. Message-IDs do not enter: archives repeat, lack and
/// renew them. Where date or sender is missing, the beginning of the text enters too.
///
/// No cryptographic hash: it tells honest copies apart. A keyed digest for the vault is the vault's business.
public struct ContentKey: Hashable, Sendable {
  /// The upper 64 bits.
  public var high: UInt64
  /// The lower 64 bits.
  public var low: UInt64

  /// From two halves.
  public init(high: UInt64, low: UInt64) {
    self.high = high
    self.low = low
  }

  /// The sixteen bytes, big endian.
  public var bytes: [UInt8] {
    var out: [UInt8] = []
    for half in [high, low] {
      for shift in stride(from: 56, through: 0, by: -8) { out.append(UInt8(truncatingIfNeeded: half >> UInt64(shift))) }
    }
    return out
  }

  /// The key of a message.
  static func of(_ bytes: Span<UInt8>, _ summary: MessageSummary) -> ContentKey {
    let seconds = summary.date.source == .header ? summary.date.seconds : nil
    var key = ContentKey(high: UInt64(bitPattern: seconds ?? Int64.min), low: 0x0C0D_E5EE)
    var hasSender = false
    var order: UInt64 = 0
    for mailbox in summary.mailboxes {
      switch mailbox.role {
      case .from:
        hasSender = true
        key.stir(bytes.foldedHash(mailbox.place.address, seed: 1))
      case .to, .cc: order = order &+ bytes.foldedHash(mailbox.place.address, seed: 2)
      default: continue
      }
    }
    key.stir(order)
    if let subject = summary.headers.first(.subject) { key.stirText(bytes, subject) }
    if seconds == nil || !hasSender { key.stirText(bytes, summary.frame.body.prefix(4_096)) }
    return key
  }

  @inline(__always)
  private mutating func stir(_ word: UInt64) {
    let mixed = RangeHash.mix(high ^ word, low &+ 0x632B_E59B_D9B4_E019)
    low = RangeHash.mix(low ^ word, high)
    high = mixed
  }

  /// Stirs in text such that line ends, folding and runs of blanks do not matter.
  private mutating func stirText(_ bytes: Span<UInt8>, _ range: Range<Int>) {
    var low = range.lowerBound
    if bytes.isSingleSpaced(range) { return stir(bytes.exactHash(range, seed: 3)) }
    var tidy: [UInt8] = []
    while low < range.upperBound {
      if bytes[low] > 32 { tidy.append(bytes[low]) } else if let last = tidy.last, last != 32 { tidy.append(32) }
      low += 1
    }
    if tidy.last == 32 { tidy.removeLast() }
    stir(tidy.span.exactHash(0..<tidy.count, seed: 3))
  }
}
