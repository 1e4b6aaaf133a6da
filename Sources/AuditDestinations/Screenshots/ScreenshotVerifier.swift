import AuditEvents
import AuditJournal
import Crypto
import Foundation

/// Checks that every picture that the journal calls stored is there, with exactly the bytes that were stored then.
///
/// Also that what the journal says of screenshots agrees: an outcome names an earlier record that was marked, when it came
/// in, as waiting for one. Looks at the copies in the data directory, which are the evidence; named copies in storage targets may be moved away.
package struct ScreenshotVerifier {
    /// What was looked at and found.
    package struct Report: Sendable, Hashable {
        /// Images that were read.
        package var images = 0
        /// One line for each image that isn't what it was, with offset of the record and path.
        package var findings: [String] = []

        /// Starts empty.
        package init() {}
    }

    private static let chunkBytes = 1 << 20

    private let directory: DataDirectory

    /// Checks the pictures of a data directory.
    package init(_ directory: DataDirectory) {
        self.directory = directory
    }

    /// Reads the journal from the start and each picture once.
    ///
    /// - Parameter progress: Called after each picture.
    /// - Returns: What was found; empty without pictures.
    /// - Throws: ``JournalReadError``.
    package func verify(progress: (Report) -> Void = { _ in }) throws(JournalReadError) -> Report {
        var report = Report()
        var reader = JournalDirectoryReader(directory)
        var marked = OffsetSet()
        while let record = try reader.next() {
            // An erased record may have been marked.
            if record.flags.contains(.awaitsOutcome) || record.kind == .tombstone { marked.insert(record.offset) }
            guard let outcome = ScreenshotOutcome(record) else { continue }
            if !marked.contains(outcome.event) {
                report.findings.append(
                    "record \(record.offset): it is the outcome of record \(outcome.event), which is not marked as waiting"
                        + " for a screenshot"
                )
            }
            guard case .stored(let evidence) = outcome.result else { continue }
            for image in evidence.images {
                report.images += 1
                if let fault = fault(of: image) {
                    report.findings.append("record \(record.offset): \(directory.screenshots)/\(image.path): \(fault)")
                }
                progress(report)
            }
        }
        return report
    }

    /// What is wrong with one image, nil if nothing is.
    private func fault(of image: StoredImage) -> String? {
        guard let file = FileHandle(forReadingAtPath: "\(directory.screenshots)/\(image.path)") else {
            return "the picture is missing"
        }
        var hash = SHA256()
        var byteCount = 0
        do {
            while let bytes = try file.read(upToCount: Self.chunkBytes), !bytes.isEmpty {
                hash.update(data: bytes)
                byteCount += bytes.count
            }
            try file.close()
        } catch {
            return "the picture can't be read: \(error.localizedDescription)"
        }
        let digest = Hexadecimal.text(of: hash.finalize())
        guard byteCount == image.byteCount, digest == image.sha256 else {
            return "the picture was changed: its SHA-256 is \(digest)"
        }
        return nil
    }
}
