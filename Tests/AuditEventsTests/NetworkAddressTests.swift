import AuditEvents
import AuditTesting
import Testing

@Suite(.inTurn) struct NetworkAddressTests {
    @Test(arguments: [
        ("0.0.0.0", "0.0.0.0"), ("255.255.255.255", "255.255.255.255"), ("::ffff:192.0.2.1", "192.0.2.1"),
        ("::FFFF:c000:0201", "192.0.2.1"), ("::", "::"), ("::1", "::1"), ("1::", "1::"),
        ("2001:0DB8:0:0:0:0:0:1", "2001:db8::1"), ("2001:db8:0:1:1:1:1:1", "2001:db8:0:1:1:1:1:1"),
        ("2001:0:0:1:0:0:0:1", "2001:0:0:1::1"), ("1:0:0:2:3:0:0:4", "1::2:3:0:0:4"),
        ("64:ff9b::192.0.2.33", "64:ff9b::c000:221"), ("1:2:3:4:5:6:7::", "1:2:3:4:5:6:7:0"),
        ("::2:3:4:5:6:7:8", "0:2:3:4:5:6:7:8"),
    ])
    func anAddressIsReadInEveryFormAndWrittenInOne(text: String, canonical: String) throws {
        let address = try #require(NetworkAddress(text))
        #expect(address.description == canonical)
        #expect(NetworkAddress(canonical) == address)
    }

    @Test(arguments: [
        "", " ", "1.2.3", "1.2.3.4.5", "1.2.3.256", "01.2.3.4", "1.2.3.4 ", "1..3.4", "0x1.2.3.4", "1.2.3.٤",
        ":", ":::", "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "1::2::3", "12345::", "g::", "1:2:3:4:5:6:7:8::",
        "::1%eth0", "[::1]", "1.2.3.4:80", "::1.2.3", "1.2.3.4::", "1:2:3:4:5:6:7:1.2.3.4", "1:", ":1",
    ])
    func aTextThatIsNoAddressIsRefused(text: String) {
        #expect(NetworkAddress(text) == nil)
    }

    @Test func mappedAndPlainIPv4AreOneClient() throws {
        let plain = try #require(NetworkAddress("198.51.100.9"))
        let mapped = try #require(NetworkAddress("::ffff:198.51.100.9"))
        #expect(plain == mapped)
        #expect(plain.isIPv4)
        #expect(NetworkAddress("2001:db8::1")?.isIPv4 == false)
    }
}
