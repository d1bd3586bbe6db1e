import NIOCore
import NIOHTTP1

/// Sees a request's first line as it was sent, before the server's own types forget it. A target that is no path (a whole address,
/// which may name another host than the Host field) is made one that no route takes.
final class RequestLineGuard: ChannelInboundHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias InboundOut = HTTPServerRequestPart

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    guard case .head(var head) = unwrapInboundIn(data), !head.uri.hasPrefix("/") else { return context.fireChannelRead(data) }
    head.uri = "*"
    context.fireChannelRead(wrapInboundOut(.head(head)))
  }
}
