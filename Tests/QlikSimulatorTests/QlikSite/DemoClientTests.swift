import AsyncHTTPClient
import AuditTesting
import Foundation
import NIOHTTP1
import QlikSimulator
import Testing

/// The page for people, over real sockets: its files, its catalogue, signing in, rows and pictures.
@Suite(.inTurn) struct DemoClientTests {
    private static let people = SimulatedSite()
    private static let app = people.apps[2]
    private static let identity = "UserDirectory=LAB; UserId=goran"

    /// A site at the prefix `analytics` with a page of three files, over http too.
    private static func run(
        files: [String: String] = ["index.html": "<title>page</title>", "main.js": "start()", "lib/a.css": "p{}"],
        _ body: (SiteHarness, _ base: String, _ folder: String) async throws -> Void
    ) async throws {
        let parent = FileManager.default.temporaryDirectory.appending(path: "demo-\(UUID().uuidString)").path
        let folder = parent + "/page"
        defer { try? FileManager.default.removeItem(atPath: parent) }
        for (name, text) in files {
            let url = URL(filePath: "\(folder)/\(name)")
            try FileManager.default.createDirectory(
                at: url.deletingLastPathComponent(),
                withIntermediateDirectories: true
            )
            try Data(text.utf8).write(to: url)
        }
        let prefix = try SiteHarness.prefix("analytics")
        let configuration = QlikSiteConfiguration(
            rules: SiteRules(virtualProxies: [SiteVirtualProxy(prefix: prefix)]),
            opensPlainProxy: true
        )
        let demo = DemoClient(
            people: people,
            files: try DemoFiles(directory: folder),
            endpoint: "http://127.0.0.1:8787",
            key: "key \"1\""
        )
        try await SiteHarness.run(configuration, demo: demo) { harness in
            try await body(harness, harness.site.baseURL(prefix, over: .plainProxy), folder)
        }
    }

    private static func post(
        _ harness: SiteHarness,
        _ url: String,
        _ body: String,
        cookie: String? = nil,
        type: String = "application/json"
    ) async throws -> SiteResponse {
        try await harness.send(
            .POST,
            url,
            headers: ["Content-Type": type],
            cookies: cookie.map { [$0] } ?? [],
            body: body,
            through: harness.browser
        )
    }

    private static func signIn(
        _ harness: SiteHarness,
        _ base: String,
        cookie: String? = nil,
        as user: String = identity
    ) async throws -> SiteResponse {
        try await post(harness, base + "/simulator/sign-in", "{\"user\":\"\(user)\"}", cookie: cookie)
    }

    private static func object(_ response: SiteResponse) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(response.body)) as? [String: Any], "\(response.text)")
    }

    // MARK: Files

    @Test func filesHaveTheirTypesAndAreNeverKept() async throws {
        try await Self.run { harness, base, _ in
            let app = Self.app.id.description
            let cases = [
                ("/demo/", "<title>page</title>", "text/html; charset=utf-8"),
                ("/demo", "<title>page</title>", "text/html; charset=utf-8"),
                ("/demo/main.js?x=1", "start()", "text/javascript; charset=utf-8"),
                ("/demo/lib/a.css", "p{}", "text/css; charset=utf-8"),
                ("/sense/app/\(app)", "<title>page</title>", "text/html; charset=utf-8"),
                ("/sense/app/\(app)/sheet/x/state/analysis", "<title>page</title>", "text/html; charset=utf-8"),
                ("/sense/app/\(app.uppercased())/lib/a.css", "p{}", "text/css; charset=utf-8"),
            ]
            for (path, text, type) in cases {
                let response = try await harness.get(base + path)
                #expect(response.status == 200, "\(path)")
                #expect(response.text == text)
                #expect(response.headers.first(name: "Content-Type") == type)
                #expect(response.headers.first(name: "Cache-Control") == "no-store")
                #expect(response.headers.first(name: "X-Content-Type-Options") == "nosniff")
            }
        }
    }

    @Test func aFileThatChangesIsReadAnew() async throws {
        try await Self.run { harness, base, folder in
            #expect(try await harness.get(base + "/demo/main.js").text == "start()")
            try Data("stop()".utf8).write(to: URL(filePath: folder + "/main.js"))
            #expect(try await harness.get(base + "/demo/main.js").text == "stop()")
        }
    }

    @Test func nothingOutsideTheFolderIsServed() async throws {
        let files = ["index.html": "", ".hidden.js": "secret", "data.bin": "secret", "sub/.git/a.js": "secret"]
        try await Self.run(files: files) { harness, base, folder in
            let manager = FileManager.default
            try Data("secret".utf8).write(to: URL(filePath: folder + "/../outside.js"))
            try Data("secret".utf8).write(to: URL(filePath: folder + "/../page2.js"))
            try manager.createSymbolicLink(atPath: folder + "/link.js", withDestinationPath: folder + "/../outside.js")
            try manager.createSymbolicLink(atPath: folder + "/up", withDestinationPath: folder + "/..")
            try manager.createSymbolicLink(atPath: folder + "/loop.js", withDestinationPath: folder + "/loop.js")
            try manager.createDirectory(atPath: folder + "/folder.js", withIntermediateDirectories: true)
            let paths = [
                "/demo/../outside.js", "/demo/%2e%2e/outside.js", "/demo/..%2foutside.js",
                "/demo/sub/%2e%2e/index.html",
                "/demo/link.js", "/demo/up/outside.js", "/demo/loop.js", "/demo/folder.js", "/demo/.hidden.js",
                "/demo/sub/.git/a.js", "/demo/data.bin", "/demo/nothing.js", "/demo/sub/", "/demo/index%00.html",
                "/demo/%zz.js", "/demo/../page2.js", "/sense/app/unknown/", "/sense/app/\(UUID())/main.js",
                "/demo/..%5coutside.js", "/demo//%2fetc/hosts.txt",
            ]
            for path in paths {
                let response = try await harness.get(base + path)
                #expect(response.status == 404, "\(path)")
                #expect(!response.text.contains("secret"), "\(path)")
            }
        }
    }

    @Test func aFileAboveTheBoundIsNotFound() async throws {
        try await Self.run { harness, base, folder in
            let size = DemoFiles.maximumBytes
            try Data(count: size).write(to: URL(filePath: folder + "/large.txt"))
            try Data(count: size + 1).write(to: URL(filePath: folder + "/larger.txt"))
            #expect(try await harness.get(base + "/demo/large.txt").body.count == size)
            #expect(try await harness.get(base + "/demo/larger.txt").status == 404)
        }
    }

    @Test func aFolderWithoutAPageIsRefused() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "demo-\(UUID().uuidString)").path
        #expect(throws: DemoFiles.Fault.self) { try DemoFiles(directory: folder) }
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        #expect(throws: DemoFiles.Fault.self) { try DemoFiles(directory: folder) }
    }

    // MARK: Who asks

    @Test func whoIsNotSignedInMaySeeThePageAndTheCatalogueOnly() async throws {
        try await Self.run { harness, base, _ in
            #expect(try await harness.get(base + "/simulator/catalogue.json").status == 200)
            for path in ["/simulator/settings.json", "/qps/user"] {
                let response = try await harness.get(base + path)
                #expect(response.status == 401)
                #expect(try Self.object(response)["error"] is String)
            }
            for path in ["/simulator/data", "/simulator/export"] {
                #expect(try await Self.post(harness, base + path, "{}").status == 401)
            }
            #expect(try await harness.get(base + "/hub/").status == 302)
        }
    }

    @Test func peopleSignInAsSomebodyAndAreKnown() async throws {
        try await Self.run { harness, base, _ in
            let response = try await Self.signIn(harness, base)
            #expect(response.status == 200)
            let cookie = try #require(response.cookie())
            #expect(cookie.hasPrefix("X-Qlik-Session-analytics-HTTP="))
            let known = try Self.object(await harness.get(base + "/qps/user", cookies: [cookie]))
            #expect(known["userDirectory"] as? String == "LAB")
            #expect(known["userId"] as? String == "goran")
            #expect(known["session"] as? String == "active")
            let settings = try Self.object(await harness.get(base + "/simulator/settings.json", cookies: [cookie]))
            #expect(settings["endpoint"] as? String == "http://127.0.0.1:8787")
            #expect(settings["key"] as? String == "key \"1\"")
            // The same again changes nothing; somebody else ends the session.
            let again = try await Self.signIn(harness, base, cookie: cookie)
            #expect(again.status == 200)
            #expect(again.cookie() == nil)
            let other = try await Self.signIn(harness, base, cookie: cookie, as: "NORD\\\\anna.berg")
            #expect(try Self.object(other)["user"] as? String == "UserDirectory=NORD; UserId=anna.berg")
            #expect(try await harness.get(base + "/qps/user", cookies: [cookie]).status == 401)
            #expect(harness.site.sessionCount == 1)
        }
    }

    @Test func theSixthSessionIsRefused() async throws {
        try await Self.run { harness, base, _ in
            for _ in 0..<5 { #expect(try await Self.signIn(harness, base).status == 200) }
            let sixth = try await Self.signIn(harness, base)
            #expect(sixth.status == 403)
            #expect(sixth.cookie() == nil)
        }
    }

    @Test func nobodyIsSignedInByABadRequest() async throws {
        try await Self.run { harness, base, _ in
            let url = base + "/simulator/sign-in"
            for body in ["", "[]", "{}", "{\"user\":1}", "{\"user\":\"\"}", "{\"user\":\"goran\"}"] {
                #expect(try await Self.post(harness, url, body).status == 400, "\(body)")
            }
            // What a form of a foreign page can send.
            for type in ["text/plain", "application/x-www-form-urlencoded", ""] {
                let response = try await Self.post(harness, url, "{\"user\":\"\(Self.identity)\"}", type: type)
                #expect(response.status == 415)
            }
            #expect(try await harness.get(url).status == 405)
            #expect(harness.site.sessionCount == 0)
        }
    }

    // MARK: Charts

    @Test func theCatalogueIsTheSite() async throws {
        try await Self.run { harness, base, _ in
            let catalogue = try Self.object(await harness.get(base + "/simulator/catalogue.json"))
            let apps = try #require(catalogue["apps"] as? [[String: Any]])
            #expect(apps.map { $0["name"] as? String } == Self.people.apps.map(\.name))
            for (app, written) in zip(Self.people.apps, apps) {
                #expect(written["id"] as? String == app.id.description)
                let fields = try #require(written["fields"] as? [[String: Any]])
                #expect(fields.map { $0["values"] as? [String] } == app.fields.map(\.values))
                let sheets = try #require(written["sheets"] as? [[String: Any]])
                let objects = sheets.flatMap { $0["objects"] as? [[String: Any]] ?? [] }
                #expect(objects.map { $0["id"] as? String } == app.sheets.flatMap(\.objects).map(\.id))
            }
            let users = try #require(catalogue["users"] as? [String])
            #expect(users.first == Self.people.user(0).identity)
            for user in users { _ = try SiteUser(identity: user) }
        }
    }

    @Test func everyChartHasTheRowsThatItsPictureShows() async throws {
        try await Self.run { harness, base, _ in
            let cookie = try #require(try await Self.signIn(harness, base).cookie())
            for app in Self.people.apps {
                for object in app.sheets.flatMap(\.objects) {
                    let body = "{\"app\":\"\(app.id)\",\"object\":\"\(object.id)\"}"
                    let response = try await Self.post(harness, base + "/simulator/data", body, cookie: cookie)
                    #expect(response.status == 200)
                    let expected = ChartData(object, in: app, selections: [])
                    let rows = try #require(try Self.object(response)["rows"] as? [[String: Any]])
                    #expect(rows.map { $0["elements"] as? [Int] } == expected.rows)
                    for (index, row) in rows.enumerated() {
                        let labels = expected.dimensions.indices.map { expected.text(row: index, dimension: $0) }
                        #expect(row["labels"] as? [String] == labels)
                        #expect(row["numbers"] as? [Double] == expected.series.map { $0.values[index] })
                        #expect((row["texts"] as? [String])?.count == expected.series.count)
                    }
                }
            }
        }
    }

    @Test func selectionsNarrowTheRows() async throws {
        try await Self.run { harness, base, _ in
            let cookie = try #require(try await Self.signIn(harness, base).cookie())
            let sheet = Self.app.sheets[0]
            let object = sheet.objects[1]
            let body = """
                {"app":"\(Self.app.id)","sheet":"\(sheet.id)","object":"\(object.id)","more":1,
                 "selections":[{"field":"Rating","values":["BB","AA","BB"]}]}
                """
            let response = try await Self.post(harness, base + "/simulator/data", body, cookie: cookie)
            let rows = try #require(try Self.object(response)["rows"] as? [[String: Any]])
            #expect(rows.map { $0["labels"] as? [String] } == [["AA"], ["BB"]])
            let expected = ChartData(object, in: Self.app, selections: [SelectedField(field: 0, values: [1, 4])])
            #expect(rows.map { ($0["numbers"] as? [Double])?.first } == expected.series[0].values)
        }
    }

    @Test(arguments: [
        "", "[]", "{\"app\":\"x\",\"object\":\"y\"}", "{\"app\":\"@\",\"object\":\"nothing\"}",
        "{\"app\":\"@\",\"object\":\"#\",\"sheet\":\"nothing\"}",
        "{\"app\":\"@\",\"object\":\"#\",\"selections\":[{\"field\":\"Nothing\",\"values\":[\"AA\"]}]}",
        "{\"app\":\"@\",\"object\":\"#\",\"selections\":[{\"field\":\"Rating\",\"values\":[]}]}",
        "{\"app\":\"@\",\"object\":\"#\",\"selections\":[{\"field\":\"Rating\",\"values\":[\"ZZ\"]}]}",
        "{\"app\":\"@\",\"object\":\"#\",\"selections\":[{\"field\":\"Rating\",\"values\":[\"A\"]},"
            + "{\"field\":\"Rating\",\"values\":[\"B\"]}]}",
    ])
    func whatIsNotInTheCatalogueIsRefused(body: String) async throws {
        let object = Self.app.sheets[0].objects[1].id
        let body = body.replacing("@", with: Self.app.id.description).replacing("#", with: object)
        try await Self.run { harness, base, _ in
            let cookie = try #require(try await Self.signIn(harness, base).cookie())
            let response = try await Self.post(harness, base + "/simulator/data", body, cookie: cookie)
            #expect(response.status == 400)
            #expect(try Self.object(response)["error"] is String)
        }
    }

    @Test func aPictureBelongsToWhoeverIsSignedIn() async throws {
        try await Self.run { harness, base, _ in
            let cookie = try #require(try await Self.signIn(harness, base).cookie())
            let object = Self.app.sheets[0].objects[1]
            let body = "{\"app\":\"\(Self.app.id)\",\"object\":\"\(object.id)\",\"width\":64,\"height\":40}"
            let exported = try Self.object(
                await Self.post(harness, base + "/simulator/export", body, cookie: cookie)
            )
            let url = try #require(exported["url"] as? String)
            let path = try #require(exported["path"] as? String)
            let prefix = try SiteHarness.prefix("analytics")
            #expect(url == harness.site.baseURL() + path)
            #expect(path.hasPrefix("/analytics/tempcontent/"))
            let expected = PlainPictures().picture(of: object, size: ExportSize(width: 64, height: 40))
            // As the server fetches it: with a ticket for the very user, over https.
            let own = try harness.site.issueTicket(for: SiteHarness.user(), at: prefix)
            #expect(try await harness.get(url + "&qlikTicket=" + own.text).body == expected)
            let foreign = try harness.site.issueTicket(for: SiteHarness.user("anna"), at: prefix)
            #expect(try await harness.get(url + "&qlikTicket=" + foreign.text).status == 403)
        }
    }

    @Test func whatCannotBeExportedIsRefused() async throws {
        try await Self.run { harness, base, _ in
            let cookie = try #require(try await Self.signIn(harness, base).cookie())
            let objects = Self.app.sheets[0].objects
            let map = try #require(objects.first { !$0.kind.isSupported })
            let sizes = ["0,\"height\":1", "2001,\"height\":1", "1.5,\"height\":1", "1"].map { "\"width\":\($0)" }
            let bodies =
                sizes.map { "{\"app\":\"\(Self.app.id)\",\"object\":\"\(objects[1].id)\",\($0)}" }
                + ["{\"app\":\"\(Self.app.id)\",\"object\":\"\(map.id)\",\"width\":10,\"height\":10}"]
            for body in bodies {
                let response = try await Self.post(harness, base + "/simulator/export", body, cookie: cookie)
                #expect(response.status == 400, "\(body)")
            }
        }
    }

    @Test func aSiteWithoutAPageHasNoneOfThis() async throws {
        try await SiteHarness.run { harness in
            let cookie = try await harness.session()
            for path in ["/demo/", "/simulator/catalogue.json", "/qps/user", "/sense/app/\(Self.app.id)"] {
                #expect(try await harness.get(harness.site.baseURL() + path, cookies: [cookie]).status == 404)
            }
        }
    }
}
