/// Reads the lines of a range of a file, in bounded memory.
struct LineScanner {
    /// One line without its line feed.
    enum Line {
        case text([UInt8])
        /// Longer than a line may be; what it says was passed over.
        case tooLong
        /// The last one, without a line feed.
        case cutOff
    }

    private static let chunkBytes = 256 * 1024
    private static let lineFeed = UInt8(ascii: "\n")

    private let reader: ArchiveReader
    private let maximumBytes: Int
    private var rest: Range<Int>
    private var chunk: ArraySlice<UInt8> = []

    init(_ reader: ArchiveReader, _ range: Range<Int>, maximumBytes: Int) {
        self.reader = reader
        self.maximumBytes = maximumBytes
        rest = range
    }

    /// The next line; nil behind the last one.
    mutating func next() throws(EvidenceReadError) -> Line? {
        var line: [UInt8] = []
        var isTooLong = false
        while true {
            if chunk.isEmpty {
                guard !rest.isEmpty else { return line.isEmpty && !isTooLong ? nil : .cutOff }
                let end = min(rest.lowerBound + Self.chunkBytes, rest.upperBound)
                chunk = try reader.bytes(rest.lowerBound..<end)[...]
                rest = end..<rest.upperBound
            }
            let end = chunk.firstIndex(of: Self.lineFeed)
            let piece = chunk[..<(end ?? chunk.endIndex)]
            isTooLong = isTooLong || line.count + piece.count > maximumBytes
            if !isTooLong { line += piece }
            chunk = end.map { chunk[($0 + 1)...] } ?? []
            if end != nil { return isTooLong ? .tooLong : .text(line) }
        }
    }
}
