import AuditDestinations
import Testing

/// What an answer is worth.
@Suite struct AnswerClassTests {
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
