/// Why 64 bytes are not a segment header.
enum SegmentHeaderFault: Error, Sendable, Hashable, CustomStringConvertible {
    case truncated
    case notASegment
    case unknownVersion(UInt16)
    case checksum
    case impossibleOffset(JournalOffset)

    /// Words for a message.
    var description: String {
        switch self {
        case .truncated: "the file is shorter than its header"
        case .notASegment: "the file does not begin like a segment"
        case .unknownVersion(let version): "header format version \(version) is unknown to this program"
        case .checksum: "the header's checksum does not match"
        case .impossibleOffset(let offset): "no journal has a record \(offset)"
        }
    }
}
