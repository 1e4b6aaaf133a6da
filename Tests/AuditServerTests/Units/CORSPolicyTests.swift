import AuditServer
import AuditTesting
import Testing

@Suite(.inTurn) struct CORSPolicyTests {
    @Test func anEmptyListSwitchesOff() {
        let policy = CORSPolicy(allowedOrigins: [])
        #expect(policy == .off)
        #expect(policy.allowedOrigin(for: "https://a.example") == nil)
        #expect(!policy.variesByOrigin)
    }

    @Test func aStarAnywhereAllowsEverybody() {
        let policy = CORSPolicy(allowedOrigins: ["https://a.example", "*"])
        #expect(policy.allowedOrigin(for: "https://b.example") == "*")
        #expect(policy.allowedOrigin(for: nil) == "*")
        #expect(!policy.variesByOrigin)
    }

    @Test func listedOriginsCompareExactly() {
        let policy = CORSPolicy(allowedOrigins: ["https://a.example", "https://*.b.example"])
        #expect(policy.allowedOrigin(for: "https://a.example") == "https://a.example")
        for other in [
            "https://A.example", "https://a.example/", "https://a.example:443", "http://a.example",
            "https://x.b.example",
        ] {
            #expect(policy.allowedOrigin(for: other) == nil)
        }
        #expect(policy.allowedOrigin(for: nil) == nil)
        #expect(policy.variesByOrigin)
    }
}
