import AuditServer
import AuditTesting
import Foundation
import Testing

/// Whatever events contain, pages contain it as text.
@Suite(.inTurn) struct HostileContentTests {
    @Test func noPageLetsContentsBecomeMarkup() async throws {
        try await ConsoleHarness.run { harness in
            let browser = try harness.administrator()
            let text =
                "?text=%22%3E%3Cx-hostile%20onload=a%3E&what=%22%3E%3Cx-hostile%3E&user=%22%27%3E%3Cx-hostile%3E&app=x"
            let pages = ConsoleRoutes.all.filter { $0.method == .get && $0.name != "asset" }
            for route in pages {
                let path = route.path.replacing(":offset", with: "\(HostileTrail.dataOffset)").replacing(
                    ":session",
                    with: "1"
                )
                .replacing(":name", with: "x.png").replacing("**", with: "%22%3E%3Cx-hostile%3E")
                let answer = try browser.get(path + text)
                guard answer["Content-Type"]?.hasPrefix("text/html") == true else { continue }
                let scalars = answer.text.unicodeScalars
                #expect(!answer.text.contains("<x-hostile") && !answer.text.contains("<script>d"), "\(route.path)")
                // A quote that combines with a mark is a quote all the same.
                #expect(
                    !zip(scalars, scalars.dropFirst()).contains { "\"'".unicodeScalars.contains($0) && $1 == "\u{301}" }
                )
                #expect(!scalars.contains("\u{0}"))
            }
        }
    }

    @Test func everyAnswerForbidsWhatIsNotOurs() async throws {
        try await ConsoleHarness.run { harness in
            let browser = try harness.administrator()
            for path in ["/console", "/console/search", "/console/nowhere", "/console/assets/console.css"] {
                let answer = try browser.get(path)
                let policy = answer["Content-Security-Policy"] ?? ""
                #expect(policy.contains("default-src 'none'") && !policy.contains("unsafe"), "\(path)")
                #expect(answer["X-Frame-Options"] == "DENY" && answer["X-Content-Type-Options"] == "nosniff")
                if !path.contains("assets") { #expect(answer["Cache-Control"] == "no-store", "\(path)") }
            }
        }
    }

    @Test func noPageHasInlineScriptsStylesOrHandlers() async throws {
        try await ConsoleHarness.run { harness in
            let browser = try harness.administrator()
            for path in ["/console", "/console/search", "/console/sessions/1", "/console/usage", "/console/unusual"] {
                let text = try browser.get(path).text
                #expect(
                    !text.contains("<style") && !text.contains(" style=") && !text.contains("javascript:"),
                    "\(path)"
                )
                #expect(text.components(separatedBy: "<script").count == 2, "only our module: \(path)")
            }
        }
    }

    @Test func anExportedTextIsNoFormula() async throws {
        try await ConsoleHarness.run { harness in
            let browser = try harness.administrator()
            // Streamed, so read to its end.
            let client = try RawClient(port: harness.port)
            let cookie = browser.cookies.map { "\($0.key)=\($0.value)" }.joined(separator: "; ")
            try client.send(
                "GET /console/export/events.csv HTTP/1.1\r\nHost: x\r\nCookie: \(cookie)\r\nConnection: close\r\n\r\n"
            )
            let text = String(decoding: try client.receiveAll(), as: UTF8.self)
            #expect(text.contains("offset,time,receivedAt") && text.contains("x\"\"'><x-hostile"))
            #expect(!text.split(separator: ",").contains { $0.hasPrefix("=") || $0.hasPrefix("@") })
        }
    }
}
