import AuditServer
import AuditTesting
import Foundation
import Testing

/// Broken requests over real sockets; `VIDIMUS_FUZZ_SEED` and `VIDIMUS_FUZZ_COUNT` repeat or prolong a run.
@Suite(.inTurn) struct HTTPFuzzTests {
    private static let knownCodes: Set<Int> = [
        100, 200, 202, 204, 400, 401, 404, 409, 413, 415, 417, 422, 429, 431, 503,
    ]

    private static func corpus() throws -> [(name: String, bytes: [UInt8])] {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appendingPathComponent("Fixtures/http-corpus")
        let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
        return try files.filter { $0.pathExtension == "http" }
            .sorted { $0.lastPathComponent < $1.lastPathComponent }
            .map { ($0.lastPathComponent, Array(try Data(contentsOf: $0))) }
    }

    private static func number(_ name: String) -> UInt64? {
        ProcessInfo.processInfo.environment[name].flatMap { UInt64($0) }
    }

    /// Sends `bytes`, ends the sending side, and checks that what comes back is a run of whole known answers.
    private static func exchange(_ bytes: [UInt8], with server: IngestHarness, _ comment: Comment) throws {
        let client = try RawClient(port: server.port)
        do {
            try client.send(bytes)
        } catch RawClient.Failure.closed {
            // Refused before its end.
        }
        client.endSending()
        var rest = try client.receiveAll()[...]
        while !rest.isEmpty {
            guard let end = rest.firstRange(of: Array("\r\n\r\n".utf8)) else {
                Issue.record("an answer without end; \(comment)")
                return
            }
            let head = String(decoding: rest[..<end.lowerBound], as: UTF8.self)
            let lines = head.components(separatedBy: "\r\n")
            let status = lines[0].split(separator: " ")
            let code = status.count > 1 && status[0] == "HTTP/1.1" ? Int(status[1]) : nil
            guard let code, knownCodes.contains(code) else {
                Issue.record("an unknown answer \(lines[0]); \(comment)")
                return
            }
            let length = lines.first { $0.hasPrefix("Content-Length: ") }.flatMap { Int($0.dropFirst(16)) } ?? 0
            rest = rest[end.upperBound...]
            // The answer to a HEAD has a length and no body; what follows then starts like an answer again.
            if rest.count >= length, !rest.starts(with: Array("HTTP/1.1 ".utf8)) { rest = rest.dropFirst(length) }
        }
    }

    @Test func everyRequestOfTheCorpusIsAnswered() async throws {
        let corpus = try Self.corpus()
        #expect(corpus.count >= 25)
        try await IngestHarness.run { server in
            for file in corpus { try Self.exchange(file.bytes, with: server, Comment(rawValue: file.name)) }
            #expect(try server.request(body: TestEnvelope.numbered(0xFFFF).encoded).code == 202)
        }
    }

    @Test func brokenRequestsNeverBreakTheDoor() async throws {
        let seed = Self.number("VIDIMUS_FUZZ_SEED") ?? UInt64.random(in: 0 ... .max)
        let count = Self.number("VIDIMUS_FUZZ_COUNT").map(Int.init) ?? 3_000
        print("HTTP fuzz: VIDIMUS_FUZZ_SEED=\(seed) VIDIMUS_FUZZ_COUNT=\(count)")
        let corpus = try Self.corpus().map(\.bytes)
        try await IngestHarness.run { server throws in
            var mutator = RequestMutator(corpus: corpus, seed: seed)
            for number in 0..<count {
                let bytes = mutator.next()
                let comment = Comment(
                    rawValue: "VIDIMUS_FUZZ_SEED=\(seed), request \(number): \(Data(bytes).base64EncodedString())"
                )
                do {
                    try Self.exchange(bytes, with: server, comment)
                } catch {
                    Issue.record("\(error); \(comment)")
                    return
                }
            }
            #expect(try server.request(body: TestEnvelope.numbered(0xFFFF).encoded).code == 202, "seed \(seed)")
            for line in server.log.lines {
                #expect(!line.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x7F }, "seed \(seed)")
            }
        }
    }
}
