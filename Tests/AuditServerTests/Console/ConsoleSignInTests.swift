import AuditServer
import AuditTesting
import Foundation
import Testing

/// Getting in, staying in, and what keeps others out.
@Suite(.inTurn) struct ConsoleSignInTests {
    @Test func theFirstLinkMakesOneAdministratorAndNoSecond() async throws {
        try await ConsoleHarness.run { harness in
            let browser = try harness.administrator()
            #expect(try browser.get("/console/accounts").code == 200)
            let token = harness.firstLink.split(separator: "=").last.map(String.init) ?? ""
            #expect(try harness.browser().get("/console/welcome?token=\(token)").code == 410)
        }
    }

    @Test func anInvitationWorksOnceAndNotAfterThreeDays() async throws {
        try await ConsoleHarness.run { harness in
            let administrator = try harness.administrator()
            try administrator.get("/console/accounts")
            let page = try administrator.post("/console/accounts", ["account": "otto", "role": "auditor"]).text
            let token = String(page.components(separatedBy: "/console/welcome?token=").last?.prefix(43) ?? "")
            let link = "/console/welcome?token=\(token)"
            #expect(try harness.browser().get(link).code == 200)
            harness.clock.advance(seconds: 3 * 86_400)
            #expect(try harness.browser().get(link).code == 410)
        }
    }

    @Test func aSignInBeginsANewSessionWhateverTheBrowserHad() async throws {
        try await ConsoleHarness.run { harness in
            _ = try harness.administrator()
            let browser = harness.browser()
            // What an attacker planted.
            browser.cookies[ConsoleBrowser.session] = String(repeating: "A", count: 43)
            #expect(try browser.signIn("anna").code == 303)
            let first = browser.cookies[ConsoleBrowser.session]
            #expect(first?.count == 43 && first != String(repeating: "A", count: 43))
            let line = browser.setCookies.first { $0.hasPrefix(ConsoleBrowser.session) } ?? ""
            for mark in ["HttpOnly", "SameSite=Strict", "Path=/console"] { #expect(line.contains(mark), "\(line)") }
            #expect(try browser.get("/console/search").code == 200)
        }
    }

    @Test func overTLSCookiesAreSecureAndBoundToTheHost() async throws {
        try await ConsoleHarness.run(settings: ConsoleSettings(publicOrigin: "https://audit.example.com")) { harness in
            let browser = try harness.administrator()
            let line = browser.setCookies.first { $0.contains("vidimus-session") } ?? ""
            #expect(line.hasPrefix("__Host-vidimus-session="))
            for mark in ["HttpOnly", "SameSite=Strict", "Path=/", "Secure"] { #expect(line.contains(mark), "\(line)") }
        }
    }

    @Test func aSessionEndsWhenIdleAtItsAgeAtSignOutAndWithItsAccount() async throws {
        try await ConsoleHarness.run { harness in
            let administrator = try harness.administrator()
            let otto = try harness.person("otto", "auditor", by: administrator)
            #expect(try otto.get("/console/search").code == 200)
            harness.clock.advance(seconds: 30 * 60)
            #expect(try otto.get("/console/search").code == 303)

            try otto.signIn("otto")
            for _ in 0..<25 {
                harness.clock.advance(seconds: 29 * 60)
                try otto.get("/console/search")
            }
            #expect(try otto.get("/console/search").code == 303, "12 hours are over")

            try otto.signIn("otto")
            try administrator.signIn("anna")
            try administrator.get("/console/accounts")
            try administrator.post("/console/accounts/role", ["account": "otto", "role": "operator"])
            #expect(try otto.get("/console/search").code == 303, "another role, another session")

            try administrator.get("/console/accounts")
            let cookie = administrator.cookies
            #expect(try administrator.post("/console/logout", [:]).code == 303)
            administrator.cookies = cookie
            #expect(try administrator.get("/console/accounts").code == 303)
        }
    }

    @Test func guessingGetsSlowerForTheAccountAndWordsSaySo() async throws {
        try await ConsoleHarness.run { harness in
            _ = try harness.administrator()
            let browser = harness.browser()
            var codes: [Int] = []
            for _ in 0..<7 { codes.append(try browser.signIn("anna", "wrong").code) }
            #expect(codes == [403, 403, 403, 403, 403, 403, 429])
            let waiting = try browser.signIn("anna")
            #expect(waiting.code == 429 && waiting["Retry-After"] == "2", "also with the right password")
            harness.clock.advance(seconds: 2)
            #expect(try browser.signIn("anna", "wrong").code == 403)
            #expect(try browser.signIn("anna").code == 429)
            harness.clock.advance(seconds: 4)
            #expect(try browser.signIn("anna").code == 303)
        }
    }

    @Test func aFormFromElsewhereChangesNothing() async throws {
        try await ConsoleHarness.run { harness in
            let administrator = try harness.administrator()
            try administrator.get("/console/accounts")
            let fields = ["account": "eve", "role": "administrator"]
            let codes = [
                try administrator.post("/console/accounts", fields.merging(["form-token": ""]) { $1 }),
                try administrator.post("/console/accounts", fields.merging(["form-token": "wrong"]) { $1 }),
                try administrator.post("/console/accounts", fields, headers: ["Origin": "https://evil.example"]),
                try administrator.post("/console/accounts", fields, headers: ["Origin": "null"]),
                try administrator.post("/console/accounts", fields, headers: ["Sec-Fetch-Site": "cross-site"]),
                try administrator.post("/console/accounts", fields, headers: ["Sec-Fetch-Site": "same-site"]),
            ].map(\.code)
            #expect(codes == Array(repeating: 403, count: 6))
            // The token of somebody who is not signed in is none of a session.
            let stranger = harness.browser()
            try stranger.get("/console/login")
            let foreign = fields.merging(["form-token": stranger.formToken]) { $1 }
            #expect(try administrator.post("/console/accounts", foreign).code == 403)
            #expect(try !administrator.get("/console/accounts").text.contains("eve"))
            let own = ["Origin": "http://127.0.0.1:\(harness.port)", "Sec-Fetch-Site": "same-origin"]
            #expect(try administrator.post("/console/accounts", fields, headers: own).code == 200)
        }
    }

    @Test func theSignInFormIsBoundToItsBrowser() async throws {
        try await ConsoleHarness.run { harness in
            _ = try harness.administrator()
            let attacker = harness.browser()
            try attacker.get("/console/login")
            let victim = harness.browser()
            try victim.get("/console/login")
            let fields = ["account": "anna", "password": ConsoleBrowser.password, "form-token": attacker.formToken]
            #expect(try victim.post("/console/login", fields).code == 403)
        }
    }

    @Test func theLastAdministratorStays() async throws {
        try await ConsoleHarness.run { harness in
            let administrator = try harness.administrator()
            for (path, fields) in [
                ("role", ["account": "anna", "role": "auditor"]), ("close", ["account": "anna"]),
                ("remove", ["account": "anna"]),
            ] {
                try administrator.get("/console/accounts")
                #expect(try administrator.post("/console/accounts/\(path)", fields).code == 400, "\(path)")
            }
        }
    }

    @Test(arguments: ["//evil.example", "https://evil.example", "/\\evil.example", "/consoles", "/console//evil", "x"])
    func goingOnNeverLeavesTheConsole(_ target: String) async throws {
        try await ConsoleHarness.run { harness in
            _ = try harness.administrator()
            let browser = harness.browser()
            try browser.get("/console/login")
            let fields = ["account": "anna", "password": ConsoleBrowser.password, "next": target]
            #expect(try browser.post("/console/login", fields)["Location"] == "/console")
        }
    }
}
