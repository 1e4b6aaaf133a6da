import AuditDestinations
import AuditTesting
import Testing

/// Which virtual proxy serves a picture.
@Suite(.inTurn) struct VirtualProxyTests {
    @Test(arguments: [
        ("/analytics/tempcontent/a/s.png", "/qps/analytics/ticket"), ("/tempcontent/s.png", "/qps/ticket"),
        ("/TempContent/s.png", "/qps/ticket"), ("/Analytics/tempcontent/s.png", "/qps/analytics/ticket"),
        ("/a/b/tempcontent/s.png", "/qps/a/b/ticket"), ("/a/b/c/printing/x", "/qps/a/b/c/ticket"),
        ("/screenshot.png", "/qps/ticket"), ("/content/x.png", "/qps/ticket"), ("/appcontent/x.png", "/qps/ticket"),
        ("/extensions/x/y.png", "/qps/ticket"), ("/qmc/x.png", "/qps/ticket"), ("/", "/qps/ticket"),
        ("", "/qps/ticket"), ("/qps/x/ticket", "/qps/x/ticket"), ("/qps/ticket", "/qps/ticket"),
        ("/qps", "/qps/ticket"), ("/sales/pictures/x.png", "/qps/sales/ticket"), ("/sales/", "/qps/sales/ticket"),
        ("/hub/tempcontent/x", "/qps/ticket"), ("/a/../b/tempcontent/x", "/qps/b/ticket"),
    ])
    func isFoundInThePath(path: String, expected: String) throws {
        let proxy = try #require(VirtualProxy(serving: PictureURL("https://qlik.test\(path)"), known: []))
        #expect(proxy.servicePath("ticket") == expected)
    }

    @Test(arguments: ["/a%20b/tempcontent/s.png", "/a;b/tempcontent/s.png", "/a%2Fb/tempcontent/s.png", "/a:b/x/y"])
    func isInvalidWithOtherCharacters(path: String) throws {
        #expect(VirtualProxy(serving: try PictureURL("https://qlik.test\(path)"), known: []) == nil)
    }

    @Test func aKnownPrefixWins() throws {
        let known = try ["a", "a/b", "Sense/Team"].map { try #require(VirtualProxy(configured: $0)) }
        func prefix(_ path: String) throws -> String? {
            VirtualProxy(serving: try PictureURL("https://qlik.test\(path)"), known: known)?.prefix
        }
        #expect(try prefix("/a/b/c/d.png") == "a/b")
        #expect(try prefix("/a/c/tempcontent/d.png") == "a")
        #expect(try prefix("/sense/team/tempcontent/d.png") == "Sense/Team")
        #expect(try prefix("/ab/tempcontent/d.png") == "ab")
    }

    @Test(arguments: [("/abc/", "abc"), ("", ""), (" / ", ""), ("a/b", "a/b"), ("A.b~c_-", "A.b~c_-")])
    func isReadAsConfigured(text: String, prefix: String) {
        #expect(VirtualProxy(configured: text)?.prefix == prefix)
    }

    @Test(arguments: ["a b", "a?b", "..", "a/../b", "ü", "a%20b"])
    func isRefusedAsConfigured(text: String) {
        #expect(VirtualProxy(configured: text) == nil)
    }

    @Test func neverLeadsOutOfTheServicesPaths() throws {
        var generator = SeededGenerator(seed: 12)
        let pieces = [
            "/", "..", ".", "%2e", "%2f", "a", "B", "qps", "ticket", "session", "tempcontent", "?", "#", ";", "%",
        ]
        for _ in 0..<20_000 {
            let count = Int.random(in: 1...10, using: &generator)
            let path = (0..<count).compactMap { _ in pieces.randomElement(using: &generator) }.joined()
            guard let url = try? PictureURL("https://qlik.test/\(path)"),
                let proxy = VirtualProxy(serving: url, known: [])
            else { continue }
            let segments = proxy.servicePath("ticket").split(separator: "/", omittingEmptySubsequences: false)
            #expect(segments.first == "" && segments[1] == "qps" && segments.last == "ticket", "\(path)")
            #expect(!segments.dropFirst().contains { ["", ".", ".."].contains($0) }, "\(path)")
        }
    }
}
