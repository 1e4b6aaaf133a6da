import AuditDestinations
import AuditTesting
import Testing

/// What is checked is what is connected to: one reading of every URL, or none.
@Suite(.inTurn) struct PictureURLTests {
    @Test(arguments: [
        ("https://qlik.test/tempcontent/s.png", "https://qlik.test/tempcontent/s.png"),
        ("HTTPS://QLIK.Test:443/A?b=C#d", "https://qlik.test/A?b=C"),
        ("http://qlik.test:8080", "http://qlik.test:8080/"),
        ("https://qlik.test./x", "https://qlik.test/x"),
        ("https://qlik.test/a/../b/./c%2E%2e/%2e%2E/d", "https://qlik.test/b/d"),
        ("https://qlik.test/a/..", "https://qlik.test/"),
        ("https://qlik.test?x=1&y=a%20b+c", "https://qlik.test/?x=1&y=a%20b+c"),
        ("https://[::1]:4443/x", "https://[::1]:4443/x"),
        ("https://[::FFFF:127.0.0.1]/x", "https://127.0.0.1/x"),
        ("https://127.0.0.1:/x", "https://127.0.0.1/x"),
        ("https://xn--bcher-kva.example/x", "https://xn--bcher-kva.example/x"),
        ("https://qlik.test/ü?ü", "https://qlik.test/%C3%BC?%C3%BC"),
    ])
    func readsOneForm(text: String, expected: String) throws {
        #expect(try PictureURL(text).description == expected)
    }

    @Test(arguments: [
        "not-a-valid-url", "/x", "//qlik.test/x", "", "https:", "https:/qlik.test/x", "https:qlik.test/x", "https:///x",
        "https://", "https:// qlik.test/x", "https://qlik.test/a b", "https://qlik.test\\@evil.test/x",
        "https://qlik.test\t/x", "https://qlik.test/\r\nX: y", "https://qlik.test:0/x", "https://qlik.test:65536/x",
        "https://qlik.test:4a/x", "https://2130706433/x", "https://0x7f000001/x", "https://0x7f.1/x", "https://127.1/x",
        "https://0177.0.0.1/x", "https://1.2.3.4.5/x", "https://qlik%2Etest/x", "https://ⓠlik.test/x",
        "https://bücher.example/x", "https://qlik..test/x", "https://.test/x", "https://[::1/x", "https://[::1]x/y",
        "https://[fe80::1%25eth0]/x", "https://[127.0.0.1]/x", "https://ql*ik.test/x", "https://qlik.test\u{0}/x",
    ])
    func refusesWhatReadersDisagreeAbout(text: String) {
        #expect(throws: PictureURLFault.self) { try PictureURL(text) }
    }

    @Test(arguments: [
        ("file:///x", "file", ""), ("ftp://QLIK.test:21/x", "ftp", "qlik.test"),
        ("data:image/png;base64,AA", "data", ""),
        ("javascript:alert(1)", "javascript", ""), ("localhost:80/x", "localhost", ""),
    ])
    func tellsForeignSchemes(text: String, scheme: String, host: String) {
        #expect(throws: PictureURLFault.scheme(scheme, host: host)) { try PictureURL(text) }
    }

    @Test func findsTheHostBehindUserInformation() throws {
        let url = try PictureURL("https://qlik.test:secret@x@evil.test/x")
        #expect(url.origin.host == WebHost("evil.test"))
        #expect(url.hasUserInformation)
        #expect(url.description == "https://evil.test/x")
    }

    @Test(arguments: [
        ("/x", "https://qlik.test:8443/x"), ("x.png", "https://qlik.test:8443/a/b/x.png"),
        ("../x", "https://qlik.test:8443/a/x"), ("?y", "https://qlik.test:8443/a/b/c?y"),
        ("", "https://qlik.test:8443/a/b/c?q=1"), ("#f", "https://qlik.test:8443/a/b/c?q=1"),
        ("//qlik.test/x", "https://qlik.test/x"), ("http://other.test/", "http://other.test/"),
        ("../../../../x", "https://qlik.test:8443/x"),
    ])
    func resolvesLocations(location: String, expected: String) throws {
        let base = try PictureURL("https://qlik.test:8443/a/b/c?q=1")
        #expect(try PictureURL(location, relativeTo: base).description == expected)
    }

    @Test func readsItsOwnTextAgain() throws {
        var generator = SeededGenerator(seed: 11)
        let pieces = [
            "https", "http", ":", "/", "//", "qlik.test", "evil.test", "@", "\\", "%2e", "..", ".", "?", "#", "[", "]",
            "::1", "127.0.0.1", "0x7f", "1", ":443", ":8443", "ü", "\t", " ", "\u{0}", "%", "%zz", "a", "&", "=", ";",
        ]
        let base = try PictureURL("https://qlik.test/a")
        for _ in 0..<30_000 {
            let count = Int.random(in: 1...9, using: &generator)
            let text = (0..<count).compactMap { _ in pieces.randomElement(using: &generator) }.joined()
            for url in [try? PictureURL(text), try? PictureURL(text, relativeTo: base)].compactMap(\.self) {
                let again = try PictureURL(url.description)
                #expect(again.description == url.description && again.origin == url.origin, "\(text)")
                #expect(url.requestTarget.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F }, "\(text)")
            }
        }
    }
}
