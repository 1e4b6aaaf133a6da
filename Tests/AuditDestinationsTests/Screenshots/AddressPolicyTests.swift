import AuditDestinations
import AuditEvents
import AuditTesting
import Testing

/// Which addresses a listed name may lead to.
@Suite(.inTurn) struct AddressPolicyTests {
    @Test(arguments: [
        "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "100.64.0.1", "8.8.8.8", "::1", "fd00::1", "fc00::1",
        "2001:db8::1", "64:ff9b::808:808", "2002:808:808::1", "::ffff:10.0.0.1",
    ])
    func permits(address: String) throws {
        #expect(AddressPolicy.permits(try #require(NetworkAddress(address))))
    }

    @Test(arguments: [
        "0.0.0.0", "0.1.2.3", "169.254.169.254", "169.254.0.1", "224.0.0.1", "239.255.255.255", "240.0.0.1",
        "255.255.255.255", "::", "fe80::1", "febf::1", "ff02::1", "::ffff:169.254.169.254", "::ffff:0.0.0.0",
        "64:ff9b::169.254.169.254", "64:ff9b:1::169.254.169.254", "64:ff9b::e000:1", "2002:a9fe:a9fe::1",
        "::169.254.169.254", "fd00:ec2::254",
    ])
    func refuses(address: String) throws {
        #expect(!AddressPolicy.permits(try #require(NetworkAddress(address))))
    }
}
