import AuditEvents
import AuditJournal

/// Writes an archive to a file, one entry after the other, in bounded memory.
///
/// Sizes and checksums are known only at the end of an entry: its header is then written into the place that was left.
final class ArchiveWriter {
    /// Bytes kept before they are written.
    private static let bufferBytes = 256 * 1024

    private let file: any SegmentFile
    private var entries: [ArchiveEntry] = []
    private var open: (name: String, start: Int, digest: ContentDigest)?
    private var buffer: [UInt8] = []
    /// Where ``buffer`` belongs in the file.
    private var bufferStart = 0

    init(_ file: any SegmentFile) {
        self.file = file
        buffer.reserveCapacity(Self.bufferBytes)
    }

    /// Bytes so far.
    var byteCount: Int { position }

    private var position: Int { bufferStart + buffer.count }

    /// Begins a file of the archive.
    func begin(_ name: String) throws(EvidenceExportError) {
        precondition(open == nil, "one entry at a time")
        guard entries.count < ArchiveLimits.maximumEntries else {
            throw .tooManyFiles(limit: ArchiveLimits.maximumEntries)
        }
        open = (name, position, ContentDigest())
        let placeholder = ArchiveEntry(name: name, crc: 0, size: 0, position: position)
        try append(placeholder.localHeader)
    }

    /// Adds to the file that was begun.
    func write(_ bytes: [UInt8]) throws(EvidenceExportError) {
        precondition(open != nil, "an entry was begun")
        bytes.withUnsafeBytes { open?.digest.update($0) }
        try append(bytes)
    }

    /// Ends the file that was begun.
    @discardableResult
    func end() throws(EvidenceExportError) -> ListedFile {
        guard let (name, start, digest) = open else { preconditionFailure("an entry was begun") }
        open = nil
        guard position <= ArchiveLimits.maximumBytes else { throw .tooLarge(limitBytes: ArchiveLimits.maximumBytes) }
        let entry = ArchiveEntry(name: name, crc: digest.crc, size: digest.byteCount, position: start)
        try flush()
        try put(entry.localHeader, at: start)
        entries.append(entry)
        return ListedFile(name: name, bytes: digest.byteCount, sha256: Hexadecimal.text(of: digest.sha256))
    }

    /// Adds a whole file.
    @discardableResult
    func add(_ name: String, _ bytes: [UInt8]) throws(EvidenceExportError) -> ListedFile {
        try begin(name)
        try write(bytes)
        return try end()
    }

    /// Where the content of an ended file lies.
    func content(of name: String) -> Range<Int> {
        guard let entry = entries.last(where: { $0.name == name }) else {
            preconditionFailure("only what was written is read again")
        }
        return entry.content
    }

    /// Writes the directory; the file is then complete, but not synced.
    func finish() throws(EvidenceExportError) {
        let start = position
        for entry in entries { try append(entry.directoryHeader) }
        try append(
            ArchiveEntry.endRecord(count: entries.count, directoryBytes: position - start, directoryStart: start)
        )
        guard position <= ArchiveLimits.maximumBytes else { throw .tooLarge(limitBytes: ArchiveLimits.maximumBytes) }
        try flush()
    }

    private func append(_ bytes: [UInt8]) throws(EvidenceExportError) {
        buffer += bytes
        if buffer.count >= Self.bufferBytes { try flush() }
    }

    private func flush() throws(EvidenceExportError) {
        try put(buffer, at: bufferStart)
        bufferStart += buffer.count
        buffer.removeAll(keepingCapacity: true)
    }

    private func put(_ bytes: [UInt8], at position: Int) throws(EvidenceExportError) {
        let failure = bytes.withUnsafeBytes { bytes -> StorageError? in
            do throws(StorageError) {
                try file.write(bytes, at: position)
                return nil
            } catch {
                return error
            }
        }
        if let failure { throw .storage(failure) }
    }
}
