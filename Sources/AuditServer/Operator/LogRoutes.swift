import AuditEvents
import AuditJournal
import Hummingbird
import Logging
import MerkleLog
import NIOCore

/// The published log over HTTP: C2SP tlog-tiles below `/log/`, and proofs.
struct LogRoutes: Sendable {
    private static let prefix = "/log/"
    private static let notesType = "text/plain; charset=utf-8"
    /// What never changes again may be kept for a year.
    private static let immutable = "public, max-age=31536000, immutable"

    let reader: LogReader
    let logID: String
    let logger: Logger

    /// Adds all routes.
    func add(to router: Router<OperatorContext>) {
        router.get("/log/checkpoint") { [reader] _, _ in
            guard let checkpoint = reader.checkpoint else { return Self.nothing() }
            return Self.response(checkpoint, type: Self.notesType, cache: "no-cache")
        }
        router.get("/log/cosigned-checkpoint") { _, _ in
            do throws(LogReadError) {
                guard let checkpoint = try await reader.cosignedCheckpoint() else { return Self.nothing() }
                return Self.response(checkpoint, type: Self.notesType, cache: "no-cache")
            } catch {
                return failure(error)
            }
        }
        router.get("/log/key") { [reader] _, _ in
            Self.response(Array("\(reader.keys.current.text)\n".utf8), type: Self.notesType, cache: "no-cache")
        }
        router.get("/log/key-rotations") { [reader] _, _ in
            Self.response(reader.keys.bytes, type: Self.notesType, cache: "no-cache")
        }
        router.get("/log/tile/**") { request, _ in try await tile(request.uri.path) }
        router.get("/api/v1/proof/:offset") { request, context in
            guard let offset = context.parameters.get("offset").flatMap({ StrictDecimal.value(of: $0.utf8) }) else {
                return Self.refusal(.badRequest, "the offset of a record is a decimal number")
            }
            return try await proof(of: JournalOffset(offset), as: request.uri.queryParameters["format"])
        }
        router.get("/api/v1/proof") { request, _ in
            guard let id = request.uri.queryParameters["eventId"].flatMap({ EventID(String($0)) }) else {
                return Self.refusal(.badRequest, "name a record: /api/v1/proof/<offset> or ?eventId=<event id>")
            }
            guard let offset = await reader.offset(of: id) else {
                return Self.refusal(.notFound, "no record has this event id")
            }
            return try await proof(of: offset, as: request.uri.queryParameters["format"])
        }
    }

    /// Exactly the paths of the specification; everything else is 404.
    private func tile(_ path: String) async throws -> Response {
        guard path.hasPrefix(Self.prefix) else { return Self.nothing() }
        let coordinate: TileCoordinate
        do throws(TilePathError) {
            coordinate = try TileCoordinate(path: String(path.dropFirst(Self.prefix.count)))
        } catch {
            return Self.nothing()
        }
        do throws(LogReadError) {
            guard let content = try await reader.content(of: coordinate) else { return Self.nothing() }
            return Self.response(content, type: "application/octet-stream", cache: Self.immutable)
        } catch {
            return failure(error)
        }
    }

    private func proof(of offset: JournalOffset, as format: Substring?) async throws -> Response {
        guard format == nil || format == "json" || format == "tlog-proof" else {
            return Self.refusal(.badRequest, "the format of a proof is json or tlog-proof")
        }
        do throws(LogReadError) {
            switch try await reader.standing(of: offset) {
            case .unknown: return Self.refusal(.notFound, "there is no record \(offset)")
            case .waiting:
                var response = Self.refusal(.notFound, "record \(offset) is not yet covered by a checkpoint")
                response.headers[.retryAfter] = "1"
                return response
            case .included(let proof):
                guard format == "tlog-proof" else {
                    let type = "application/json; charset=utf-8"
                    return Self.response(proof.json(logID: logID), type: type, cache: "no-cache")
                }
                let bytes = TlogProof(proof.inclusion, in: proof.checkpoint).bytes
                return Self.response(bytes, type: Self.notesType, cache: "no-cache")
            }
        } catch {
            return failure(error)
        }
    }

    private func failure(_ error: LogReadError) -> Response {
        logger.error("The log can't be read", metadata: ["error": "\(error)"])
        return Self.refusal(.internalServerError, "\(error)")
    }

    private static func nothing() -> Response { refusal(.notFound, "the log has nothing here") }

    private static func refusal(_ status: HTTPResponse.Status, _ message: String) -> Response {
        var json = JSONWriter()
        json.beginObject()
        json.write("message", message)
        json.endObject()
        return response(json.bytes, status: status, type: "application/json; charset=utf-8", cache: "no-store")
    }

    private static func response(
        _ body: [UInt8],
        status: HTTPResponse.Status = .ok,
        type: String,
        cache: String
    ) -> Response {
        Response(
            status: status,
            headers: [.contentType: type, .cacheControl: cache],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: body))
        )
    }
}
