import HTTPTypes
import NIOCore
import NIOHTTPTypes
import NIOHTTPTypesHTTP1

/// Stands before the routes on each connection: a deadline for the head and the body of a request, a bound on the body by route,
/// and no transfer coding (only Content-Length tells a body's length here, so two readers cannot disagree on it).
final class ConnectionGuard: ChannelDuplexHandler, RemovableChannelHandler {
  typealias InboundIn = HTTPRequestPart
  typealias InboundOut = HTTPRequestPart
  typealias OutboundIn = HTTPResponsePart
  typealias OutboundOut = HTTPResponsePart

  /// How long and how much.
  struct Bounds: Sendable {
    /// From the connection to the end of the first head.
    var head = TimeAmount.seconds(10)
    /// From the head to the end of the body.
    var body = TimeAmount.seconds(60)
    /// From an answer to the end of the next head.
    var idle = TimeAmount.seconds(30)
    /// Bytes of a body, by path.
    var bytes: @Sendable (_ path: String) -> Int = { $0.hasPrefix("/dav") ? 1 << 20 : 0 }
  }

  private let bounds: Bounds
  private var deadline: Scheduled<Void>?
  private var left = 0
  private var isRefused = false
  private var isLast = false

  init(_ bounds: Bounds = Bounds()) { self.bounds = bounds }

  func handlerAdded(context: ChannelHandlerContext) {
    let pipeline = context.pipeline.syncOperations
    do {
      try pipeline.addHandler(RequestLineGuard(), position: .before(pipeline.handler(type: HTTP1ToHTTPServerCodec.self)))
    } catch {
      // A connection without its guard is no connection.
      return context.close(promise: nil)
    }
    if context.channel.isActive { wait(bounds.head, context) }
  }

  func channelActive(context: ChannelHandlerContext) {
    wait(bounds.head, context)
    context.fireChannelActive()
  }

  func channelInactive(context: ChannelHandlerContext) {
    deadline?.cancel()
    context.fireChannelInactive()
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    guard !isRefused else { return }
    switch unwrapInboundIn(data) {
    case .head(let head):
      left = bounds.bytes(head.path ?? "")
      if head.headerFields[.transferEncoding] != nil { return refuse(.lengthRequired, context) }
      if let length = head.headerFields[.contentLength] {
        guard let length = Int(length), length >= 0 else { return refuse(.badRequest, context) }
        guard length <= left else { return refuse(.contentTooLarge, context) }
      }
      wait(bounds.body, context)
    case .body(let buffer):
      left -= buffer.readableBytes
      guard left >= 0 else { return refuse(.contentTooLarge, context) }
    case .end:
      deadline?.cancel()
    }
    context.fireChannelRead(data)
  }

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    guard !isRefused else {
      promise?.fail(ChannelError.ioOnClosedChannel)
      return
    }
    switch unwrapOutboundIn(data) {
    case .head(let head): isLast = head.headerFields[.connection] == "close"
    case .body: break
    case .end:
      wait(bounds.idle, context)
      if isLast {
        let channel = context.channel
        let written = promise ?? context.eventLoop.makePromise(of: Void.self)
        written.futureResult.whenComplete { _ in channel.close(promise: nil) }
        return context.writeAndFlush(data, promise: written)
      }
    }
    context.write(data, promise: promise)
  }

  private func refuse(_ status: HTTPResponse.Status, _ context: ChannelHandlerContext) {
    isRefused = true
    deadline?.cancel()
    let head = HTTPResponse(status: status, headerFields: [.contentLength: "0", .connection: "close"])
    context.write(wrapOutboundOut(.head(head)), promise: nil)
    let written = context.eventLoop.makePromise(of: Void.self)
    let channel = context.channel
    written.futureResult.whenComplete { _ in channel.close(promise: nil) }
    context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: written)
  }

  private func wait(_ time: TimeAmount, _ context: ChannelHandlerContext) {
    deadline?.cancel()
    let channel = context.channel
    deadline = context.eventLoop.scheduleTask(in: time) { channel.close(promise: nil) }
  }
}
