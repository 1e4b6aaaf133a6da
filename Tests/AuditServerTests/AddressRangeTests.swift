import AuditEvents
import AuditServer
import AuditTesting
import Testing

@Suite(.inTurn) struct AddressRangeTests {
    @Test(arguments: [
        ("10.0.0.0/8", "10.255.0.1", true), ("10.0.0.0/8", "11.0.0.0", false),
        ("192.0.2.7", "192.0.2.7", true), ("192.0.2.7", "192.0.2.8", false),
        ("192.0.2.0/31", "192.0.2.1", true), ("192.0.2.0/31", "192.0.2.2", false),
        ("0.0.0.0/0", "255.255.255.255", true), ("0.0.0.0/0", "2001:db8::1", false),
        ("::/0", "2001:db8::1", true), ("::/0", "192.0.2.1", false),
        ("2001:db8::/32", "2001:db8:ffff::1", true), ("2001:db8::/32", "2001:db9::", false),
        ("2001:db8::/33", "2001:db8:8000::", false), ("fe80::/10", "febf::1", true),
        ("10.0.0.0/8", "::ffff:10.1.2.3", true), ("::ffff:10.0.0.0/104", "10.1.2.3", true),
        ("::1", "::1", true), ("::1", "127.0.0.1", false),
    ])
    func aRangeContainsExactlyItsAddresses(range: String, address: String, expected: Bool) throws {
        let range = try #require(AddressRange(range))
        let address = try #require(NetworkAddress(address))
        #expect(range.contains(address) == expected)
    }

    @Test(arguments: [
        "", "10", "10.0.0.0/", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/8/8", "::/129", "::/0x1", "10.0.0.0/ 8",
        "example.com", "10.0.0.0/٨", "::ffff:0:0/90",
    ])
    func aTextThatIsNoRangeIsRefusedWithAReason(text: String) {
        #expect(AddressRange(text) == nil)
        #expect(AddressRange.problem(in: text) != nil)
    }

    @Test func bitsBehindThePrefixAreRefusedWithTheRangeThatWasMeant() {
        #expect(AddressRange.problem(in: "10.1.2.3/8") == "has bits set behind its prefix; write 10.0.0.0/8")
        #expect(AddressRange.problem(in: "2001:db8::1/32") == "has bits set behind its prefix; write 2001:db8::/32")
        #expect(AddressRange.problem(in: "10.0.0.0/8") == nil)
    }

    @Test(arguments: ["10.0.0.0/8", "192.0.2.1", "2001:db8::/32", "::/0", "0.0.0.0/0"])
    func aRangeIsWrittenAsItIsRead(text: String) {
        #expect(AddressRange(text)?.description == text)
    }
}
