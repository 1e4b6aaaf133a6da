import AuditEvents
import AuditServer
import AuditTesting
import Testing

@Suite(.inTurn) struct ForwardedForTests {
    private static func client(_ peer: String, _ headers: [String], trusting ranges: [String]) throws -> String {
        let rule = ForwardedFor(trusted: try ranges.map { try #require(AddressRange($0)) })
        return "\(rule.clientAddress(peer: try #require(NetworkAddress(peer)), headers: headers))"
    }

    @Test(arguments: [
        // No header, or a peer that isn't trusted: the socket's address.
        ([], "10.0.0.1"), ([""], "10.0.0.1"),
        // The rightmost address that isn't a proxy's.
        (["192.0.2.1"], "192.0.2.1"), (["1.1.1.1, 192.0.2.1"], "192.0.2.1"), (["192.0.2.1, 10.0.0.2"], "192.0.2.1"),
        (["10.0.0.3, 10.0.0.2"], "10.0.0.3"),
        // Several lines are one list.
        (["1.1.1.1", "192.0.2.1"], "192.0.2.1"), (["192.0.2.1", "10.0.0.2"], "192.0.2.1"),
        // Ports and brackets.
        (["192.0.2.1:5678"], "192.0.2.1"), (["[2001:db8::1]:5678"], "2001:db8::1"), (["2001:db8::1"], "2001:db8::1"),
        (["[2001:db8::1]"], "2001:db8::1"), ([" \t192.0.2.1\t "], "192.0.2.1"),
        // What is no address ends the walk at the last one known.
        (["unknown"], "10.0.0.1"), (["192.0.2.1, unknown"], "10.0.0.1"), (["192.0.2.1, x, 10.0.0.2"], "10.0.0.2"),
        (["_hidden, 10.0.0.2"], "10.0.0.2"),
        // IPv4 in IPv6 clothes is the same client.
        (["::ffff:192.0.2.1"], "192.0.2.1"),
    ])
    func theClientBehindTrustedProxies(headers: [String], expected: String) throws {
        #expect(try Self.client("10.0.0.1", headers, trusting: ["10.0.0.0/8"]) == expected)
    }

    @Test func anUntrustedPeerIsTheClientWhateverItSays() throws {
        #expect(try Self.client("203.0.113.9", ["192.0.2.1"], trusting: ["10.0.0.0/8"]) == "203.0.113.9")
        #expect(try Self.client("10.0.0.1", ["192.0.2.1"], trusting: []) == "10.0.0.1")
    }

    @Test func aLongListIsLookedAtFromTheRightOnly() throws {
        let hops = ["192.0.2.1"] + Array(repeating: "10.0.0.2", count: 5_000)
        #expect(try Self.client("10.0.0.1", [hops.joined(separator: ",")], trusting: ["10.0.0.0/8"]) == "10.0.0.2")
        #expect(try Self.client("10.0.0.1", hops, trusting: ["10.0.0.0/8"]) == "10.0.0.2")
    }
}
