import Scan

/// A request's target taken apart: the path as sent, its decoded segments, the fields of its question.
struct Target: Sendable {
  /// The path as sent.
  let path: String
  /// The decoded segments; nil where one is not UTF-8 or hides a slash or a control sign.
  let segments: [String]?
  /// The fields, decoded, the first of each name.
  let fields: [String: String]

  /// Nil for anything but a path of this server (`*`, a whole address).
  init?(_ written: String?) {
    guard let written, written.hasPrefix("/"), written.utf8.count <= 8_192 else { return nil }
    let halves = written.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    path = String(halves[0])
    var segments: [String]? = []
    for piece in path.split(separator: "/") {
      guard let text = Target.decode(piece, plus: false), !text.utf8.contains(where: { $0 < 32 || $0 == 47 || $0 == 92 }) else {
        segments = nil
        break
      }
      segments?.append(text)
    }
    self.segments = segments
    var fields: [String: String] = [:]
    for pair in halves.count > 1 ? halves[1].split(separator: "&").prefix(32) : [] {
      let sides = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard let name = Target.decode(sides[0], plus: true), fields[name] == nil else { continue }
      fields[name] = sides.count > 1 ? Target.decode(sides[1], plus: true) ?? "" : ""
    }
    self.fields = fields
  }

  /// Percent signs undone, `+` as a blank where a form sent it; nil where it is not UTF-8.
  private static func decode(_ text: Substring, plus: Bool) -> String? {
    var out: [UInt8] = []
    let bytes = Array(text.utf8)
    var at = 0
    while at < bytes.count {
      if bytes[at] == 37 {
        guard at + 2 < bytes.count, let high = ASCII.hex(bytes[at + 1]), let low = ASCII.hex(bytes[at + 2]) else { return nil }
        out.append(high << 4 | low)
        at += 3
      } else {
        out.append(plus && bytes[at] == 43 ? 32 : bytes[at])
        at += 1
      }
    }
    return out.span.validString(0..<out.count)
  }
}
