import AuditEvents
import AuditTesting
import Testing

/// The scanner against an independent recogniser.
@Suite(.inTurn) struct JSONScannerPropertyTests {
    @Test func randomDocumentsAreAccepted() {
        var generator = SeededGenerator.printed("randomDocumentsAreAccepted")
        for _ in 0..<3000 {
            let text = RandomJSON.make(6, using: &generator).write(using: &generator)
            #expect(syntaxError(text) == nil, "\(text)")
        }
    }

    @Test func mutatedTextsAreJudgedAsTheGrammarDoes() throws {
        var generator = SeededGenerator.printed("mutatedTextsAreJudgedAsTheGrammarDoes")
        var texts = try corpus().map(\.bytes)
        for _ in 0..<40 { texts.append(Array(RandomJSON.make(5, using: &generator).write(using: &generator).utf8)) }
        // What the scanner refuses beyond the grammar can't arise from these by chance.
        var accepted = 0
        let scanner = JSONScanner()
        for _ in 0..<40_000 {
            let original = try #require(texts.randomElement(using: &generator))
            let mutated = Self.mutate(original, using: &generator)
            let isAccepted = mutated.withUnsafeBytes { buffer in
                (try? scanner.withDocument(of: buffer) { _ in true }) ?? false
            }
            accepted += isAccepted ? 1 : 0
            if isAccepted != ReferenceRecognizer.accepts(mutated) {
                Issue.record("disagreement on \(mutated)")
            }
        }
        print("accepted \(accepted) of 40000")
        #expect(accepted > 100)
    }

    @Test func mutatedEnvelopesNeverCrashTheDecoder() throws {
        var generator = SeededGenerator.printed("mutatedEnvelopesNeverCrashTheDecoder")
        let texts = try corpus().map(\.bytes)
        let decoder = EnvelopeDecoder(compatibility: VersionCompatibility(serverVersion: "15.0.1"))
        for _ in 0..<20_000 {
            let original = try #require(texts.randomElement(using: &generator))
            let mutated = Self.mutate(original, using: &generator)
            mutated.withUnsafeBytes { buffer in
                do throws(EnvelopeRefusal) {
                    let envelope = try decoder.decode(buffer, versionHeader: nil)
                    #expect(envelope.bytes == mutated)
                    let row = AuditRow(envelope: buffer, savedPaths: [], tags: .none)
                    #expect(row.timestampMilliseconds != nil)
                    #expect(JSONEquality.sameValue(buffer, buffer))
                } catch {
                    if case .syntax = error { return }
                    var bytes: [UInt8] = []
                    if case .payload(let violations) = error { for each in violations { each.appendJSON(to: &bytes) } }
                    if case .schema(let violations) = error {
                        for each in violations { each.appendBriefJSON(to: &bytes) }
                    }
                }
            }
        }
    }

    @Test func writingAValueGivesTheSameValue() throws {
        var generator = SeededGenerator.printed("writingAValueGivesTheSameValue")
        for _ in 0..<2000 {
            let text = Array(RandomJSON.make(5, using: &generator).write(using: &generator).utf8)
            for layout in [JSONWriter.Layout.compact, .indented] {
                let written = try text.withUnsafeBytes { buffer in
                    try JSONScanner().withDocument(of: buffer) { document in
                        var writer = JSONWriter(layout)
                        writer.value(document.root)
                        return writer.bytes
                    }
                }
                let isSame = text.withUnsafeBytes { left in written.withUnsafeBytes { JSONEquality.sameValue(left, $0) }
                }
                #expect(isSame, "\(String(decoding: text, as: UTF8.self))")
            }
        }
    }

    /// Changes, inserts, removes, cuts or repeats a few bytes.
    static func mutate(_ bytes: [UInt8], using generator: inout SeededGenerator) -> [UInt8] {
        var bytes = bytes
        let interesting =
            Array("{}[]\",:\\u0123456789eE+-.truefalsn \n\t\u{0}\u{1f}\u{7f}".utf8) + [0x80, 0xC3, 0xED, 0xF4, 0xFF]
        for _ in 0...Int.random(in: 0..<3, using: &generator) {
            guard let index = bytes.indices.randomElement(using: &generator) else { return bytes }
            let byte = interesting.randomElement(using: &generator) ?? 0
            switch Int.random(in: 0..<7, using: &generator) {
            case 0: bytes[index] = byte
            case 1: bytes[index] = UInt8.random(in: 0...255, using: &generator)
            case 2: bytes.insert(byte, at: index)
            case 3: bytes.remove(at: index)
            case 4: bytes.removeSubrange(index..<min(bytes.count, index + Int.random(in: 1..<12, using: &generator)))
            case 5: bytes[index] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
            default: if Int.random(in: 0..<4, using: &generator) == 0 { bytes.removeLast(bytes.count - index) }
            }
        }
        return bytes
    }
}
