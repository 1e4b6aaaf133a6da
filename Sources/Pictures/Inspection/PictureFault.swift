/// Why bytes aren't a picture that can be stored, or why one can't be worked on.
///
/// Fetching the same address again may give other bytes; the same bytes always give the same fault.
package enum PictureFault: Error, Sendable, Hashable, CustomStringConvertible {
    /// There are no bytes.
    case empty
    /// The file is over the limit; both in bytes.
    case tooLarge(byteCount: Int, limit: Int)
    /// The bytes are none of the formats; says what they look like, if that is known.
    case notAPicture(looksLike: String?)
    /// The picture ends in the middle.
    case truncated(PictureFormat)
    /// The bytes contradict the format; says where.
    case damaged(PictureFormat, String)
    /// Width, height or their product is over the limit.
    case tooManyPixels(width: Int, height: Int, limits: PictureLimits)
    /// A sound picture that the work asked for can't be done on; says why.
    case unworkable(String)

    /// One line for an operator.
    package var description: String {
        switch self {
        case .empty: "the picture has no bytes"
        case .tooLarge(let byteCount, let limit): "the picture has \(byteCount) bytes; at most \(limit) are taken"
        case .notAPicture(let looksLike?): "the bytes are \(looksLike), not PNG, JPEG, WebP or GIF"
        case .notAPicture(nil): "the bytes are not PNG, JPEG, WebP or GIF"
        case .truncated(let format): "the \(format.displayName) picture is cut off"
        case .damaged(let format, let reason): "the \(format.displayName) picture is damaged: \(reason)"
        case .tooManyPixels(let width, let height, let limits):
            "the picture has \(width) × \(height) pixels; at most \(limits.pixels) in all"
                + " and \(limits.side) a side are taken"
        case .unworkable(let reason): reason
        }
    }
}
