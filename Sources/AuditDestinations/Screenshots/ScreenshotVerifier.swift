import AuditEvents
import AuditJournal
import Crypto
import Foundation

/// Checks that every picture that the journal calls stored is there, with exactly the bytes that were stored then.
///
/// Also that what the journal says of screenshots agrees: an outcome names an earlier record that was marked, when it came
/// in, as waiting for one. Looks at the copies in the data directory, which are the evidence; named copies in storage
/// targets may be moved away.
package struct ScreenshotVerifier {
    private static let chunkBytes = 1 << 20

    private let directory: DataDirectory
    private var waiting = OffsetSet()

    /// Images that were read.
    package private(set) var images = 0
    /// One line for each image that isn't what it was, with offset of the record and path.
    package private(set) var findings: [String] = []

    /// Checks the pictures of a data directory.
    package init(_ directory: DataDirectory) {
        self.directory = directory
    }

    /// Looks at the next record that has to do with screenshots; reads the pictures that it names.
    package mutating func take(_ note: ScreenshotNote) {
        switch note {
        case .waiting(let offset): waiting.insert(offset)
        case .outcome(let outcome, let record): check(outcome, record: record)
        }
    }

    private mutating func check(_ outcome: ScreenshotOutcome, record: JournalOffset) {
        if !waiting.contains(outcome.event) {
            findings.append(
                "record \(record): it is the outcome of record \(outcome.event), which is not marked as waiting for a"
                    + " screenshot"
            )
        }
        guard case .stored(let evidence) = outcome.result else { return }
        for image in evidence.images {
            images += 1
            guard let fault = fault(of: image) else { continue }
            findings.append("record \(record): \(directory.screenshots)/\(image.path): \(fault)")
        }
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
