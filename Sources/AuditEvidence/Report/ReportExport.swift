import AuditJournal
import MerkleLog

/// Writes `report.html` out of the records that are in the package already.
struct ReportExport {
    /// Records that are shown; a browser gets slow beyond.
    static let maximumRecords: UInt64 = 5_000
    private static let recordsPerStep: UInt64 = 256

    private let manifest: EvidenceManifest
    private let checkpoint: SignedCheckpoint
    private let outcomes: [UInt64: PictureOutcome]

    init(_ manifest: EvidenceManifest, _ checkpoint: SignedCheckpoint, outcomes: [UInt64: PictureOutcome]) {
        self.manifest = manifest
        self.checkpoint = checkpoint
        self.outcomes = outcomes
    }

    func write(
        to archive: ArchiveWriter,
        _ file: any SegmentFile,
        progress: (EvidenceProgress) -> Void
    ) throws(EvidenceExportError) -> ListedFile {
        let total = manifest.events + manifest.ownRecords
        let range = archive.content(of: PackageNames.records)
        var lines = LineScanner(ArchiveReader(file: file), range, maximumBytes: EvidenceRecord.maximumLineBytes)
        var html = HTMLWriter()
        ReportHead.write(manifest, checkpoint.checkpoint, shown: min(total, Self.maximumRecords), to: &html)
        var story = ReportStory(outcomes: outcomes, missing: Set(manifest.missingPictures))
        try archive.begin(PackageNames.report)
        var shown: UInt64 = 0
        while shown < Self.maximumRecords, let record = try record(&lines) {
            story.write(record, to: &html)
            shown += 1
            guard shown % Self.recordsPerStep == 0 else { continue }
            try archive.write(html.take())
            progress(.report(shown, of: min(total, Self.maximumRecords)))
        }
        html.markup("</main></body></html>\n")
        try archive.write(html.take())
        return try archive.end()
    }

    private func record(_ lines: inout LineScanner) throws(EvidenceExportError) -> EvidenceRecord? {
        do throws(EvidenceReadError) {
            guard let line = try lines.next() else { return nil }
            guard case .text(let bytes) = line else { preconditionFailure("these lines were written a moment ago") }
            return try EvidenceRecord(parsing: bytes)
        } catch {
            switch error {
            case .storage(let error): throw .storage(error)
            case .malformed(let reason): preconditionFailure("these lines were written a moment ago: \(reason)")
            }
        }
    }
}
