/// The name of a picture in a link: its hash and the ending of its file, and nothing else.
struct PictureName: Sendable, Hashable {
    /// SHA-256 in 64 lower-case hexadecimal digits.
    let hash: String
    /// What browsers are told that it is.
    let contentType: String
    /// Path inside the content directory.
    let path: String

    private static let contentTypes = [
        "png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", "gif": "image/gif", "webp": "image/webp",
        "bmp": "image/bmp",
    ]

    init?(_ text: String) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 2, let type = Self.contentTypes[parts[1]], parts[0].utf8.count == 64,
            parts[0].utf8.allSatisfy({ (0x30...0x39).contains($0) || (0x61...0x66).contains($0) })
        else { return nil }
        hash = parts[0]
        contentType = type
        path = "\(hash.prefix(2))/\(text)"
    }
}
