/// One file in the archive, and the headers that it has there.
///
/// The form is fixed: stored, no extra fields, no times; so the headers follow from name, content and place.
/// Source: PKWARE APPNOTE 6.3; `docs/formats/evidence-package.md`, "Container".
struct ArchiveEntry: Sendable, Hashable {
    /// Begins every file in the archive.
    static let localSignature: [UInt8] = [0x50, 0x4B, 0x03, 0x04]
    /// Bytes before the name.
    static let localHeaderBytes = 30

    /// Printable ASCII.
    let name: String
    /// Checksum of the content.
    let crc: UInt32
    /// Bytes of the content.
    let size: Int
    /// Where the local header begins in the archive.
    let position: Int

    /// Where the content begins in the archive.
    var contentStart: Int { position + Self.localHeaderBytes + name.utf8.count }

    /// Where the content lies in the archive.
    var content: Range<Int> { contentStart..<contentStart + size }

    /// What stands before the content.
    var localHeader: [UInt8] { Self.localSignature + about + name.utf8 }

    /// The line of the central directory.
    var directoryHeader: [UInt8] {
        var bytes = LittleEndianBytes([0x50, 0x4B, 0x01, 0x02])
        bytes.append(UInt16(10))  // version made by
        bytes.append(about)
        bytes.append(UInt16(0))  // comment
        bytes.append(UInt16(0))  // disk
        bytes.append(UInt16(0))  // internal attributes
        bytes.append(UInt32(0))  // external attributes
        bytes.append(UInt32(position))
        return bytes.bytes + name.utf8
    }

    /// What ends the archive.
    static func endRecord(count: Int, directoryBytes: Int, directoryStart: Int) -> [UInt8] {
        var bytes = LittleEndianBytes([0x50, 0x4B, 0x05, 0x06])
        bytes.append(UInt16(0))  // this disk
        bytes.append(UInt16(0))  // disk of the directory
        bytes.append(UInt16(count))
        bytes.append(UInt16(count))
        bytes.append(UInt32(directoryBytes))
        bytes.append(UInt32(directoryStart))
        bytes.append(UInt16(0))  // comment
        return bytes.bytes
    }

    /// The part that both headers share.
    private var about: [UInt8] {
        var bytes = LittleEndianBytes([])
        bytes.append(UInt16(10))  // version needed
        bytes.append(UInt16(0))  // flags
        bytes.append(UInt16(0))  // method: stored
        bytes.append(UInt16(0))  // time: 0:00
        bytes.append(UInt16(33))  // date: 1980-01-01
        bytes.append(crc)
        bytes.append(UInt32(size))
        bytes.append(UInt32(size))
        bytes.append(UInt16(name.utf8.count))
        bytes.append(UInt16(0))  // extra field
        return bytes.bytes
    }
}
