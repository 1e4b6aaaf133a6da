import AuditJournal
import MerkleLog

/// Reads the journal once and writes the chosen records with their proofs.
struct RecordExport {
    /// Between two reports of progress.
    private static let recordsPerStep: UInt64 = 4_096

    private let directory: DataDirectory
    private let log: EvidenceLog
    private let journalEnd: JournalOffset
    private var choice: RecordChoice

    private(set) var summary = EvidenceSummary()
    /// Pictures that chosen records name, each once, in the order in which they are named.
    private(set) var pictures: [PictureBinding.Picture] = []
    private var pictureNames: Set<String> = []
    /// What became of the pictures of the events that the report shows.
    private(set) var outcomes: [UInt64: PictureOutcome] = [:]

    init(_ directory: DataDirectory, _ log: EvidenceLog, upTo journalEnd: JournalOffset, _ selection: EvidenceSelection)
    {
        self.directory = directory
        self.log = log
        self.journalEnd = journalEnd
        choice = RecordChoice(selection)
    }

    mutating func write(
        to archive: ArchiveWriter,
        progress: (EvidenceProgress) -> Void
    ) throws(EvidenceExportError) -> ListedFile {
        let size = log.checkpoint.checkpoint.size
        let end = max(journalEnd, JournalOffset(size))
        try archive.begin(PackageNames.records)
        var reader = JournalDirectoryReader(directory)
        while reader.offset < end {
            guard let record = try Self.reading({ () throws(JournalReadError) in try reader.next() }) else { break }
            if record.offset.rawValue % Self.recordsPerStep == 0 {
                progress(.records(record.offset.rawValue, of: end.rawValue))
            }
            guard choice.includes(record) else { continue }
            guard record.offset.rawValue < size else {
                summary.notCovered += 1
                continue
            }
            try archive.write(try line(of: record) + [UInt8(ascii: "\n")])
        }
        guard reader.offset.rawValue >= size else {
            throw .checkpoint(reason: "it covers \(size) records, and the journal has only \(reader.offset)")
        }
        return try archive.end()
    }

    /// The line of a chosen record; its proof is checked.
    private mutating func line(of record: JournalRecord) throws(EvidenceExportError) -> [UInt8] {
        let proof = try log.proof(record.offset.rawValue)
        guard let evidence = EvidenceRecord(record, proof: proof.hashes) else { throw .unusable(record.offset) }
        do throws(ProofError) {
            try proof.verify(leaf: evidence.leaf, root: log.checkpoint.checkpoint.root)
        } catch {
            throw .notInLog(record.offset)
        }
        let line = evidence.line
        guard line.count <= EvidenceRecord.maximumLineBytes else { throw .unusable(record.offset) }
        if evidence.ownType == nil { summary.events += 1 } else { summary.ownRecords += 1 }
        note(evidence)
        return line
    }

    /// Remembers what a `screenshot.*` record says, for the pictures and the report.
    private mutating func note(_ record: EvidenceRecord) {
        guard let type = record.ownType, case .whole(_, _, _, let content) = record.body,
            let outcome = PictureOutcome(type: type, content: content)
        else { return }
        for picture in outcome.pictures where pictureNames.insert(picture.name).inserted { pictures.append(picture) }
        if summary.events + summary.ownRecords <= ReportExport.maximumRecords { outcomes[outcome.event] = outcome }
    }

    private static func reading<Value>(
        _ body: () throws(JournalReadError) -> Value
    ) throws(EvidenceExportError) -> Value {
        do throws(JournalReadError) {
            return try body()
        } catch {
            throw .journal(error)
        }
    }
}
