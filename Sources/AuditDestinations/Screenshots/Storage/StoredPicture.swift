import Pictures

/// What became of a picture.
package struct StoredPicture: Sendable, Hashable {
    /// Absolute paths of the named copies: for each target in configured order the picture, then the one with the band.
    package let paths: [String]
    /// Absolute paths of the copies named by their hash; empty when that directory failed.
    package let contentPaths: [String]
    /// SHA-256 of the stored picture, 64 hexadecimal digits.
    package let sha256: String
    /// Bytes of the stored picture.
    package let byteCount: Int
    /// Format and size of the stored picture.
    package let facts: PictureFacts
    /// SHA-256 of the picture as it was downloaded, when it was cropped; its bytes are kept too.
    package let originalSHA256: String?
    /// Directories that took nothing, or not all.
    package let failures: [StorageFailure]
    /// Work on the picture that was left out, one line each.
    package let warnings: [String]

    /// Whether the picture is in every directory.
    package var isEverywhere: Bool { failures.isEmpty }
}
