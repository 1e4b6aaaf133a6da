import AuditEvents
import Foundation
import NIOHTTP1

/// Prepares answers of the demo client: reads files, computes charts, paints pictures.
///
/// It takes its time, so it is never called on an event loop.
struct DemoWork: Sendable {
    let client: DemoClient
    let pictures: any PictureSource

    /// Does what can be done without the site's state.
    func prepare(_ route: DemoRoute, for request: SiteRequest) -> DemoResult {
        guard route.allows(request.method) else { return Self.refused(405, "Another method is needed here.") }
        if request.method == "POST", !Self.isJSON(request) {
            return Self.refused(415, "Content-Type has to be application/json.")
        }
        switch route {
        case .file(let path): return .answer(file(path))
        case .page(let app, let path):
            guard client.people.apps.contains(where: { $0.id.description == app.lowercased() }) else {
                return .answer(Self.noFile)
            }
            return .answer(file(path))
        case .catalogue: return .answer(Self.json(200, DemoCatalogue.bytes(of: client.people)))
        case .settings: return .answer(Self.json(200, settings))
        case .signIn, .data, .export: return asked(route, request.body)
        // Decided by the site, which knows who asks.
        case .user: return .answer(Self.json(200, []))
        case .unknown: return Self.refused(404, "There is no such thing here.")
        }
    }

    private func asked(_ route: DemoRoute, _ body: [UInt8]) -> DemoResult {
        do throws(DemoRequestError) {
            if route == .signIn { return .signIn(try Self.user(body)) }
            let wanted = try DemoRequest(body, in: client.people)
            guard route == .export else { return .answer(Self.json(200, DemoChart.bytes(of: wanted))) }
            guard let size = wanted.size else { throw DemoRequestError("Width and height are needed.") }
            guard wanted.object.kind.isSupported else { throw DemoRequestError("This object can't be exported.") }
            return .picture(pictures.picture(of: wanted.object, selections: wanted.selections, size: size))
        } catch {
            return Self.refused(400, error.sentence)
        }
    }

    private func file(_ path: [String]) -> SiteAnswer {
        guard let (type, bytes) = client.files.file(path) else { return Self.noFile }
        return SiteAnswer(
            200,
            headers: ["Content-Type": type, "Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"],
            body: bytes
        )
    }

    private var settings: [UInt8] {
        var writer = JSONWriter()
        writer.beginObject()
        writer.write("endpoint", client.endpoint)
        writer.write("key", client.key)
        writer.endObject()
        return writer.bytes
    }

    private static func user(_ body: [UInt8]) throws(DemoRequestError) -> SiteUser {
        struct Members: Decodable { let user: String }
        do {
            let members = try JSONDecoder().decode(Members.self, from: Data(body))
            return try SiteUser(identity: members.user)
        } catch {
            throw DemoRequestError("The body has to name a user with a directory.")
        }
    }

    /// A type that no form of a foreign page can send without being asked first.
    private static func isJSON(_ request: SiteRequest) -> Bool {
        let type = request.headers.first(name: "Content-Type")?.split(separator: ";").first ?? ""
        return type.lowercased().split(separator: " ").joined() == "application/json"
    }

    private static let noFile = SiteAnswer.page(404, title: "Not found", "There is no such thing here.")

    private static func refused(_ status: Int, _ sentence: String) -> DemoResult { .answer(error(status, sentence)) }

    /// An answer that says what is wrong.
    static func error(_ status: Int, _ sentence: String) -> SiteAnswer {
        var writer = JSONWriter()
        writer.beginObject()
        writer.write("error", sentence)
        writer.endObject()
        return json(status, writer.bytes)
    }

    /// An answer that nobody may keep.
    static func json(_ status: Int, _ bytes: [UInt8]) -> SiteAnswer {
        var answer = SiteAnswer.json(status, bytes)
        answer.headers.add(name: "Cache-Control", value: "no-store")
        return answer
    }
}
