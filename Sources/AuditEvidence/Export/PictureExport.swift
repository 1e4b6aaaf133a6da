import AuditEvents
import AuditJournal
import Crypto

/// Copies the pictures that records name out of the data directory.
struct PictureExport {
    private let directory: DataDirectory
    private let pictures: [PictureBinding.Picture]

    init(_ directory: DataDirectory, _ pictures: [PictureBinding.Picture]) {
        self.directory = directory
        self.pictures = pictures
    }

    /// Writes those that are what they were when they were stored.
    ///
    /// - Returns: What was written, and the names of the others.
    func write(
        to archive: ArchiveWriter,
        progress: (EvidenceProgress) -> Void
    ) throws(EvidenceExportError) -> (files: [ListedFile], missing: [String]) {
        var files: [ListedFile] = []
        var missing: [String] = []
        for (number, picture) in pictures.enumerated() {
            progress(.pictures(number, of: pictures.count))
            if let bytes = try bytes(of: picture) {
                files.append(try archive.add(picture.name, bytes))
            } else {
                missing.append(picture.name)
            }
        }
        return (files, missing)
    }

    /// The stored bytes; nil where they are missing or others.
    private func bytes(of picture: PictureBinding.Picture) throws(EvidenceExportError) -> [UInt8]? {
        let shelf = PosixStorage(path: "\(directory.screenshots)/\(picture.sha256.prefix(2))")
        do throws(StorageError) {
            let file = "\(picture.sha256).\(picture.fileExtension)"
            // One byte more than there may be, so that a longer file shows.
            let bytes = try DurableFile.read(file, in: shelf, maximumBytes: picture.byteCount + 1)
            let isIntact =
                bytes.count == picture.byteCount && Hexadecimal.text(of: SHA256.hash(data: bytes)) == picture.sha256
            return isIntact ? bytes : nil
        } catch {
            guard error.isNotFound else { throw .storage(error) }
            return nil
        }
    }
}
