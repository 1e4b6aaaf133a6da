import AuditDestinations
import AuditTesting
import Testing

/// What an answer is worth.
@Suite(.inTurn) struct AnswerClassTests {
    private let bytes: [UInt8] = [1]

    @Test(arguments: [404, 408, 425, 429, 500, 502, 503, 504])
    func someStatusesAreTriedAgain(status: Int) {
        #expect(AnswerClass(status: status, mediaType: "image/png", body: bytes) == .trouble(.status(status)))
    }

    @Test(arguments: [300, 304, 400, 401, 403, 405, 410, 418, 501, 505, 599])
    func othersAreFinal(status: Int) {
        #expect(AnswerClass(status: status, mediaType: "image/png", body: bytes) == .final(status))
    }

    @Test(arguments: [
        ("image/png", "image/png"), ("IMAGE/PNG; charset=x", "image/png"), ("image/webp", "image/webp"),
        ("application/octet-stream", "application/octet-stream"), ("", nil), (nil, nil),
    ])
    func theseMayBePictures(type: String?, mediaType: String?) {
        #expect(AnswerClass(status: 200, mediaType: type, body: bytes) == .candidate(mediaType: mediaType))
    }

    @Test func pagesAreNone() {
        let page = Array("<html>\n no".utf8)
        #expect(
            AnswerClass(status: 200, mediaType: "text/html; charset=utf-8", body: page)
                == .trouble(.notAPicture(mediaType: "text/html", preview: "<html>\n no"))
        )
        #expect(
            FetchTrouble.notAPicture(mediaType: "text/html", preview: "<html>\n no\u{1B}[2J").description
                == "nonImageContentType='text/html' preview='<html> no\\u{1b}[2J'"
        )
    }

    @Test(arguments: [
        ("<a href=/x?qlikTicket=SECRET&b=1>", "<a href=/x?qlikTicket=%5Bredacted%5D&b=1>"),
        ("/x?QLIKTICKET=SECRET", "/x?QLIKTICKET=%5Bredacted%5D"),
        ("u=%2Fx%3FqlikTicket%3DSECRET rest", "u=%2Fx%3FqlikTicket%3D%5Bredacted%5D rest"),
        ("qlikTicket%253dSECRET", "qlikTicket%253d%5Bredacted%5D"),
        ("qlikTicket&#61;SECRET", "qlikTicket&#61;%5Bredacted%5D"),
        ("{\"qlikTicket\": \"SECRET\"}", "{\"qlikTicket\": \"%5Bredacted%5D\"}"),
        ("a qlikTicket is bought", "a qlikTicket is bought"),
    ])
    func ticketsAreTakenOutOfPages(page: String, expected: String) {
        let judged = AnswerClass(status: 200, mediaType: "text/html", body: Array(page.utf8))
        #expect(judged == .trouble(.notAPicture(mediaType: "text/html", preview: expected)))
    }

    @Test func tooManySessionsPass() {
        let page = "<p>You cannot access Qlik Sense because you have Too many\n sessions active in parallel.</p>"
        let judged = AnswerClass(status: 403, mediaType: "text/html", body: Array(page.utf8))
        #expect(judged == .trouble(.tooManySessions))
        #expect(AnswerClass(status: 401, mediaType: "text/html", body: Array(page.utf8)) == .final(401))
    }

    @Test func emptyAnswersAndFragmentsAreNone() {
        #expect(AnswerClass(status: 206, mediaType: "image/png", body: bytes) == .trouble(.status(206)))
        for status in [200, 204] {
            guard case .trouble(.damaged) = AnswerClass(status: status, mediaType: "image/png", body: []) else {
                Issue.record("\(status) without a body is no picture")
                continue
            }
        }
    }
}
