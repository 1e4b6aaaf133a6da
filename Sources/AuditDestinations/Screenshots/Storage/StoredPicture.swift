import Pictures

/// What became of a picture.
package struct StoredPicture: Sendable, Hashable {
    /// Absolute paths of the named copies: for each target in configured order the picture, then the one with the band.
    package let paths: [String]
    /// Absolute paths of the copies named by their hash that are there.
    package let contentPaths: [String]
    /// The picture.
    package let picture: StoredImage
    /// Format and size of the picture.
    package let facts: PictureFacts
    /// The picture as it was downloaded, when it was cropped; its bytes are kept too.
    package let original: StoredImage?
    /// The picture below a band with facts, when one was asked for.
    package let metadataPicture: StoredImage?
    /// Whether all of them are in the content directory.
    package let isKept: Bool
    /// Directories that took nothing, or not all.
    package let failures: [StorageFailure]
    /// Work on the picture that was left out, one line each.
    package let warnings: [String]

    /// Whether the picture is in every directory.
    package var isEverywhere: Bool { failures.isEmpty }

    /// What the journal says of it; nil while the content directory hasn't all of it, because that is the evidence.
    package var evidence: ScreenshotEvidence? {
        guard isKept else { return nil }
        return ScreenshotEvidence(
            picture: picture,
            width: facts.width,
            height: facts.height,
            original: original,
            metadataPicture: metadataPicture,
            savedPaths: paths,
            problems: failures.map(\.description) + warnings
        )
    }
}
