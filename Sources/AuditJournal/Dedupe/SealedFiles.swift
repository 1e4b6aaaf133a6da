/// Open files of sealed segments, a bounded number of them.
///
/// Touched only by the writer.
final class SealedFiles {
    /// Bound of the open descriptors of each kind.
    static let maximumOpen = 64

    private let storage: any SegmentStorage
    private var idFiles: [JournalOffset: (file: IDFile, use: UInt64)] = [:]
    private var segments: [JournalOffset: (file: any SegmentFile, use: UInt64)] = [:]
    private var uses: UInt64 = 0

    /// Opens files in `storage`.
    init(storage: any SegmentStorage) {
        self.storage = storage
    }

    /// The id file of a sealed segment.
    func ids(of header: IDFileHeader) throws(IDFileError) -> IDFile {
        uses += 1
        if let known = idFiles[header.firstOffset] {
            idFiles[header.firstOffset]?.use = uses
            return known.file
        }
        let file = try IDFile(of: header.firstOffset, in: storage)
        guard file.header.segmentID == header.segmentID, file.header.count == header.count else {
            throw .damaged(page: 0, reason: "the id file belongs to another segment")
        }
        if idFiles.count >= Self.maximumOpen, let oldest = idFiles.min(by: { $0.value.use < $1.value.use })?.key {
            idFiles[oldest] = nil
        }
        idFiles[header.firstOffset] = (file, uses)
        return file
    }

    /// The segment file itself.
    func segment(of header: IDFileHeader) throws(StorageError) -> any SegmentFile {
        uses += 1
        if let known = segments[header.firstOffset] {
            segments[header.firstOffset]?.use = uses
            return known.file
        }
        let file = try storage.open(SegmentName.segment(header.firstOffset), writable: false)
        if segments.count >= Self.maximumOpen, let oldest = segments.min(by: { $0.value.use < $1.value.use })?.key {
            segments[oldest] = nil
        }
        segments[header.firstOffset] = (file, uses)
        return file
    }

    /// Forgets the id file of a segment, because it was replaced.
    func forget(_ firstOffset: JournalOffset) {
        idFiles[firstOffset] = nil
    }
}
