import AuditEvents

/// One image as it lies in the data directory, named by its content.
package struct StoredImage: Sendable, Hashable {
    /// SHA-256 of the file's bytes, 64 lower-case hexadecimal digits.
    package let sha256: String

    /// Bytes of the file.
    package let byteCount: Int

    /// Extension of the file, without a dot.
    package let fileExtension: String

    /// Describes an image whose file exists.
    package init(sha256: String, byteCount: Int, fileExtension: String) {
        self.sha256 = sha256
        self.byteCount = byteCount
        self.fileExtension = fileExtension
    }

    private static let sha256Key = JSONKey("sha256")
    private static let bytesKey = JSONKey("byteCount")
    private static let extensionKey = JSONKey("extension")

    /// Reads what ``write(to:)`` wrote; nil for anything else.
    init?(_ value: JSONValue?) {
        guard let sha256 = value?[Self.sha256Key]?.string, sha256.utf8.count == 64,
            sha256.utf8.allSatisfy({ (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }),
            let byteCount = value?[Self.bytesKey]?.exactInteger, byteCount > 0,
            let fileExtension = value?[Self.extensionKey]?.string, (1...8).contains(fileExtension.utf8.count),
            fileExtension.utf8.allSatisfy({ (0x61...0x7A).contains($0) })
        else { return nil }
        self.init(sha256: sha256, byteCount: Int(byteCount), fileExtension: fileExtension)
    }

    /// Writes the JSON object.
    func write(to json: inout JSONWriter) {
        json.beginObject()
        json.key("sha256")
        json.string(sha256)
        json.key("byteCount")
        json.integer(Int64(byteCount))
        json.key("extension")
        json.string(fileExtension)
        json.endObject()
    }

    /// Path below the directory of content-addressed images: two digits, a slash, all digits and the extension.
    package var path: String { "\(sha256.prefix(2))/\(sha256).\(fileExtension)" }
}
