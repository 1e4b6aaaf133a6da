/// Why bytes are not a valid frame.
package enum FrameFault: Error, Sendable, Hashable, CustomStringConvertible {
    /// The frame would reach beyond the end of the file.
    case truncated
    /// The bytes don't begin like a frame.
    case noMagic
    /// The stated length is impossible.
    case length(Int)
    /// The checksum doesn't match: bytes are not what was written.
    case checksum
    /// A later program wrote it.
    case unknownVersion(UInt8)
    /// The kind byte is none that this version has.
    case unknownKind(UInt8)
    /// The checksum matches, but a field contradicts the format.
    case inconsistent(String)
    /// A valid frame, but not the one that belongs here.
    case unexpectedOffset(found: JournalOffset)

    /// Whether a write that was cut off can have left this.
    ///
    /// A checksum that matches was written whole: by a later program, or by somebody who should not have.
    var canBeTorn: Bool {
        switch self {
        case .truncated, .noMagic, .length, .checksum, .unexpectedOffset: true
        case .unknownVersion, .unknownKind, .inconsistent: false
        }
    }

    /// Words for a message.
    package var description: String {
        switch self {
        case .truncated: "the file ends inside a record"
        case .noMagic: "no record begins here"
        case .length(let length): "a record states the impossible length of \(length) bytes"
        case .checksum: "a record's checksum does not match"
        case .unknownVersion(let version): "record format version \(version) is unknown to this program"
        case .unknownKind(let kind): "record kind \(kind) is unknown to this program"
        case .inconsistent(let reason): reason
        case .unexpectedOffset(let found): "the record here says it is record \(found)"
        }
    }
}
