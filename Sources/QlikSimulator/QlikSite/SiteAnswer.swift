import NIOHTTP1

/// A whole answer of a site.
package struct SiteAnswer: Sendable, Equatable {
    /// The status.
    package var status: Int

    /// Header fields, but for those about length and connection.
    package var headers: HTTPHeaders

    /// The body.
    package var body: [UInt8]

    /// Creates an answer.
    package init(_ status: Int, headers: HTTPHeaders = [:], body: [UInt8] = []) {
        self.status = status
        self.headers = headers
        self.body = body
    }

    /// A page of HTML with one sentence.
    static func page(_ status: Int, title: String, _ sentence: String) -> SiteAnswer {
        let text = """
            <!DOCTYPE html>
            <html><head><meta charset="utf-8"><title>\(title)</title></head>
            <body><h1>\(title)</h1><p>\(sentence)</p></body></html>

            """
        return SiteAnswer(status, headers: ["Content-Type": "text/html; charset=utf-8"], body: Array(text.utf8))
    }

    /// A body of JSON.
    static func json(_ status: Int, _ bytes: [UInt8]) -> SiteAnswer {
        SiteAnswer(status, headers: ["Content-Type": "application/json; charset=utf-8"], body: bytes)
    }

    /// 302 to `location`.
    static func redirect(to location: String, status: Int = 302) -> SiteAnswer {
        SiteAnswer(status, headers: ["Location": location])
    }
}
