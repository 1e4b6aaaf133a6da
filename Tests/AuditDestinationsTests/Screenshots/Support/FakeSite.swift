import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL
import Synchronization

/// A server that records what comes and answers as a test says.
final class FakeSite: Sendable {
    /// Begins like a PNG; more isn't needed here.
    static let png = PaddedPNG.bytes()

    private let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
    private let channel: any Channel

    /// Listens on a free port of loopback, over TLS with the certificate of that name if there is one.
    ///
    /// With `requiresClient` a client without a certificate of the root is turned away; else it is asked for one.
    init(
        _ name: String,
        certificates: SiteCertificates? = nil,
        certificate: String = "server",
        requiresClient: Bool = false,
        log: SiteLog,
        reply: @escaping @Sendable (SiteRequest) -> SiteReply
    ) async throws {
        let context = try certificates.map { files in
            var configuration = TLSConfiguration.makeServerConfiguration(
                certificateChain: try NIOSSLCertificate.fromPEMFile(files.path("\(certificate).pem"))
                    .map { .certificate($0) },
                privateKey: .privateKey(try NIOSSLPrivateKey(file: files.path("\(certificate).key"), format: .pem))
            )
            configuration.trustRoots = .certificates(try NIOSSLCertificate.fromPEMFile(files.path("root.pem")))
            configuration.certificateVerification = requiresClient ? .noHostnameVerification : .optionalVerification
            return try NIOSSLContext(configuration: configuration)
        }
        channel = try await ServerBootstrap(group: group)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    let pipeline = channel.pipeline.syncOperations
                    if let context { try pipeline.addHandler(NIOSSLServerHandler(context: context)) }
                    try pipeline.addHandler(ByteToMessageHandler(HTTPRequestDecoder()))
                    try pipeline.addHandler(
                        FakeSiteHandler(name) { request in
                            log.append(request)
                            return reply(request)
                        }
                    )
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
    }

    deinit {
        group.shutdownGracefully { _ in }
    }

    /// The port it listens on.
    var port: Int { channel.localAddress?.port ?? 0 }
}
