/// Replaces a frame in place by its tombstone.
///
/// Same length, offset, group, receive time, event id and commitment; salt and content become zero.
package enum Tombstone {
    /// Turns the frame that fills `frame` into its tombstone.
    ///
    /// - Throws: ``FrameFault`` when the bytes are not one valid frame of that segment; they stay unchanged.
    package static func replace(_ frame: inout [UInt8], in segment: SegmentID) throws(FrameFault) {
        let seed = segment.checksumSeed
        let fault = frame.withUnsafeMutableBytes { buffer -> FrameFault? in
            let original: FrameHeader
            do throws(FrameFault) {
                original = try Frame(decoding: UnsafeRawBufferPointer(buffer), seed: seed).header
            } catch {
                return error
            }
            guard original.frameBytes == buffer.count else { return .length(buffer.count) }
            UnsafeMutableRawBufferPointer(rebasing: buffer[FrameHeader.byteCount...])
                .initializeMemory(as: UInt8.self, repeating: 0)
            let header = FrameHeader(
                frameBytes: original.frameBytes,
                contentBytes: 0,
                kind: .tombstone,
                offset: original.offset,
                indexInGroup: original.indexInGroup,
                receivedAtMilliseconds: original.receivedAtMilliseconds,
                keyID: 0,
                salt: .erased,
                commitment: original.commitment,
                eventID: original.eventID
            )
            header.encode(over: buffer, seed: seed)
            return nil
        }
        if let fault { throw fault }
    }
}
