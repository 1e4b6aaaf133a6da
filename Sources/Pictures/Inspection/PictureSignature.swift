/// The first bytes of a file, which tell what it is.
enum PictureSignature {
    static let png: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
    private static let texts: [(start: String, name: String)] = [
        ("<!doctype html", "an HTML page"), ("<html", "an HTML page"), ("<svg", "an SVG drawing"),
        ("<!doctype svg", "an SVG drawing"), ("<?xml", "an XML document"), ("{", "a JSON text"), ("[", "a JSON text"),
        ("%pdf", "a PDF document"), ("<", "markup"),
    ]

    /// The format that the first bytes announce.
    static func format(of bytes: UnsafeRawBufferPointer) -> PictureFormat? {
        if bytes.starts(with: png) { return .png }
        if bytes.starts(with: [0xFF, 0xD8, 0xFF]) { return .jpeg }
        if bytes.starts(with: Array("GIF87a".utf8)) || bytes.starts(with: Array("GIF89a".utf8)) { return .gif }
        if bytes.starts(with: Array("RIFF".utf8)), bytes.dropFirst(8).starts(with: Array("WEBP".utf8)) { return .webp }
        return nil
    }

    /// What bytes of no format probably are, for a message; of the usual impostors only.
    static func guess(of bytes: UnsafeRawBufferPointer) -> String? {
        var head = bytes.prefix(256)
        if head.starts(with: [0xEF, 0xBB, 0xBF]) { head = head.dropFirst(3) }
        let text = String(decoding: head.drop { $0 == 0x20 || (0x09...0x0D).contains($0) }, as: UTF8.self).lowercased()
        if text.hasPrefix("<?xml"), text.contains("<svg") { return "an SVG drawing" }
        return texts.first { text.hasPrefix($0.start) }?.name
    }
}
