/// Why bytes are not the tile or bundle that they are said to be.
package enum TileError: Error, Sendable, Hashable, CustomStringConvertible {
    /// A tile of this width has another number of bytes.
    case wrongByteCount(TileCoordinate, expected: Int, found: Int)
    /// The bundle ends inside an entry or its length; `entry` counts from 0.
    case truncatedEntry(entry: Int)
    /// The bundle has another number of entries.
    case wrongEntryCount(expected: Int, found: Int)
    /// Bytes follow the last entry of the bundle.
    case trailingBytes(count: Int)
    /// An entry has more bytes than its length field can say.
    case entryTooLong(byteCount: Int, limit: Int)

    /// One line for people.
    package var description: String {
        switch self {
        case .wrongByteCount(let coordinate, let expected, let found):
            "\(coordinate) has \(expected) bytes, not \(found)"
        case .truncatedEntry(let entry): "the bundle ends inside entry \(entry)"
        case .wrongEntryCount(let expected, let found): "the bundle has \(expected) entries, not \(found)"
        case .trailingBytes(let count): "\(count) bytes follow the last entry of the bundle"
        case .entryTooLong(let byteCount, let limit): "an entry has at most \(limit) bytes, not \(byteCount)"
        }
    }
}
