import AuditJournal
import MerkleLog

/// The files of a package whose container and manifest could be read.
struct PackageFiles {
    let manifest: EvidenceManifest
    let manifestBytes: [UInt8]
    /// Names in the order of the archive.
    let names: [String]

    private let contents: [String: ArchiveReader.Content]
    private let reader: ArchiveReader

    init(_ contents: [ArchiveReader.Content], _ reader: ArchiveReader) throws(EvidenceReadError) {
        names = contents.map(\.entry.name)
        self.contents = Dictionary(contents.map { ($0.entry.name, $0) }) { first, _ in first }
        self.reader = reader
        guard let entry = self.contents[PackageNames.manifest]?.entry else { throw .malformed("it is missing") }
        guard entry.size <= EvidenceManifest.maximumBytes else { throw .malformed("it is too long") }
        manifestBytes = try reader.bytes(entry.content)
        manifest = try EvidenceManifest(parsing: manifestBytes)
    }

    subscript(_ name: String) -> ArchiveReader.Content? { contents[name] }

    /// The content of a small file that is there.
    func bytes(of name: String) throws(EvidenceReadError) -> [UInt8] {
        let entry = try entry(name)
        guard entry.size <= SignedNote.maximumByteCount else { throw .malformed("it is too long") }
        return try reader.bytes(entry.content)
    }

    /// A signed note.
    func note(_ name: String) throws(EvidenceReadError) -> SignedNote {
        let bytes = try bytes(of: name)
        do throws(NoteError) {
            return try SignedNote(parsing: bytes)
        } catch {
            throw .malformed(error.description)
        }
    }

    /// The checkpoint.
    func checkpoint() throws(EvidenceReadError) -> SignedCheckpoint {
        let bytes = try bytes(of: PackageNames.checkpoint)
        let signed: SignedCheckpoint
        do throws(CheckpointError) {
            signed = try SignedCheckpoint(parsing: bytes)
        } catch {
            throw .malformed(error.description)
        }
        guard signed.checkpoint.extensions.isEmpty else { throw .malformed("it has extension lines") }
        return signed
    }

    /// The lines of a file that is there.
    func lines(of name: String) throws(EvidenceReadError) -> LineScanner {
        LineScanner(reader, try entry(name).content, maximumBytes: EvidenceRecord.maximumLineBytes)
    }

    private func entry(_ name: String) throws(EvidenceReadError) -> ArchiveEntry {
        guard let entry = contents[name]?.entry else { throw .malformed("it is missing") }
        return entry
    }
}
