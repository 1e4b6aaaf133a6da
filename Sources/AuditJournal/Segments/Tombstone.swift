/// Replaces a frame in place by its tombstone.
///
/// Same length, offset, group, receive time and event id; the salt becomes zero, and the content the commitment that
/// could be computed from it.
package enum Tombstone {
    /// Turns the frame that fills `frame` into its tombstone.
    ///
    /// - Throws: ``FrameFault`` when the bytes are not one valid frame of that segment; they stay unchanged.
    package static func replace(_ frame: inout [UInt8], in segment: SegmentID) throws(FrameFault) {
        let seed = segment.checksumSeed
        let fault = frame.withUnsafeMutableBytes { buffer -> FrameFault? in
            let original: FrameHeader
            let commitment: Commitment
            do throws(FrameFault) {
                let frame = try Frame(decoding: UnsafeRawBufferPointer(buffer), seed: seed)
                original = frame.header
                commitment = frame.commitment
            } catch {
                return error
            }
            guard original.frameBytes == buffer.count else { return .length(buffer.count) }
            let content = UnsafeMutableRawBufferPointer(rebasing: buffer[FrameHeader.byteCount...])
            content.initializeMemory(as: UInt8.self, repeating: 0)
            content.copyBytes(from: commitment.bytes)
            let header = FrameHeader(
                frameBytes: original.frameBytes,
                contentBytes: Commitment.byteCount,
                kind: .tombstone,
                flags: original.flags,
                offset: original.offset,
                indexInGroup: original.indexInGroup,
                receivedAtMilliseconds: original.receivedAtMilliseconds,
                keyID: 0,
                salt: .erased,
                eventID: original.eventID
            )
            header.encode(over: buffer, seed: seed)
            return nil
        }
        if let fault { throw fault }
    }
}
