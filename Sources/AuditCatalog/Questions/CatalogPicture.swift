import AuditJournal

/// A stored picture, named by its content.
package struct CatalogPicture: Sendable, Hashable {
    /// SHA-256 of the file, 64 lower-case hexadecimal digits.
    package let sha256: String

    /// Extension of the file, without a dot.
    package let fileExtension: String

    /// Width in pixels.
    package let width: Int

    /// Height in pixels.
    package let height: Int

    /// The own record that says so.
    package let record: JournalOffset

    /// Describes a stored picture.
    package init(sha256: String, fileExtension: String, width: Int, height: Int, record: JournalOffset) {
        self.sha256 = sha256
        self.fileExtension = fileExtension
        self.width = width
        self.height = height
        self.record = record
    }

    /// Path below `<data>/screenshots`.
    package var path: String { "\(sha256.prefix(2))/\(sha256).\(fileExtension)" }
}
