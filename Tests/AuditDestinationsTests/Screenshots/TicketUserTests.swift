import AuditDestinations
import AuditEvents
import AuditTesting
import Testing

/// Who may be let in.
@Suite(.inTurn) struct TicketUserTests {
    private func user(_ text: String?) throws(TicketUserFault) -> TicketUser {
        try TicketUser(UserIdentity(text), deniedDirectories: TicketUser.defaultDeniedDirectories)
    }

    @Test(arguments: [
        ("UserDirectory=LAB; UserId=goran", "LAB", "goran"), ("LAB; UserId=goran", "LAB", "goran"),
        ("LAB\\goran", "LAB", "goran"), ("userdirectory=LAB;userid=goran", "LAB", "goran"),
        ("USERDIRECTORY = LAB ; USERID = goran ", "LAB", "goran"), ("UserId=goran; UserDirectory=LAB", "LAB", "goran"),
        ("UserId=goran; LAB", "LAB", "goran"), ("LAB; UserId=goran; extra", "LAB", "goran"),
        ("UserDirectory=LAB; UserId=goran; Name=G", "LAB", "goran"), ("A; B; UserId=u", "A", "u"),
        ("UserDirectory=A; UserDirectory=B; UserId=u", "B", "u"), ("UserDirectory=A; B; UserId=u", "A", "u"),
        ("UserDirectory=LAB; UserId=a=b", "LAB", "a=b"), ("UserDirectory=LAB; UserId=CN=x,DC=y", "LAB", "CN=x,DC=y"),
        ("UserDirectory=LAB; UserId=\"goran\"", "LAB", "\"goran\""),
        ("UserDirectory=LAB; UserId=a%5Cb", "LAB", "a%5Cb"),
        ("UserDirectory=AUTH0; UserId=a|b", "AUTH0", "a|b"), ("LAB\\gôran", "LAB", "gôran"),
        ("LAB\\anna lee", "LAB", "anna lee"),
    ])
    func isTaken(text: String, directory: String, id: String) throws {
        let user = try user(text)
        #expect(user.directory == directory && user.id == id)
    }

    @Test(arguments: [
        "user@example.com", "goran", "LAB/goran", "auth0|a08D000001", "N/A", " n/a ", "", "  ", ";", ";;",
        "UserDirectory=LAB", "UserDirectory=LAB;", "UserDirectory=LAB; UserId=", "UserDirectory=; UserId=u",
        "LAB; goran", "UserDirectory=LAB UserId=goran", "LAB\\", "\\goran", "LAB\\a;b",
        "UserDirectory:LAB; UserId:goran",
    ])
    func isUnknown(text: String) {
        #expect(throws: TicketUserFault.unknown) { try user(text) }
        #expect(throws: TicketUserFault.unknown) { try user(nil) }
    }

    @Test(arguments: [
        "LAB\\sub\\goran", "LAB;UserId=a\\b", "LAB\\\\goran", "LAB\\go\nran", "LAB\\go\tran", "LA\u{0}B\\goran",
        "LAB\\go\u{202E}ran", "LAB\\go\u{200B}ran", "LAB\\go\u{A0}ran", "LAB\\a  b", "L\u{85}AB\\goran",
        "LAB\\\(String(repeating: "x", count: 257))",
    ])
    func isUnusable(text: String) {
        #expect(throws: TicketUserFault.unusable) { try user(text) }
    }

    @Test(arguments: ["INTERNAL\\sa_api", "internal\\sa_repository", "UserDirectory=Internal; UserId=x", "ＩＮＴＥＲＮＡＬ\\x"])
    func isDenied(text: String) throws {
        #expect(throws: TicketUserFault.self) { try user(text) }
        #expect(throws: Never.self) { try TicketUser(UserIdentity(text), deniedDirectories: []) }
    }
}
