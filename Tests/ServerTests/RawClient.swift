import NIOCore
import NIOPosix

/// A client that sends bytes as they are written in a test and reads until the server closes or enough has come: what a browser
/// would never send can be sent too.
struct RawClient {
  let port: Int

  /// An answer, taken apart as little as a test needs.
  struct Answer {
    var bytes: [UInt8]
    /// All of it.
    var text: String { String(decoding: bytes, as: UTF8.self) }
    /// The status; 0 where nothing came.
    var status: Int { Int(text.split(separator: " ").dropFirst().first ?? "") ?? 0 }
    /// The head's lines without the first.
    var lines: [String] {
      text.split(separator: "\r\n\r\n", maxSplits: 1).first.map { $0.split(separator: "\r\n").dropFirst().map(String.init) } ?? []
    }
    /// The value of a header field.
    func header(_ name: String) -> String? {
      lines.first { $0.lowercased().hasPrefix(name.lowercased() + ":") }.map {
        String($0.drop { $0 != ":" }.dropFirst().drop { $0 == " " })
      }
    }
    /// What follows the head.
    var body: String {
      guard let end = text.firstRange(of: "\r\n\r\n") else { return "" }
      return String(text[end.upperBound...])
    }
  }

  /// Sends a request line, fields and a body; `Host` and `Connection: close` are added unless they are among the fields.
  func send(_ line: String, _ fields: [String] = [], host: String? = nil, body: String = "") async throws -> Answer {
    var head = ["\(line) HTTP/1.1", "Host: \(host ?? "127.0.0.1:\(port)")"] + fields + ["Connection: close"]
    if !body.isEmpty { head.append("Content-Length: \(body.utf8.count)") }
    return try await raw(head.joined(separator: "\r\n") + "\r\n\r\n" + body)
  }

  /// Sends bytes and reads until the end.
  func raw(_ text: String) async throws -> Answer {
    let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton).connect(host: "127.0.0.1", port: port) {
      channel in
      channel.eventLoop.makeCompletedFuture {
        try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
      }
    }
    return try await channel.executeThenClose { inbound, outbound in
      try await outbound.write(ByteBuffer(string: text))
      var bytes: [UInt8] = []
      do {
        for try await part in inbound { bytes += part.readableBytesView }
      } catch is IOError {
        // The server closed while we were still sending: what came before counts.
      }
      return Answer(bytes: bytes)
    }
  }
}

extension RawClient {
  /// Whether somebody listens at an address: throws where nobody does.
  static func connects(_ host: String, _ port: Int) async throws {
    let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton).connect(host: host, port: port).get()
    try await channel.close().get()
  }
}
