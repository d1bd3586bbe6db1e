public import CardDAV
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore

/// The local page and the address book for phones, on this machine alone.
public struct LocalServer: Sendable {
  /// What is offered, and where.
  public struct Offer: Sendable {
    /// Where the pages get what they show.
    public var pages: any PageSource
    /// The cards a phone may read; nil offers none.
    public var shelf: (any Shelf)?
    /// The port; 0 takes any that is free.
    public var port: Int

    /// An offer.
    public init(pages: any PageSource, shelf: (any Shelf)? = nil, port: Int = 0) {
      self.pages = pages
      self.shelf = shelf
      self.port = port
    }
  }

  /// A server that has begun to listen.
  public struct Running: Sendable {
    /// The port.
    public let port: Int
    /// The phone's user name.
    public var user: String { AppPassword.user }
    /// The phone's password; nil where no address book is offered. Made anew at each start.
    public let password: String?
    let tokens: LaunchTokens

    /// A new link that opens once, within sixty seconds.
    public func link() -> String { "http://127.0.0.1:\(port)/open?token=\(tokens.issue())" }
    /// Where a phone finds the address book.
    public var addressBook: String { "http://127.0.0.1:\(port)/dav/" }
  }

  private let offer: Offer
  private let now: @Sendable () -> ContinuousClock.Instant
  private let bounds: ConnectionGuard.Bounds

  /// A server of what is offered.
  public init(_ offer: Offer) { self.init(offer, now: { ContinuousClock.now }) }

  /// The same by another clock and other bounds.
  init(_ offer: Offer, now: @escaping @Sendable () -> ContinuousClock.Instant, bounds: ConnectionGuard.Bounds = .init()) {
    self.offer = offer
    self.now = now
    self.bounds = bounds
  }

  /// Listens on 127.0.0.1 until SIGTERM, SIGINT or the task's cancellation; requests under way are answered first. `onReady` is
  /// called once the port is bound. Throws where the port is taken.
  public func run(onReady: @escaping @Sendable (Running) async -> Void) async throws {
    let password = offer.shelf == nil ? nil : Secret.make(bytes: 20)
    let tokens = LaunchTokens(now: now)
    let port = BoundPort()
    let reception = Reception(
      port: port, tokens: tokens, sessions: Sessions(now: now), password: AppPassword(password, now: now),
      pages: PageRoutes(source: offer.pages), addressBook: AddressBookRoutes(service: offer.shelf.map { AddressBookService($0) }))
    // Nothing of a request is ever logged: it may hold names.
    var logger = Logger(label: "cardcase-serve")
    logger.logLevel = .critical
    let bounds = bounds
    let channel = HTTP1Channel.Configuration(
      additionalChannelHandlers: [ConnectionGuard(bounds)],
      httpDecoderConfiguration: .init(maxHeaderFieldSize: 16 << 10, maxHeaderListSize: 16 << 10, maxHeaderFieldCount: 100))
    let application = Application(
      responder: reception, server: .http1(configuration: channel),
      configuration: ApplicationConfiguration(
        address: .hostname("127.0.0.1", port: offer.port), serverName: nil, backlog: 64, reuseAddress: true,
        availableConnectionsDelegate: MaximumAvailableConnections(64)),
      onServerRunning: { channel in
        guard let number = channel.localAddress?.port else { return }
        port.set(number)
        await onReady(Running(port: number, password: password, tokens: tokens))
      }, logger: logger)
    try await application.runService()
  }
}
