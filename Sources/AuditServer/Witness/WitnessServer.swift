import AuditJournal
import Dispatch
import Hummingbird
import Logging
import MerkleLog
import NIOCore
import ServiceLifecycle

/// A small witness over HTTP: `add-checkpoint` and the retrieval for monitors of C2SP tlog-witness.
package struct WitnessServer: Service {
    private let host: String
    private let port: Int
    private let ledger: WitnessLedger
    /// Seconds since 1970-01-01 UTC.
    private let now: @Sendable () -> UInt64
    private let logger: Logger
    // The ledger waits for the disk.
    private let queue = DispatchQueue(label: "vidimus.witness")

    /// Creates the door; nothing is bound before ``run()``.
    package init(
        host: String,
        port: Int,
        ledger: WitnessLedger,
        logger: Logger,
        now: @escaping @Sendable () -> UInt64
    ) {
        self.host = host
        self.port = port
        self.ledger = ledger
        self.logger = logger
        self.now = now
    }

    package func run() async throws {
        var quiet = logger
        quiet.logLevel = max(logger.logLevel, .warning)
        let router = Router()
        router.post("/add-checkpoint") { request, _ in
            let body = try await request.body.collect(upTo: WitnessRequest.maximumByteCount)
            return await answer(Array(body.readableBytesView))
        }
        router.get("/:hash/checkpoint") { [ledger] _, context in
            guard let hash = context.parameters.get("hash"), let bytes = try ledger.checkpoint(originHash: hash) else {
                return Self.response(.notFound, "this log was never cosigned here\n")
            }
            return Self.response(.ok, String(decoding: bytes, as: UTF8.self))
        }
        let application = Application(
            router: router,
            configuration: ApplicationConfiguration(address: .hostname(host, port: port), serverName: nil),
            onServerRunning: { [logger] channel in
                guard let address = channel.localAddress else { return }
                let url = "http://\(IngestServer.text(of: address))"
                logger.info("Witness is listening", metadata: ["address": "\(url)"])
            },
            logger: quiet
        )
        try await application.run()
    }

    private func answer(_ body: [UInt8]) async -> Response {
        let time = now()
        let result = await withCheckedContinuation { continuation in
            queue.async {
                continuation.resume(
                    returning: Result { () throws(WitnessRefusal) in try ledger.cosign(body, atSeconds: time) }
                )
            }
        }
        switch result {
        case .success(let (checkpoint, signature)):
            let size = checkpoint.checkpoint.size
            logger.info("Cosigned", metadata: ["origin": "\(signature.key.name)", "size": "\(size)"])
            return Self.response(.ok, signature.line)
        case .failure(.conflict(let known)):
            return Self.response(.conflict, "\(known)\n", type: "text/x.tlog.size")
        case .failure(let refusal):
            logger.warning("Not cosigned", metadata: ["reason": "\(refusal)"])
            return Self.response(HTTPResponse.Status(code: refusal.status), "\(refusal)\n")
        }
    }

    private static func response(
        _ status: HTTPResponse.Status,
        _ text: String,
        type: String = "text/plain; charset=utf-8"
    ) -> Response {
        Response(
            status: status,
            headers: [.contentType: type, .cacheControl: "no-store"],
            body: ResponseBody(byteBuffer: ByteBuffer(string: text))
        )
    }
}
