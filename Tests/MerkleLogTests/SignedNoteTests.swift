import AuditTesting
import Crypto
import MerkleLog
import Testing

@Suite(.inTurn) struct SignedNoteTests {
    private static func signer(_ name: String) throws -> NoteSigner {
        NoteSigner(name: try #require(KeyName(name)), key: Curve25519.Signing.PrivateKey())
    }

    private static func note(_ text: String, _ signers: NoteSigner...) throws -> SignedNote {
        let bytes = Array(text.utf8)
        return try SignedNote(text: bytes, signatures: signers.map { try $0.signature(for: bytes) })
    }

    @Test func aNoteIsReadAsItWasWrittenWhateverItsTextIs() throws {
        let signer = try Self.signer("a.example/b")
        for text in ["x\n", "\n", "a\n\nb\n", "a\n\n", "\n\n\n", "— a b\n", "ä\u{7F}\u{301}\n", "a\n\n— x AAAA\n"] {
            let note = try Self.note(text, signer)
            let read = try SignedNote(parsing: note.bytes)
            #expect(read == note)
            #expect(try read.signatures(by: [signer.verifier]).map(\.key) == [signer.verifier])
        }
    }

    @Test func unknownSignaturesAreKeptAndPassedOver() throws {
        let (known, unknown) = (try Self.signer("known"), try Self.signer("unknown"))
        let note = try SignedNote(parsing: try Self.note("text\n", unknown, known, unknown).bytes)
        #expect(note.signatures.map(\.key) == [unknown.verifier.id, known.verifier.id, unknown.verifier.id])
        #expect(try note.signatures(by: [known.verifier]).map(\.key) == [known.verifier])
        #expect(try note.signatures(by: []).isEmpty)
        // The same name with another key is another key.
        let namesake = try Self.signer("known")
        #expect(try note.signatures(by: [namesake.verifier]).isEmpty)
        // Bytes of an unknown kind of signature.
        let line = "— post.quantum \(StrictBase64.text(of: [UInt8](repeating: 9, count: 2_428)))\n"
        #expect(try SignedNote(parsing: note.bytes + line.utf8).signatures.count == 4)
        #expect(try SignedNote(parsing: note.bytes + line.utf8).bytes == note.bytes + line.utf8)
    }

    @Test func oneWrongSignatureOfAKnownKeySpoilsTheNote() throws {
        let (first, second) = (try Self.signer("first"), try Self.signer("second"))
        let text = Array("text\n".utf8)
        let wrong = try second.signature(for: Array("other\n".utf8))
        let note = try SignedNote(text: text, signatures: [try first.signature(for: text), wrong])
        #expect(throws: NoteError.invalidSignature(second.verifier.id)) {
            try note.signatures(by: [first.verifier, second.verifier])
        }
        #expect(try note.signatures(by: [first.verifier]).count == 1)
        let short = NoteSignature(key: first.verifier.id, bytes: [1])
        #expect(throws: NoteError.invalidSignature(first.verifier.id)) {
            try SignedNote(text: text, signatures: [short]).signatures(by: [first.verifier])
        }
        let twice = try Self.note("text\n", first, second, first)
        #expect(throws: NoteError.repeatedSignature(first.verifier.id)) {
            try twice.signatures(by: [first.verifier])
        }
        #expect(try twice.signatures(by: [second.verifier]).count == 1)
        #expect(try twice.signatures(by: [second.verifier, second.verifier]).count == 1)
    }

    @Test func everyBitOfTheSignedBytesCounts() throws {
        let signer = try Self.signer("s")
        let bytes = try Self.note("some\ntext\n", signer).bytes
        var believed = 0
        for position in bytes.indices {
            for bit in 0..<8 {
                var changed = bytes
                changed[position] ^= 1 << bit
                do throws(NoteError) {
                    believed += try SignedNote(parsing: changed).signatures(by: [signer.verifier]).count
                } catch {
                    continue
                }
            }
        }
        #expect(believed == 0)
    }

    @Test func whatCouldBeReadInTwoWaysIsRefused() throws {
        let signer = try Self.signer("s")
        let line = String(decoding: try Self.note("text\n", signer).bytes.dropFirst(6), as: UTF8.self)
        // 68 bytes take one padding character.
        let padded = line.replacing("=\n", with: "\n")
        let whole = ["", "\n", "\n\n", "text\n", "text\n\n", "text\n\(line)", "text\(line)", "\n\(line)", line]
        let signatures = [
            String(line.dropLast()), "\(line)\n", "\(line)more\n", "\(line)more", " \(line)", padded,
            line.replacing("— ", with: "- "), line.replacing("— ", with: "—"), line.replacing("— ", with: "—  "),
            line.replacing("s ", with: "s  "), line.replacing("s ", with: " "), line.replacing("s ", with: "s+s "),
            line.replacing("s ", with: "s\u{A0}s "), line.replacing("\n", with: " \n"),
            line.replacing("\n", with: "\r\n"), "— s AAAA\n", "— s AAAAAA==\n", "— s\n", "— s \n",
        ]
        let controls = ["te\rxt", "te\txt", "te\0xt", "text\r"].map { "\($0)\n\n\(line)" }
        let refused = whole + signatures.map { "text\n\n\($0)" } + controls
        for text in refused {
            #expect(throws: NoteError.self, "\(text)") { try SignedNote(parsing: text.utf8) }
        }
        #expect(throws: NoteError.notUTF8) { try SignedNote(parsing: [0xFF, 0x0A, 0x0A] + line.utf8) }
        #expect(throws: NoteError.controlCharacter(position: 2)) {
            try SignedNote(parsing: "te\u{1F}xt\n\n\(line)".utf8)
        }
        #expect(throws: NoteError.textWithoutLineFeed) { try Self.note("text", signer) }
        #expect(throws: NoteError.noSignatures) { try SignedNote(text: Array("text\n".utf8), signatures: []) }
        #expect(throws: NoteError.controlCharacter(position: 1)) { try Self.note("a\u{1}\n", signer) }
    }

    @Test func sizesAreBounded() throws {
        let signer = try Self.signer("s")
        let text = Array("text\n".utf8)
        let signature = try signer.signature(for: text)
        let full = try SignedNote(text: text, signatures: Array(repeating: signature, count: 100))
        #expect(try SignedNote(parsing: full.bytes) == full)
        #expect(throws: NoteError.tooManySignatures(limit: 100)) {
            try SignedNote(parsing: full.bytes + signature.line.utf8)
        }
        #expect(throws: NoteError.tooManySignatures(limit: 100)) {
            try SignedNote(text: text, signatures: Array(repeating: signature, count: 101))
        }
        let long = [UInt8](repeating: 0x61, count: SignedNote.maximumByteCount) + [0x0A]
        #expect(throws: NoteError.tooLong(limit: SignedNote.maximumByteCount)) {
            try SignedNote(text: long, signatures: [signature])
        }
        #expect(throws: NoteError.tooLong(limit: SignedNote.maximumByteCount)) { try SignedNote(parsing: long) }
    }
}
