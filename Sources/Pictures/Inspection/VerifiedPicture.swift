/// Bytes that were verified to be a whole picture.
///
/// The only way to make one is to inspect the bytes, so whoever takes one need not look again.
package struct VerifiedPicture: Sendable, Hashable {
    /// The file.
    package let bytes: [UInt8]
    /// What it is.
    package let facts: PictureFacts

    /// Inspects bytes; see ``PictureFacts/init(inspecting:limits:)-([UInt8],_)``.
    ///
    /// - Parameters:
    ///   - bytes: The whole file.
    ///   - limits: How large it may be.
    /// - Throws: ``PictureFault``.
    package init(inspecting bytes: [UInt8], limits: PictureLimits = .standard) throws(PictureFault) {
        facts = try PictureFacts(inspecting: bytes, limits: limits)
        self.bytes = bytes
    }

    /// Takes what this target itself encoded.
    init(encoded bytes: [UInt8], _ facts: PictureFacts) {
        self.bytes = bytes
        self.facts = facts
    }
}
