import AuditJournal
import AuditTesting
import Testing

@Suite(.inTurn) struct VerifierTests {
    private static func filled() async throws -> FaultyStorage {
        let storage = FaultyStorage()
        let session = try JournalSession(storage)
        for number in UInt64(0)..<30 { _ = await session.journal.append(Samples.submission(number)) }
        try await session.close()
        return storage
    }

    /// Sees every record once and every segment in order.
    private struct CountingVisitor: VerificationVisitor {
        var offsets: [JournalOffset] = []
        var calls = 0

        static func note(of record: JournalRecord) -> JournalOffset? { record.offset }

        mutating func visit(_ leaves: SegmentLeaves, notes: [JournalOffset], report: VerificationReport) {
            #expect(leaves.firstOffset == notes.first && leaves.hashes.count == notes.count)
            offsets += notes
            calls += 1
        }
    }

    @Test func anIntactJournalHasNoFindingsAndIsCountedWhole() async throws {
        var visitor = CountingVisitor()
        let report = try await JournalVerifier(try await Self.filled(), cores: 2).verify(for: &visitor)
        #expect(report.isIntact && report.records == 30)
        #expect(visitor.offsets == (0..<30).map { JournalOffset($0) })
        #expect(visitor.calls == report.segments && visitor.calls > 3)
    }

    @Test func aLiveJournalIsVerifiedWithoutFalseAlarm() async throws {
        let storage = FaultyStorage()
        let settings = Samples.smallSettings(segmentBytes: 40_000)
        let session = try JournalSession(storage, settings: settings)
        let verifying = Task {
            var findings: [String] = []
            while session.journal.end.rawValue < 1500 { findings += try await DirectoryContents.findings(storage) }
            return findings
        }
        for start in stride(from: UInt64(0), to: 1500, by: 3) {
            _ = await session.submit((start..<start + 3).map { Samples.submission($0) })
        }
        #expect(try await verifying.value == [])
        try await session.close()
    }

    @Test(arguments: [("screenshot.url.received", 0), ("audit.event", 1)])
    func aMarkThatTheContentDeniesIsFound(type: String, findings: Int) async throws {
        let storage = FaultyStorage()
        let session = try JournalSession(storage)
        let envelope = try Samples.envelope(
            type: type,
            event: """
                {"screenshotUrl":"https://qlik.test/s.png","selectionTxnId":"7647536f-281b-4aa6-ae7e-b39386acaa6f"}
                """
        )
        _ = await session.submit([
            Samples.submission(1), Submission(envelope, facts: Samples.facts, flags: .awaitsOutcome),
        ])
        try await session.close()
        let found = try await JournalVerifier(storage).verify().findings.map(\.description)
        #expect(found.count == findings)
        #expect(found.allSatisfy { $0.contains("marked as waiting for a screenshot") })
    }

    @Test func everyChangedByteOfASealedSegmentIsFound() async throws {
        let original = try await Self.filled()
        let name = try DirectoryContents.segments(original)[1]
        let size = try #require(original.contents(of: name)).count
        for byte in 0..<size {
            let storage = original.afterKill()
            storage.tamper(name) { $0[byte] ^= 0x80 }
            let findings = try await JournalVerifier(storage).verify().findings
            #expect(!findings.isEmpty && findings.allSatisfy { String($0.description.prefix(20)) == name.prefix(20) })
        }
    }

    @Test func everyChangedByteOfAnIDFileIsFound() async throws {
        let original = try await Self.filled()
        let name = try #require(try original.list().first { $0.hasSuffix(".ids") })
        let size = try #require(original.contents(of: name)).count
        for byte in stride(from: 0, to: size, by: 7) {
            let storage = original.afterKill()
            storage.tamper(name) { $0[byte] ^= 0x80 }
            let findings = try await DirectoryContents.findings(storage)
            #expect(findings.count == 1 && findings[0].hasPrefix(name), "byte \(byte): \(findings)")
        }
    }

    @Test func severalBadPlacesAreAllReported() async throws {
        let storage = try await Self.filled()
        let names = try DirectoryContents.segments(storage)
        storage.tamper(names[0]) { $0[300] ^= 1 }
        storage.tamper(names[1]) { $0[700] ^= 1 }
        storage.tamper(names[2]) { $0.removeLast(400) }
        let files = Set(try await JournalVerifier(storage).verify().findings.map(\.damage.file))
        #expect(files.isSuperset(of: names[..<3]))
    }

    @Test func aSegmentOfAnotherJournalIsFound() async throws {
        let storage = try await Self.filled()
        let other = FaultyStorage()
        let session = try JournalSession(other, random: .seeded(1234))
        for number in UInt64(0)..<30 { _ = await session.journal.append(Samples.submission(number)) }
        try await session.close()
        let name = try DirectoryContents.segments(storage)[1]
        let foreign = try #require(other.contents(of: name))
        storage.tamper(name) { $0 = foreign }
        #expect(try await DirectoryContents.findings(storage).contains { $0.contains("another journal") })
    }
}
