import Hummingbird
import NIOCore

/// What a page answers; the console adds the headers that all answers have.
struct ConsoleAnswer: Sendable {
    var status: HTTPResponse.Status = .ok
    var contentType = "text/html; charset=utf-8"
    /// Name under which a browser stores it; nil shows it.
    var fileName: String?
    /// Where to go on, for redirects.
    var location: String?
    /// Seconds after which asking again makes sense.
    var retryAfterSeconds: Int?
    /// Cookies to set.
    var cookies: [Cookie] = []
    /// Whether browsers may keep it: only what is the same for everybody.
    var cacheControl = "no-store"
    var body = ResponseBody()
    /// What was shown, for the record of this look; see ``ConsoleRoute/Recording``.
    var shown = ShownContents()

    /// A page.
    static func page(_ html: String, status: HTTPResponse.Status = .ok, shown: ShownContents = ShownContents())
        -> ConsoleAnswer
    {
        var answer = ConsoleAnswer()
        answer.status = status
        answer.body = ResponseBody(byteBuffer: ByteBuffer(string: html))
        answer.shown = shown
        return answer
    }

    /// Sends the browser to another page of the console, which it asks for with GET.
    static func redirect(to location: String, cookies: [Cookie] = []) -> ConsoleAnswer {
        var answer = ConsoleAnswer()
        answer.status = .seeOther
        answer.location = location
        answer.cookies = cookies
        answer.contentType = "text/plain; charset=utf-8"
        return answer
    }

    /// A file to store; `write` gives its bytes.
    static func file(
        _ name: String,
        contentType: String,
        shown: ShownContents = ShownContents(),
        body: ResponseBody
    ) -> ConsoleAnswer {
        var answer = ConsoleAnswer()
        answer.contentType = contentType
        answer.fileName = name
        answer.body = body
        answer.shown = shown
        return answer
    }
}
