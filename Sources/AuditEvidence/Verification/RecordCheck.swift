import AuditEvents
import MerkleLog

/// Goes through the records of a package: proves each, and binds the pictures to their events.
struct RecordCheck {
    private let files: PackageFiles
    private let checkpoint: Checkpoint
    private let missingPictures: Set<String>

    private var lineNumber = 0
    private var lastOffset: UInt64?
    /// Proven records; the id is nil for erased ones.
    private var eventIDs: [UInt64: EventID?] = [:]
    /// Names of the pictures that proven records bind to proven events.
    private var boundPictures: Set<String> = []

    init(_ files: PackageFiles, _ checkpoint: Checkpoint) {
        self.files = files
        self.checkpoint = checkpoint
        missingPictures = Set(files.manifest.missingPictures)
    }

    /// Step 8 for one line; then step 9.
    mutating func take(_ line: LineScanner.Line, into verdict: inout EvidenceVerdict, show: (EvidenceRow) -> Void) {
        lineNumber += 1
        guard let record = record(line, into: &verdict) else { return }
        let place = "record \(record.offset)"
        let isInOrder = lastOffset.map { record.offset > $0 } ?? true
        lastOffset = max(lastOffset ?? 0, record.offset)
        guard isInOrder else { return verdict.found(.recordOrder, place) }
        guard record.offset < checkpoint.size else { return verdict.found(.recordNotCovered, place) }
        guard isProven(record) else { return verdict.found(.recordNotInLog, place) }
        let row = EvidenceRow(record)
        show(row)
        eventIDs[record.offset] = .some(row.eventID)
        if record.ownType == nil {
            verdict.events += 1
        } else {
            verdict.ownRecords += 1
            bindPictures(of: record, place, into: &verdict)
        }
    }

    /// The rest of step 9, and step 10.
    func finish(into verdict: inout EvidenceVerdict) {
        let pictures = files.names.filter { $0.hasPrefix(PackageNames.picturePrefix) }
        for name in pictures where !boundPictures.contains(name) { verdict.found(.pictureUnbound, name) }
        for name in files.manifest.missingPictures where !boundPictures.contains(name) || files[name] != nil {
            verdict.found(.pictureUnbound, name)
        }
        for (name, count, listed) in [
            ("events", verdict.events, files.manifest.events),
            ("ownRecords", verdict.ownRecords, files.manifest.ownRecords),
            ("pictures", UInt64(pictures.count), files.manifest.pictures),
        ] where count != listed {
            verdict.found(.countWrong, "\(name): \(count) and not \(listed)")
        }
    }

    private func record(_ line: LineScanner.Line, into verdict: inout EvidenceVerdict) -> EvidenceRecord? {
        let reason: String
        switch line {
        case .cutOff: reason = "the last line is cut off"
        case .tooLong: reason = "the line is too long"
        case .text(let bytes):
            do throws(EvidenceReadError) {
                return try EvidenceRecord(parsing: bytes)
            } catch {
                reason = error.description
            }
        }
        verdict.found(.recordMalformed, "\(PackageNames.records) line \(lineNumber): \(reason)")
        return nil
    }

    private func isProven(_ record: EvidenceRecord) -> Bool {
        let proof = InclusionProof(index: record.offset, size: checkpoint.size, hashes: record.proof)
        do throws(ProofError) {
            try proof.verify(leaf: record.leaf, root: checkpoint.root)
            return true
        } catch {
            return false
        }
    }

    private mutating func bindPictures(of record: EvidenceRecord, _ place: String, into verdict: inout EvidenceVerdict)
    {
        guard record.ownType == PictureBinding.recordType, case .whole(_, _, _, let content) = record.body else {
            return
        }
        guard let binding = PictureBinding(content: content) else { return verdict.found(.outcomeMalformed, place) }
        guard binding.eventOffset < record.offset, let known = eventIDs[binding.eventOffset], let id = known,
            binding.isOf(id)
        else { return verdict.found(.outcomeWithoutEvent, place) }
        for picture in binding.pictures {
            boundPictures.insert(picture.name)
            guard let content = files[picture.name] else {
                if !missingPictures.contains(picture.name) { verdict.found(.pictureMissing, picture.name) }
                continue
            }
            if Hexadecimal.text(of: content.sha256) != picture.sha256 || content.entry.size != picture.byteCount {
                verdict.found(.pictureChanged, picture.name)
            }
        }
    }
}
