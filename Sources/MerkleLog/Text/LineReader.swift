/// Takes a text apart into lines, each of which a line feed ends.
struct LineReader {
    static let lineFeed = UInt8(ascii: "\n")

    /// What has not been taken yet.
    private(set) var rest: ArraySlice<UInt8>
    /// Number of the line that was taken last, from 1.
    private(set) var number = 0

    init(_ text: ArraySlice<UInt8>) {
        rest = text
    }

    /// The next line without its line feed; nil when no further line feed comes.
    mutating func next() -> ArraySlice<UInt8>? {
        guard let end = rest.firstIndex(of: Self.lineFeed) else { return nil }
        defer {
            rest = rest[(end + 1)...]
            number += 1
        }
        return rest[..<end]
    }
}
