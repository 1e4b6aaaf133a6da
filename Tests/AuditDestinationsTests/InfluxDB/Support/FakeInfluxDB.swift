import AuditDestinations
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL
import Synchronization

/// An HTTP server that plays InfluxDB 2 and 3: records what comes and answers as a test says.
final class FakeInfluxDB: Sendable {
    /// What a request gets.
    enum Reply: Sendable {
        /// A complete answer.
        case answer(Int, [(String, String)], String)
        /// A head, then one byte each 50 ms for ever.
        case drip
        /// A head, then bytes without end.
        case flood
        /// Nothing at all.
        case silence
        /// The end of the connection.
        case hangUp

        static let stored = Reply.answer(204, [], "")
    }

    private let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
    private let channel: any Channel
    private let log = Log()

    /// Listens on a free port of loopback; `reply` gets each request with its number.
    init(
        tls: (certificate: String, key: String)? = nil,
        reply: @escaping @Sendable (FakeRequest, Int) -> Reply
    ) async throws {
        let context = try tls.map { paths in
            try NIOSSLContext(
                configuration: .makeServerConfiguration(
                    certificateChain: try NIOSSLCertificate.fromPEMFile(paths.certificate).map { .certificate($0) },
                    privateKey: .privateKey(try NIOSSLPrivateKey(file: paths.key, format: .pem))
                )
            )
        }
        let log = log
        channel = try await ServerBootstrap(group: group)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    let pipeline = channel.pipeline.syncOperations
                    if let context { try pipeline.addHandler(NIOSSLServerHandler(context: context)) }
                    try pipeline.configureHTTPServerPipeline()
                    try pipeline.addHandler(FakeInfluxDBHandler { request in reply(request, log.append(request)) })
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
    }

    deinit {
        group.shutdownGracefully { _ in }
    }

    /// The port it listens on.
    var port: Int { channel.localAddress?.port ?? 0 }

    /// All requests so far.
    var requests: [FakeRequest] { log.all }

    /// The writes among them that carried lines.
    var writes: [FakeRequest] { requests.filter { $0.path == "/api/v2/write" && !$0.lines.isEmpty } }

    /// What came so far; outlives the server in the handlers of its connections.
    private final class Log: Sendable {
        private let requests = Mutex<[FakeRequest]>([])

        var all: [FakeRequest] { requests.withLock { $0 } }

        func append(_ request: FakeRequest) -> Int {
            requests.withLock { requests in
                requests.append(request)
                return requests.count - 1
            }
        }
    }
}
