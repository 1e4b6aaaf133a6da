import AuditServer
import AuditTesting
import NIOHTTP1
import Testing

@Suite(.inTurn) struct IngestRouteTests {
    @Test(arguments: [
        (HTTPMethod.POST, "/api/v1/audit-event", IngestRoute.event), (.POST, "/api/v1/audit-events", .batch),
        (.GET, "/api/v1/test-connection", .testConnection), (.HEAD, "/api/v1/test-connection", .testConnection),
        (.GET, "/health/live", .live), (.HEAD, "/health/ready", .ready), (.OPTIONS, "/anything", .preflight),
        (.OPTIONS, "*", .preflight), (.OPTIONS, "/%zz", .preflight),
        (.POST, "/api/v1/audit-event?x=%zz", .event), (.POST, "/api/v1/audit%2Devent", .event),
        (.POST, "/%61pi/v1/audit-event", .event), (.GET, "/health/live?", .live),
        (.POST, "/api/v1/audit-event/", .unknown), (.POST, "//api/v1/audit-event", .unknown),
        (.POST, "/api/v1/Audit-event", .unknown), (.PUT, "/api/v1/audit-event", .unknown),
        (.GET, "/api/v1/audit-event", .unknown), (.POST, "/api/v1/audit-even", .unknown), (.GET, "", .unknown),
        (.POST, "/api/v1/audit-event%00", .unknown), (.POST, "/api/v1/../v1/audit-event", .unknown),
        (.POST, "/api/v1/audit-event%3Fx", .unknown),
    ])
    func routesAreExact(method: HTTPMethod, uri: String, route: IngestRoute) throws {
        #expect(try IngestRoute(method: method, uri: uri) == route)
    }

    @Test(arguments: ["/%", "/%4", "/%zz", "/%4x", "/%c3%28", "/a%ff"])
    func aBadEscapeIsNoPath(uri: String) {
        #expect(throws: IngestRoute.BadPath.self) { try IngestRoute(method: .GET, uri: uri) }
    }

    @Test func onlyEventsAndTheConnectionTestAreCounted() {
        let all: [IngestRoute] = [.event, .batch, .testConnection, .live, .ready, .preflight, .unknown]
        #expect(all.filter(\.isCounted) == [.event, .batch, .testConnection])
        #expect(all.filter { !$0.needsToken } == [.live, .ready, .preflight])
    }
}
