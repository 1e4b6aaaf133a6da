import CZlib

/// Copies of a PNG that show the same but have other bytes, so that each is a file of its own wherever it is kept.
enum NumberedPicture {
    /// Bytes of the last chunk, IEND.
    private static let endBytes = 12

    /// The picture with its number in a text chunk before the end.
    static func bytes(_ picture: [UInt8], number: Int) -> [UInt8] {
        let chunk = Array("tEXtComment\0picture \(number)".utf8)
        let checksum = chunk.withUnsafeBufferPointer { UInt32(crc32(0, $0.baseAddress, UInt32($0.count))) }
        // The length counts the text alone, the checksum the name of the chunk too.
        let length = UInt32(chunk.count - 4)
        let end = picture.count - endBytes
        return picture[..<end] + bigEndian(length) + chunk + bigEndian(checksum) + picture[end...]
    }

    private static func bigEndian(_ value: UInt32) -> [UInt8] {
        withUnsafeBytes(of: value.bigEndian) { Array($0) }
    }
}
