import AsyncHTTPClient
import AuditEvents
import Dispatch
import NIOCore
import NIOHTTP1
import NIOSSL
import Synchronization

/// Carries requests over HTTP/1.1, kept alive, without redirects, bounded in time and size.
package final class HTTPInfluxDBTransport: InfluxDBTransport {
    private static let connectTimeout = TimeAmount.seconds(5)

    private let address: InfluxDBAddress
    private let credentials: InfluxDBCredentials
    /// Made at the first request, so that a certificate file is read again until it is right.
    private let client = Mutex<HTTPClient?>(nil)

    /// Opens nothing yet.
    package init(address: InfluxDBAddress, credentials: InfluxDBCredentials) {
        self.address = address
        self.credentials = credentials
    }

    deinit {
        // The client ends its connections by itself; nobody is left who could wait for it or be told of an error.
        client.withLock { $0 }?.shutdown { _ in }
    }

    package func send(_ request: InfluxDBRequest) async throws(InfluxDBTransportError) -> InfluxDBAnswer {
        let client = try currentClient()
        let outgoing = outgoing(request)
        let timeout = address.timeout
        let result = await withTaskGroup(of: Result<InfluxDBAnswer, InfluxDBTransportError>.self) { group in
            group.addTask { await self.exchange(outgoing, client) }
            group.addTask {
                // Ends early when the delivery is cancelled; either way there was no answer.
                try? await Task.sleep(for: timeout)
                return .failure(.unavailable(reason: "no complete answer from InfluxDB within \(timeout)"))
            }
            defer { group.cancelAll() }
            return await group.next() ?? .failure(.unavailable(reason: "stopped"))
        }
        return try result.get()
    }

    private func outgoing(_ request: InfluxDBRequest) -> HTTPClientRequest {
        var outgoing = HTTPClientRequest(url: address.url(request))
        outgoing.method = HTTPMethod(rawValue: request.method.rawValue)
        outgoing.headers.add(name: "User-Agent", value: "vidimus")
        outgoing.headers.add(name: "Accept", value: "application/json")
        if let header = credentials.header { outgoing.headers.add(name: "Authorization", value: header) }
        guard let contentType = request.contentType else { return outgoing }
        outgoing.headers.add(name: "Content-Type", value: contentType)
        var body = request.body
        if body.count > Gzip.threshold, let compressed = Gzip.compress(body) {
            outgoing.headers.add(name: "Content-Encoding", value: "gzip")
            body = compressed
        }
        outgoing.body = .bytes(ByteBuffer(bytes: body))
        return outgoing
    }

    private func exchange(
        _ request: HTTPClientRequest,
        _ client: HTTPClient
    ) async -> Result<InfluxDBAnswer, InfluxDBTransportError> {
        do {
            let limit = TimeAmount(address.timeout)
            let response = try await client.execute(request, deadline: .now() + limit)
            var body: [UInt8] = []
            for try await part in response.body {
                body += part.readableBytesView.prefix(InfluxDBAnswer.maximumBodyBytes - body.count)
                if body.count >= InfluxDBAnswer.maximumBodyBytes { break }
            }
            return .success(
                InfluxDBAnswer(
                    status: Int(response.status.code),
                    retryAfter: response.headers.first(name: "Retry-After"),
                    body: body
                )
            )
        } catch {
            return .failure(HTTPFailure.explained(error, address: address, credentials: credentials))
        }
    }

    private func currentClient() throws(InfluxDBTransportError) -> HTTPClient {
        let result = client.withLock { current -> Result<HTTPClient, InfluxDBTransportError> in
            if let current { return .success(current) }
            return clientConfiguration().map { configuration in
                let made = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
                current = made
                return made
            }
        }
        return try result.get()
    }

    private func clientConfiguration() -> Result<HTTPClient.Configuration, InfluxDBTransportError> {
        var tls = TLSConfiguration.makeClientConfiguration()
        if let file = address.authorityFile {
            do {
                tls.trustRoots = .certificates(try NIOSSLCertificate.fromPEMFile(file))
            } catch {
                let cure = "make Vidimus.destinations.influxdb.caFile a readable PEM file with certificates"
                return .failure(.misconfigured(reason: "\(file) can't be read as certificates: \(error); \(cure)"))
            }
        }
        var configuration = HTTPClient.Configuration(
            tlsConfiguration: tls,
            redirectConfiguration: .disallow,
            timeout: .init(connect: Self.connectTimeout, read: TimeAmount(address.timeout))
        )
        configuration.httpVersion = .http1Only
        // The delivery loop has its own rhythm of retries.
        configuration.connectionPool.retryConnectionEstablishment = false
        return .success(configuration)
    }
}
