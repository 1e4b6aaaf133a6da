import AuditDestinations
import AuditTesting
import Testing

/// The ticket in the URL, and out of the log.
@Suite(.inTurn) struct TicketQueryTests {
    private func redeemed(_ url: String, _ ticket: String = "NEW") throws -> String {
        TicketQuery.redeeming(try #require(Ticket(ticket)), at: try PictureURL("https://q.test\(url)")).requestTarget
    }

    @Test(arguments: [
        ("/s.png", "/s.png?qlikTicket=NEW"), ("/s.png?", "/s.png?qlikTicket=NEW"),
        ("/s.png?serverNodeId=a%20b&x=1", "/s.png?serverNodeId=a%20b&x=1&qlikTicket=NEW"),
        ("/s.png?a=b+c&flag&d=%2f&&", "/s.png?a=b+c&flag&d=%2f&&&qlikTicket=NEW"),
        ("/s.png?a=1&qlikTicket=OLD&b=2&qlikTicket=OLD2", "/s.png?a=1&qlikTicket=NEW&b=2"),
        ("/s.png?QLIKTICKET=OLD&qlik%54icket=OLD", "/s.png?qlikTicket=NEW"),
        ("/s.png?qlikTicketX=1", "/s.png?qlikTicketX=1&qlikTicket=NEW"), ("/s.png#x", "/s.png?qlikTicket=NEW"),
    ])
    func touchesNothingElse(url: String, expected: String) throws {
        #expect(try redeemed(url) == expected)
    }

    @Test func encodesTheTicket() throws {
        #expect(try redeemed("/s.png", "a+b/c=&d") == "/s.png?qlikTicket=a%2Bb%2Fc%3D%26d")
        for text in ["", "a b", "a\r\nb", "ä", String(repeating: "x", count: 1_025)] { #expect(Ticket(text) == nil) }
    }

    @Test(arguments: [
        ("https://q.test/s.png?a=1&qlikTicket=SECRET&b=2", "https://q.test/s.png?a=1&qlikTicket=%5Bredacted%5D&b=2"),
        ("/s.png?QLIKTICKET=SECRET#x", "/s.png?QLIKTICKET=%5Bredacted%5D#x"),
        ("s.png#qlikTicket=SECRET", "s.png#qlikTicket=%5Bredacted%5D"),
        ("?qlik%54icket=SECRET", "?qlik%54icket=%5Bredacted%5D"),
        ("https://user:SECRET@q.test/x", "https://***@q.test/x"), ("//SECRET@q.test/x", "//***@q.test/x"),
        ("https:\\\\u:SECRET@q.test\\x", "https:\\\\***@q.test\\x"), ("a\nb", "a\\u{a}b"), ("", ""),
        ("https://q.test/x@y", "https://q.test/x@y"),
    ])
    func logsHoldNoSecrets(text: String, expected: String) {
        #expect(LogText.url(text) == expected)
    }

    @Test func noSpellingOfATicketReachesTheLog() throws {
        var generator = SeededGenerator(seed: 15)
        let pieces = ["https://", "q.test", "/", "?", "&", "#", ";", "a=1", "b", "=", "@", "user:", "%26", "\n"]
        let names = ["qlikTicket", "qlikticket", "QLIKTICKET", "%71likTicket", "qlik%54icket"]
        for _ in 0..<20_000 {
            func some() -> String {
                (0..<Int.random(in: 0...5, using: &generator))
                    .compactMap { _ in pieces.randomElement(using: &generator) }.joined()
            }
            let separator = ["?", "&", "#", ";"].randomElement(using: &generator) ?? "?"
            let name = names.randomElement(using: &generator) ?? ""
            let text = some() + separator + name + "=SECRET" + separator + some()
            #expect(!LogText.url(text).contains("SECRET"), "\(text)")
        }
    }
}
