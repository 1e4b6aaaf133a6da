import AuditDestinations
import AuditEvidence
import AuditJournal
import MerkleLog

/// Checks all of a data directory: records, log and pictures.
struct DirectoryVerification {
    /// What was looked at and found.
    struct Report {
        /// Everything that is wrong, one line each.
        let findings: [String]
        /// One line about what was looked at.
        let summary: String
    }

    /// A record that no checkpoint covers must be younger than this, measured against the newest record.
    ///
    /// Checkpoints follow within a second; a log whose disk failed for a while has caught up long before.
    private static let inclusionGraceMilliseconds: Int64 = 60_000

    let directory: DataDirectory
    /// What is known from elsewhere.
    let expectations: EvidenceExpectations
    /// Where the expected checkpoint is from, for messages.
    let checkpointFile: String?
    let cores: Int

    /// Reads everything once.
    func run(progress: @escaping (VerificationReport, Int) -> Void) async throws -> Report {
        var findings: [String] = []
        let keys = try publicKeys(&findings)
        var visitor = DirectoryVisitor(
            log: try keys.flatMap { try LogVerifier(directory, keys: $0, saved: saved) },
            pictures: ScreenshotVerifier(directory),
            progress: progress
        )
        let journal = try await JournalVerifier(directory, cores: cores).verify(for: &visitor)
        try visitor.log?.finish()
        findings += journal.findings.map(\.description)
        if let log = visitor.log {
            findings += log.findings.map(\.description)
            if let late = try unincluded(from: log.coveredSize, records: journal.records) { findings.append(late) }
        } else if journal.records > 0 {
            findings.append("log: there is none, so nothing proves that the records are what they were")
        }
        if let keys { findings += keyFindings(keys, recorded: visitor.keys) }
        findings += visitor.pictures.findings
        return Report(findings: findings, summary: summary(journal, visitor, findings: findings.count))
    }

    private func publicKeys(_ findings: inout [String]) throws(LogIdentityError) -> LogKeys? {
        do throws(LogIdentityError) {
            return try LogIdentity.publicKeys(in: directory)
        } catch .storage(let error) {
            throw .storage(error)
        } catch {
            findings.append("\(error)")
            return nil
        }
    }

    private var saved: [SavedCheckpoint] {
        guard let checkpoint = expectations.checkpoint else { return [] }
        return [SavedCheckpoint(bytes: checkpoint.bytes, source: checkpointFile ?? "the given checkpoint")]
    }

    private func summary(_ journal: VerificationReport, _ visitor: DirectoryVisitor, findings: Int) -> String {
        var parts = ["\(journal.records) records in \(journal.segments) segments"]
        if let log = visitor.log { parts.append("\(log.coveredSize) included, \(log.checkpoints) checkpoints") }
        if visitor.pictures.images > 0 { parts.append("\(visitor.pictures.images) pictures") }
        return (parts + ["\(findings) findings"]).joined(separator: ", ")
    }

    /// Whether the keys are those of the journal's own records, and those that are known from elsewhere.
    private func keyFindings(_ keys: LogKeys, recorded: [(text: String?, record: JournalOffset)]) -> [String] {
        let known = keys.verifiers.map(\.text)
        var findings: [String] = []
        for (place, entry) in recorded.enumerated() where place >= known.count || entry.text != known[place] {
            findings.append(
                "record \(entry.record): the key that it names is not the log's key number \(place + 1): keys/log.key or"
                    + " log/key-rotations was exchanged"
            )
        }
        if recorded.count < known.count, !recorded.isEmpty {
            findings.append("log/key-rotations: the journal knows of \(recorded.count) keys, not \(known.count)")
        }
        if let key = expectations.key, !keys.verifiers.contains(key) {
            findings.append("keys: none of the log's keys is the one that was given, \(key)")
        }
        if let logID = expectations.logID, logID != keys.logID {
            findings.append("keys: the id of the log is \(keys.logID), not \(logID)")
        }
        return findings
    }

    /// Words about records that should have been included long ago; nil when there are none.
    private func unincluded(from covered: UInt64, records: Int) throws(JournalReadError) -> String? {
        guard covered < UInt64(records) else { return nil }
        let times = (try receiveTime(of: covered), try receiveTime(of: UInt64(records - 1)))
        guard let first = times.0, let newest = times.1, newest - first > Self.inclusionGraceMilliseconds else {
            return nil
        }
        return
            "log/checkpoints: records \(covered) to \(records - 1) are covered by no checkpoint, although they came in"
            + " over more than \(Self.inclusionGraceMilliseconds / 1_000) s: the log was cut back, or could not be written"
    }

    private func receiveTime(of offset: UInt64) throws(JournalReadError) -> Int64? {
        var reader = JournalDirectoryReader(directory, from: JournalOffset(offset))
        return try reader.next()?.facts.receivedAtMilliseconds
    }
}
