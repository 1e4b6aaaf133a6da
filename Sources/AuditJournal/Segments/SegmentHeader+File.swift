extension SegmentHeader {
    /// Reads and checks the header of the segment that `name` names.
    init(of firstOffset: JournalOffset, in file: any SegmentFile) throws(JournalReadError) {
        let name = SegmentName.segment(firstOffset)
        var bytes = [UInt8](repeating: 0, count: Self.byteCount)
        do {
            let count = try bytes.withUnsafeMutableBytes { try file.read(into: $0, at: 0) }
            self = try bytes.withUnsafeBytes {
                try SegmentHeader(decoding: UnsafeRawBufferPointer(rebasing: $0[..<count]))
            }
        } catch let error as StorageError {
            throw .storage(error)
        } catch {
            throw .damaged(SegmentDamage(file: name, byte: 0, offset: firstOffset, reason: "\(error)"))
        }
        guard self.firstOffset == firstOffset else {
            let reason = "the header says that the first record is \(self.firstOffset)"
            throw .damaged(SegmentDamage(file: name, byte: 16, offset: firstOffset, reason: reason))
        }
    }
}
