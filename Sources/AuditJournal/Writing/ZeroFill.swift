/// Writes zeros ahead of the records.
enum ZeroFill {
    private static let chunk = [UInt8](repeating: 0, count: 1 << 20)

    /// Writes zeros from `start` to `end`.
    static func write(to file: any SegmentFile, from start: Int, to end: Int) throws(StorageError) {
        var position = start
        while position < end {
            let count = min(chunk.count, end - position)
            let failure = chunk.withUnsafeBytes { bytes -> StorageError? in
                do throws(StorageError) {
                    try file.write(UnsafeRawBufferPointer(rebasing: bytes[..<count]), at: position)
                    return nil
                } catch {
                    return error
                }
            }
            if let failure { throw failure }
            position += count
        }
    }
}
