import AuditServer
import AuditTesting
import Testing

/// Every route of the console against every role, over real HTTP.
@Suite(.inTurn) struct AuthorisationMatrixTests {
    /// Who may use what, written down a second time by hand: a change of the table has to be meant.
    private static let allowed: [String: Set<String>] = [
        "asset": ["nobody", "auditor", "operator", "administrator"],
        "missing": ["nobody", "auditor", "operator", "administrator"],
        "login": ["nobody", "auditor", "operator", "administrator"],
        "welcome": ["nobody", "auditor", "operator", "administrator"],
        "zone": ["nobody", "auditor", "operator", "administrator"],
        "logout": ["auditor", "operator", "administrator"],
        "password": ["auditor", "operator", "administrator"],
        "overview": ["auditor", "operator", "administrator"],
        "usage": ["auditor", "operator", "administrator"],
        "reason": ["auditor", "administrator"],
        "search": ["auditor", "administrator"],
        "event": ["auditor", "administrator"],
        "envelope": ["auditor", "administrator"],
        "sessions": ["auditor", "administrator"],
        "session": ["auditor", "administrator"],
        "sightings": ["auditor", "administrator"],
        "export-csv": ["auditor", "administrator"],
        "export-json": ["auditor", "administrator"],
        "picture": ["auditor", "administrator"],
        "unusual": ["auditor", "administrator"],
        "health": ["operator", "administrator"],
        "coverage": ["operator", "administrator"],
        "extension": ["operator", "administrator"],
        "accounts": ["administrator"],
    ]

    @Test func everyRouteIsInTheListAndTheListHasNoOther() {
        #expect(Set(ConsoleRoutes.all.map(\.name)) == Set(Self.allowed.keys))
    }

    @Test func everyRouteAnswersOnlyTheRolesItIsFor() async throws {
        try await ConsoleHarness.run { harness in
            let administrator = try harness.administrator()
            let browsers: [(role: String, browser: ConsoleBrowser)] = [
                ("nobody", harness.browser()),
                ("auditor", try harness.person("otto", "auditor", by: administrator)),
                ("operator", try harness.person("olga", "operator", by: administrator)),
                ("administrator", administrator),
            ]
            // Signing out comes last, since it takes the session away.
            for route in ConsoleRoutes.all.sorted(by: { $0.name != "logout" && $1.name == "logout" }) {
                for (role, browser) in browsers {
                    try browser.get("/console/zone")
                    let code = try Self.ask(route, browser)
                    if Self.allowed[route.name]?.contains(role) == true {
                        #expect(![401, 403].contains(code), "\(role) at \(route.method) \(route.path): \(code)")
                    } else {
                        #expect(code == (role == "nobody" ? 303 : 403), "\(role) at \(route.method) \(route.path)")
                    }
                }
            }
        }
    }

    @Test func nobodyGetsContentsByAMethodThatNoRouteHas() async throws {
        try await ConsoleHarness.run { harness in
            let browser = harness.browser()
            for route in ConsoleRoutes.all where route.method == .post && route.path != "/console/zone" {
                let twin = ConsoleRoutes.all.contains { $0.method == .get && $0.path == route.path }
                let code = try browser.get(Self.path(of: route)).code
                #expect(twin || code == 404, "GET \(route.path): \(code)")
            }
        }
    }

    private static func ask(_ route: ConsoleRoute, _ browser: ConsoleBrowser) throws -> Int {
        let path = path(of: route)
        guard route.method == .post else { return try browser.get(path).code }
        return try browser.post(path, [:]).code
    }

    private static func path(of route: ConsoleRoute) -> String {
        route.path.replacing(":offset", with: "0").replacing(":session", with: "1").replacing(
            "**",
            with: "nowhere/at/all"
        )
        .replacing(":name", with: "\(HostileTrail.picture).png")
    }
}
