/// What was kept of a screenshot: which bytes, and where copies of them lie.
package struct ScreenshotEvidence: Sendable, Hashable {
    /// The image as the user saw it.
    package let picture: StoredImage

    /// Width of the picture in pixels.
    package let width: Int

    /// Height of the picture in pixels.
    package let height: Int

    /// The image as Qlik Sense gave it, where cropping changed it; nil where the picture is it.
    package let original: StoredImage?

    /// The image with a header of facts; nil where none was asked for.
    package let metadataPicture: StoredImage?

    /// Absolute paths of the named copies: for each target the picture, then the one with the header.
    package let savedPaths: [String]

    /// What was asked for and could not be done, such as a target that can't be written; one line each.
    package let problems: [String]

    /// Describes what lies in the data directory.
    package init(
        picture: StoredImage,
        width: Int,
        height: Int,
        original: StoredImage? = nil,
        metadataPicture: StoredImage? = nil,
        savedPaths: [String],
        problems: [String] = []
    ) {
        self.picture = picture
        self.width = width
        self.height = height
        self.original = original
        self.metadataPicture = metadataPicture
        self.savedPaths = savedPaths
        self.problems = problems
    }

    /// All images that must exist for the evidence to be whole.
    package var images: [StoredImage] { [picture] + [original, metadataPicture].compactMap(\.self) }
}
