/// A kind of picture that is stored; what the bytes are, never what a header or a name claims.
package enum PictureFormat: String, Sendable, Hashable, CaseIterable {
    case png, jpeg, webp, gif

    /// The media type, such as `image/png`.
    package var mediaType: String { "image/\(rawValue)" }

    /// The extension of a file name, without a dot.
    package var fileExtension: String { self == .jpeg ? "jpg" : rawValue }

    /// The name in messages.
    package var displayName: String {
        switch self {
        case .png: "PNG"
        case .jpeg: "JPEG"
        case .webp: "WebP"
        case .gif: "GIF"
        }
    }
}
