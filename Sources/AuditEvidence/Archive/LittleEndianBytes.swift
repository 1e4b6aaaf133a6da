/// Bytes to which numbers are appended, least significant byte first.
struct LittleEndianBytes {
    private(set) var bytes: [UInt8]

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    mutating func append(_ number: some FixedWidthInteger) {
        withUnsafeBytes(of: number.littleEndian) { bytes += $0 }
    }

    mutating func append(_ more: [UInt8]) {
        bytes += more
    }
}
