extension JSON {
  /// The JSON text. `pretty` puts each member on a line of its own, two blanks of indent a level.
  public func write(pretty: Bool = false) -> String {
    var out: [UInt8] = []
    write(into: &out, indent: pretty ? 0 : nil)
    return String(decoding: out, as: UTF8.self)
  }

  /// Appends the JSON text to `out`.
  public func write(into out: inout [UInt8], indent: Int? = nil) {
    switch self {
    case .null: out += Array("null".utf8)
    case .bool(let value): out += Array((value ? "true" : "false").utf8)
    case .number(let digits): out += Array(digits.utf8)
    case .string(let text): JSON.quote(text, into: &out)
    case .array(let items):
      JSON.container("[", "]", items.count, into: &out, indent: indent) { index, inner, out in items[index].write(into: &out, indent: inner)
      }
    case .object(let members):
      JSON.container("{", "}", members.count, into: &out, indent: indent) { index, inner, out in
        JSON.quote(members[index].name, into: &out)
        out.append(58)
        if inner != nil { out.append(32) }
        members[index].value.write(into: &out, indent: inner)
      }
    }
  }

  private static func container(
    _ open: Unicode.Scalar, _ close: Unicode.Scalar, _ count: Int, into out: inout [UInt8], indent: Int?,
    item: (Int, Int?, inout [UInt8]) -> Void
  ) {
    out.append(UInt8(ascii: open))
    for index in 0..<count {
      if index > 0 { out.append(44) }
      if let indent { newline(indent + 1, into: &out) }
      item(index, indent.map { $0 + 1 }, &out)
    }
    if let indent, count > 0 { newline(indent, into: &out) }
    out.append(UInt8(ascii: close))
  }

  private static func newline(_ level: Int, into out: inout [UInt8]) {
    out.append(10)
    for _ in 0..<level * 2 { out.append(32) }
  }

  /// Appends `text` as a JSON string; controls, quote and backslash are escaped, all else is UTF-8.
  static func quote(_ text: String, into out: inout [UInt8]) {
    let digits = Array("0123456789abcdef".utf8)
    out.append(34)
    for byte in text.utf8 {
      switch byte {
      case 34: out += [92, 34]
      case 92: out += [92, 92]
      case 10: out += [92, 110]
      case 13: out += [92, 114]
      case 9: out += [92, 116]
      case 0..<32, 127: out += [92, 117, 48, 48, digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      default: out.append(byte)
      }
    }
    out.append(34)
  }
}
