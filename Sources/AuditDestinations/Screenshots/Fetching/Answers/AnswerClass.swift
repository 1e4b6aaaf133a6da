/// What the last answer of a download is worth.
package enum AnswerClass: Sendable, Hashable {
    /// Bytes that may be a picture; whoever knows pictures looks at them.
    case candidate(mediaType: String?)
    /// Nothing now, perhaps later.
    case trouble(FetchTrouble)
    /// Nothing, ever.
    case final(Int)

    private static let retryable: Set<Int> = [404, 408, 425, 429, 500, 502, 503, 504]
    private static let previewBytes = 200
    private static let searchedBytes = 16_384

    /// Judges status, media type and size.
    ///
    /// A missing media type, `application/octet-stream` and every `image/` one will do, since the bytes are looked at
    /// anyway. 404 is retried, because Qlik may still be drawing; 403 only if it says that the person has too many
    /// sessions, as some of them end. An empty answer and a fragment (206) hold no picture.
    package init(status: Int, mediaType: String?, body: [UInt8]) {
        if status == 403, Self.saysTooManySessions(body) {
            self = .trouble(.tooManySessions)
            return
        }
        guard (200..<300).contains(status) else {
            self = Self.retryable.contains(status) ? .trouble(.status(status)) : .final(status)
            return
        }
        guard status != 206 else {
            self = .trouble(.status(status))
            return
        }
        let type = mediaType.map { $0.prefix { $0 != ";" }.lowercased().filter { !$0.isWhitespace } } ?? ""
        guard type.isEmpty || type.hasPrefix("image/") || type == "application/octet-stream" else {
            // A page may show the URL that it was asked by, and with it the ticket.
            let preview = LogText.withoutTickets(String(decoding: body.prefix(Self.previewBytes), as: UTF8.self))
            self = .trouble(.notAPicture(mediaType: type, preview: preview))
            return
        }
        guard !body.isEmpty else {
            self = .trouble(.damaged("the answer is empty"))
            return
        }
        self = .candidate(mediaType: type.isEmpty ? nil : type)
    }

    /// Whether a page holds the words by which Qlik refuses a person's sixth session.
    private static func saysTooManySessions(_ body: [UInt8]) -> Bool {
        let words = String(decoding: body.prefix(searchedBytes), as: UTF8.self).lowercased()
            .split(whereSeparator: \.isWhitespace).joined(separator: " ")
        return words.contains("too many sessions active in parallel")
    }
}
