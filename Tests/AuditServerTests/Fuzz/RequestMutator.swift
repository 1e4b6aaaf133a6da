import AuditTesting

/// Makes requests that are nearly right out of a corpus of requests.
struct RequestMutator {
    private static let fragments = [
        "\r\n", "\n", "\r", "\0", " ", "\t", ":", ";", ",", "%", "%00", "%ff", "\"", "\\", "{", "}", "[", "]", "null",
        "-1",
        "0", "18446744073709551616", "9223372036854775807", "fffffffff\r\n", "0\r\n\r\n", "\r\n\r\n", "\u{FEFF}",
        "\u{2028}",
        "Transfer-Encoding: chunked\r\n", "Content-Length: 5\r\n", "Content-Length: 0\r\n", "Connection: close\r\n",
        "Connection: upgrade\r\nUpgrade: x\r\n", "Expect: 100-continue\r\n", "Expect: x\r\n", "Host: b\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\n\r\n", "HTTP/1.0", "HTTP/2.0", "Bearer ", "application/x-ndjson",
    ]

    private let corpus: [[UInt8]]
    private var random: SeededGenerator

    init(corpus: [[UInt8]], seed: UInt64) {
        precondition(!corpus.isEmpty, "there is something to mutate")
        self.corpus = corpus
        random = SeededGenerator(seed: seed)
    }

    /// The next request, or what is left of one.
    mutating func next() -> [UInt8] {
        var bytes = pick()
        for _ in 0..<Int.random(in: 1...4, using: &random) { mutate(&bytes) }
        return Array(bytes.prefix(100_000))
    }

    private mutating func pick() -> [UInt8] { corpus[Int.random(in: 0..<corpus.count, using: &random)] }

    private mutating func mutate(_ bytes: inout [UInt8]) {
        let position = Int.random(in: 0...bytes.count, using: &random)
        let end = min(bytes.count, position + Int.random(in: 1...24, using: &random))
        switch Int.random(in: 0..<8, using: &random) {
        case 0: if position < bytes.count { bytes[position] ^= 1 << UInt8.random(in: 0...7, using: &random) }
        case 1: if position < bytes.count { bytes[position] = UInt8.random(in: 0...255, using: &random) }
        case 2: bytes.removeSubrange(position..<end)
        case 3: bytes.insert(contentsOf: bytes[position..<end], at: position)
        case 4, 5:
            let fragment = Self.fragments[Int.random(in: 0..<Self.fragments.count, using: &random)]
            bytes.insert(contentsOf: fragment.utf8, at: position)
        case 6: bytes.replaceSubrange(position..., with: pick().dropFirst(position))
        default: bytes += pick()
        }
    }
}
