/// Names of the files in a package.
enum PackageNames {
    static let readme = "README.txt"
    static let checkpoint = "checkpoint"
    static let records = "records.jsonl"
    static let report = "report.html"
    static let verifier = "verify_evidence.py"
    static let manifest = "manifest.json"
    static let manifestNote = "manifest.note"
    static let keyPrefix = "keys/"
    static let picturePrefix = "pictures/"

    static func key(_ number: Int) -> String { "\(keyPrefix)\(number)" }

    /// Whether `name` is `pictures/<64 lower-case hexadecimal digits>.<extension>`.
    static func isPicture(_ name: String) -> Bool {
        guard name.hasPrefix(picturePrefix) else { return false }
        let parts = name.utf8.dropFirst(picturePrefix.utf8.count)
            .split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        return parts.count == 2 && LowercaseHex.isText(parts[0], byteCount: 32) && (1...8).contains(parts[1].count)
            && parts[1].allSatisfy { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) }
    }

    /// Whether the files of a manifest are those of a package, in their order.
    static func isComplete(_ names: [String]) -> Bool {
        let keys = names.filter { $0.hasPrefix(keyPrefix) }
        let pictures = names.filter(isPicture)
        let expected =
            [readme, checkpoint] + keys.indices.map(key) + [records] + pictures + [report, verifier]
        return !keys.isEmpty && Set(pictures).count == pictures.count && names == expected
    }
}
