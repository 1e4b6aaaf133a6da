import AuditEvents
import Crypto
import Pictures

/// A picture with everything made of it, before it is stored.
struct PreparedPicture: Sendable {
    /// A picture and what its file will be called.
    struct Image: Sendable {
        let picture: VerifiedPicture
        let file: StoredImage

        init(_ picture: VerifiedPicture) {
            self.picture = picture
            file = StoredImage(
                sha256: PreparedPicture.sha256(picture.bytes),
                byteCount: picture.bytes.count,
                fileExtension: picture.facts.format.fileExtension
            )
        }
    }

    /// What is stored: cropped if the event asks for it.
    let picture: Image
    /// The picture below a band with facts.
    let captioned: Image?
    /// What was downloaded, when it was cropped.
    let original: Image?
    let warnings: [String]

    /// Crops and captions, which takes processor time; a step that fails is left out with a warning.
    init(_ download: VerifiedPicture, _ facts: ScreenshotFacts, _ caption: ScreenshotCaption) {
        var warnings: [String] = []
        var picture = download
        var original: VerifiedPicture?
        do throws(PictureFault) {
            if let crop = facts.crop, let cropped = try PictureCropper.cropped(download, to: crop) {
                picture = cropped
                original = download
            }
        } catch {
            warnings.append("The picture was not cropped: \(error)")
        }
        var captioned: VerifiedPicture?
        let lines = caption.lines(of: facts)
        if !lines.isEmpty, picture.facts.format == .png {
            do throws(PictureFault) {
                captioned = try PictureCaptioner.captioned(picture, with: lines)
            } catch {
                warnings.append("The picture got no band with facts: \(error)")
            }
        }
        self.picture = Image(picture)
        self.captioned = captioned.map { Image($0) }
        self.original = original.map { Image($0) }
        self.warnings = warnings
    }

    /// SHA-256 as 64 lower-case hexadecimal digits.
    private static func sha256(_ bytes: [UInt8]) -> String {
        var hash = SHA256()
        bytes.withUnsafeBytes { hash.update(bufferPointer: $0) }
        return Hexadecimal.text(of: hash.finalize())
    }
}
