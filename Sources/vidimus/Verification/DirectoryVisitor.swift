import AuditDestinations
import AuditJournal

/// Looks on while the journal is verified: gives leaves to the log's check, pictures and keys to theirs.
struct DirectoryVisitor: VerificationVisitor {
    /// Nil where there is no log.
    var log: LogVerifier?
    var pictures: ScreenshotVerifier
    /// The keys that the journal says the log has had, in order.
    private(set) var keys: [(text: String?, record: JournalOffset)] = []
    private let progress: (VerificationReport, _ pictures: Int) -> Void

    /// Looks on; `progress` is called after each segment.
    init(
        log: LogVerifier?,
        pictures: ScreenshotVerifier,
        progress: @escaping (VerificationReport, _ pictures: Int) -> Void
    ) {
        self.log = log
        self.pictures = pictures
        self.progress = progress
    }

    static func note(of record: JournalRecord) -> DirectoryNote? { DirectoryNote(record) }

    mutating func visit(
        _ leaves: SegmentLeaves,
        notes: [DirectoryNote],
        report: VerificationReport
    ) throws(StorageError) {
        try log?.take(leaves)
        for note in notes {
            switch note {
            case .screenshot(let note): pictures.take(note)
            case .key(let text, let record): keys.append((text, record))
            }
        }
        progress(report, pictures.images)
    }
}
