import AuditServer
import AuditTesting
import Testing

@Suite(.inTurn) struct AccessTokensTests {
    private static let tokens = AccessTokens([
        .init(name: "browsers", value: "first-token"), .init(name: "next", value: "second-token"),
        .init(name: "umlaut", value: "schlüssel"),
    ])

    @Test(arguments: [
        ("Bearer first-token", "browsers"), ("Bearer second-token", "next"), ("bEARER   first-token", "browsers"),
        ("Bearer first-token \t ", "browsers"), ("Bearer \tfirst-token", "browsers"), ("Bearer schlüssel", "umlaut"),
    ])
    func aRightTokenIsKnownByItsName(header: String, name: String) {
        #expect(Self.tokens.judge(header) == .granted(name: name))
    }

    @Test(arguments: [
        nil, "", "Bearer", "Bearer ", "Bearer   ", "Bearer\tfirst-token", "Bearerfirst-token", "Basic first-token",
        "first-token", " Bearer first-token", "Bearer first-toke", "Bearer first-tokenx", "Bearer First-token",
        "Bearer first-token second-token", "Bearer\0first-token", "B\u{45}arer\u{0}x", "\"earer first-token",
    ])
    func everythingElseIsRefused(header: String?) {
        #expect(Self.tokens.judge(header) == .refused)
    }

    @Test func withoutTokensEverybodyMayPost() {
        for tokens in [AccessTokens([]), AccessTokens([.init(name: "empty", value: "")])] {
            #expect(tokens.isEmpty)
            #expect(tokens.judge(nil) == .open)
            #expect(tokens.judge("Bearer anything") == .open)
        }
    }

    @Test func aTokenWithOuterSpaceNeverMatches() {
        let tokens = AccessTokens([.init(name: "spaced", value: "secret ")])
        #expect(tokens.judge("Bearer secret") == .refused)
        #expect(tokens.judge("Bearer secret ") == .refused)
    }
}
