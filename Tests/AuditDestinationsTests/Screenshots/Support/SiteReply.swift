/// What a fake server does about a request.
enum SiteReply: Sendable {
    /// A complete answer.
    case answer(Int, [(String, String)], [UInt8])
    /// Exactly these bytes, then the end of the connection.
    case raw(String)
    /// Exactly these bytes, then nothing.
    case stall(String)
    /// A head, then one byte each 100 ms for ever.
    case drip
    /// A head, then bytes without end.
    case flood
    /// Nothing at all.
    case silence

    static let picture = SiteReply.picture([])

    static func picture(_ headers: [(String, String)]) -> SiteReply {
        .answer(200, [("Content-Type", "image/png")] + headers, FakeSite.png)
    }

    static func session(_ value: String, name: String = "X-Qlik-Session") -> SiteReply {
        .picture([("Set-Cookie", "\(name)=\(value); Path=/; HttpOnly; Secure")])
    }

    static func redirect(_ location: String, _ headers: [(String, String)] = [], status: Int = 302) -> SiteReply {
        .answer(status, [("Location", location)] + headers, [])
    }

    static func status(_ status: Int) -> SiteReply { .answer(status, [], []) }

    static let page = SiteReply.answer(200, [("Content-Type", "text/html")], Array("<html>Log in".utf8))
}
