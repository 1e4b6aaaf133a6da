import AuditTesting
import MerkleLog
import Testing

@Suite(.inTurn) struct ProofTextTests {
    private static let proof = "index-4.tlog-proof"
    private static let request = "from-3.witness-request"

    @Test func theGoldenProofIsReadVerifiedAndWrittenAgain() throws {
        let golden = try Fixtures.bytes(Self.proof)
        let proof = try TlogProof(parsing: golden)
        #expect(proof.bytes == golden)
        #expect(proof.extra == Array("four".utf8) && proof.inclusion.index == 4 && proof.inclusion.size == 7)
        let (log, witness) = (try Fixtures.log().verifier, try Fixtures.witness().verifier)
        let leaf = TreeHash.leaf(Fixtures.leaves[4])
        let verified = try proof.verify(leaf: leaf, logKeys: [log], witnesses: [witness])
        #expect(verified.checkpoint.size == 7 && verified.cosignatures.count == 1)
        #expect(throws: ProofTextError.self) { try proof.verify(leaf: .leaf(Fixtures.leaves[3]), logKeys: [log]) }
        #expect(throws: ProofTextError.checkpoint(.note(.notSigned(by: [log.id, witness.id])))) {
            try proof.verify(leaf: leaf, logKeys: [], witnesses: [witness])
        }
        let made = TlogProof(proof.inclusion, in: proof.checkpoint)
        #expect(try TlogProof(parsing: made.bytes) == made && made.extra == nil)
    }

    @Test func noChangedByteOfAProofIsBelieved() throws {
        let golden = try Fixtures.bytes(Self.proof)
        let (log, witness) = (try Fixtures.log().verifier, try Fixtures.witness().verifier)
        let leaf = TreeHash.leaf(Fixtures.leaves[4])
        var believed = 0
        for position in golden.indices {
            for difference in [0x01, 0x04, 0x80] as [UInt8] {
                var changed = golden
                changed[position] ^= difference
                do throws(ProofTextError) {
                    let proof = try TlogProof(parsing: changed)
                    // Nobody signed the extra data, and a cosignature of somebody else is passed over.
                    let verified = try proof.verify(leaf: leaf, logKeys: [log], witnesses: [witness])
                    guard proof.extra == Array("four".utf8), verified.cosignatures.count == 1 else { continue }
                    believed += 1
                } catch {
                    continue
                }
            }
        }
        #expect(believed == 0)
    }

    @Test func theGoldenRequestIsReadVerifiedAndWrittenAgain() throws {
        let golden = try Fixtures.bytes(Self.request)
        let request = try WitnessRequest(parsing: golden)
        #expect(request.bytes == golden)
        #expect(request.consistency.oldSize == 3 && request.consistency.newSize == 7)
        var old = TreeGrower()
        for leaf in Fixtures.leaves.prefix(3) { old.append(.leaf(leaf)) }
        try request.consistency.verify(oldRoot: old.root, newRoot: request.checkpoint.checkpoint.root)
        #expect(WitnessRequest(request.consistency, to: request.checkpoint) == request)
    }

    @Test func errorsNameTheLine() throws {
        let golden = String(decoding: try Fixtures.bytes(Self.proof), as: UTF8.self)
        let lines = golden.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        func refuses(_ line: Int, _ text: String?, _ error: ProofTextError) {
            var changed = lines
            if let text { changed[line - 1] = text } else { changed.remove(at: line - 1) }
            #expect(throws: error, "line \(line): \(text ?? "gone")") {
                try TlogProof(parsing: changed.joined(separator: "\n").utf8)
            }
        }
        let index = "\"index\" and a decimal number"
        let hash = "a hash or the empty line before the checkpoint"
        refuses(1, nil, .wrongHeader(expected: "c2sp.org/tlog-proof@v1"))
        refuses(1, "c2sp.org/tlog-proof@v2", .wrongHeader(expected: "c2sp.org/tlog-proof@v1"))
        refuses(2, "extra Zm91cg", .malformed(line: 2, expected: "\"extra\" and Base64"))
        refuses(2, "extra\tZm91cg==", .malformed(line: 2, expected: index))
        refuses(3, nil, .malformed(line: 3, expected: index))
        refuses(3, "index 04", .malformed(line: 3, expected: index))
        refuses(3, "index  4", .malformed(line: 3, expected: index))
        refuses(3, "index 4\r", .malformed(line: 3, expected: index))
        refuses(5, "x", .malformed(line: 5, expected: hash))
        refuses(7, nil, .malformed(line: 7, expected: hash))
        refuses(7, "\n", .checkpoint(.emptyLine(1)))
        refuses(9, "07", .checkpoint(.invalidSize))
        #expect(throws: ProofTextError.malformed(line: 2, expected: index)) {
            try TlogProof(parsing: "c2sp.org/tlog-proof@v1\n".utf8)
        }
        let many = "c2sp.org/tlog-proof@v1\nindex 0\n" + String(repeating: "\(TreeHash.emptyTree)\n", count: 64)
        #expect(throws: ProofTextError.tooManyHashes(limit: 63)) { try TlogProof(parsing: many.utf8) }
        #expect(throws: ProofTextError.tooLong(limit: TlogProof.maximumByteCount)) {
            try TlogProof(parsing: [UInt8](repeating: 0x61, count: TlogProof.maximumByteCount + 1))
        }
        #expect(throws: ProofTextError.malformed(line: 1, expected: "\"old\" and a decimal number")) {
            try WitnessRequest(parsing: "new 3\n".utf8)
        }
    }

    @Test func damagedTextsAreReadOrRefusedButNeverCrash() throws {
        var random = SeededGenerator(seed: 4711)
        let texts = try [Self.proof, Self.request, "checkpoint", "cosigned.checkpoint", "keys.txt"].map(Fixtures.bytes)
        for round in 0..<5_000 {
            var bytes = texts[round % texts.count]
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                let place = Int.random(in: bytes.indices, using: &random)
                switch Int.random(in: 0..<5, using: &random) {
                case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
                case 1: bytes.remove(at: place)
                case 2: bytes.insert(bytes[Int.random(in: bytes.indices, using: &random)], at: place)
                case 3: bytes.insert(0x0A, at: place)
                default: bytes.swapAt(place, Int.random(in: bytes.indices, using: &random))
                }
            }
            readEverything(bytes)
        }
    }

    /// What is accepted is written again as it was read.
    private func readEverything(_ bytes: [UInt8]) {
        let text = String(decoding: bytes, as: UTF8.self)
        if let proof = try? TlogProof(parsing: bytes) { #expect(proof.bytes == bytes) }
        if let request = try? WitnessRequest(parsing: bytes) { #expect(request.bytes == bytes) }
        if let checkpoint = try? SignedCheckpoint(parsing: bytes) { #expect(checkpoint.bytes == bytes) }
        if let note = try? SignedNote(parsing: bytes) { #expect(note.bytes == bytes) }
        for line in text.split(separator: "\n") {
            if let verifier = try? NoteVerifier(String(line)) { #expect(verifier.text.utf8.elementsEqual(line.utf8)) }
            if let signer = try? NoteSigner(String(line)) { #expect(signer.text.utf8.elementsEqual(line.utf8)) }
            if let path = try? TileCoordinate(path: String(line)) { #expect(path.path.utf8.elementsEqual(line.utf8)) }
        }
    }
}
