/// Reads the frames of a segment one after the other, in bounded memory.
///
/// Memory is one window, which grows only to a frame whose stated length is possible and lies inside `limit`.
/// Not thread-safe; `frame` is valid until the next call.
final class FrameScanner {
    /// What stands at a position.
    enum Step {
        /// A valid frame at `position`.
        case frame(Frame, position: Int)
        /// The limit is reached exactly.
        case end
        /// Eight zero bytes: nothing was written here, or it was lost.
        case zeros(position: Int)
        /// Something else.
        case fault(FrameFault, position: Int)
    }

    private let file: any SegmentFile
    private let seed: UInt32
    private let limit: Int
    /// Touched only by the caller's thread.
    private var window: UnsafeMutableRawBufferPointer
    private var windowStart: Int
    private var windowCount = 0

    /// Position of the next frame.
    private(set) var position: Int

    /// Scans `file` from `position` up to `limit`, reading `chunkBytes` at a time.
    init(
        _ file: any SegmentFile,
        segmentID: SegmentID,
        from position: Int = SegmentHeader.byteCount,
        limit: Int,
        chunkBytes: Int = 256 << 10
    ) {
        self.file = file
        seed = segmentID.checksumSeed
        self.limit = limit
        self.position = position
        windowStart = position
        let bytes = max(FrameHeader.byteCount, min(chunkBytes, limit - position))
        window = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes, alignment: 8)
    }

    deinit {
        window.deallocate()
    }

    /// Decodes the frame at ``position`` and moves behind it; stays where it is on anything else.
    func next() throws(StorageError) -> Step {
        guard position < limit else { return .end }
        guard try load(8) else { return .fault(.truncated, position: position) }
        if bytes(8).loadUnaligned(as: UInt64.self) == 0 { return .zeros(position: position) }
        do {
            let length = try Frame.statedLength(bytes(8), limit: limit - position)
            guard try load(length) else { return .fault(.truncated, position: position) }
            let frame = try Frame(decoding: bytes(length), seed: seed)
            defer { position += length }
            return .frame(frame, position: position)
        } catch let fault as FrameFault {
            return .fault(fault, position: position)
        } catch let error as StorageError {
            throw error
        } catch {
            preconditionFailure("only the two kinds above are thrown")
        }
    }

    /// Looks from `start`, a multiple of 8, at every multiple of 8 for a valid frame that `isMeant` accepts.
    func find(
        from start: Int,
        where isMeant: (Frame) -> Bool
    ) throws(StorageError) -> (position: Int, offset: JournalOffset)? {
        precondition(start % FrameHeader.alignment == 0, "frames are aligned")
        position = start
        while position + FrameHeader.byteCount <= limit {
            guard try load(FrameHeader.byteCount) else { return nil }
            if try skipToMagic() { continue }
            if case .frame(let frame, let found) = try next() {
                position = found
                if isMeant(frame) { return (found, frame.header.offset) }
            }
            position += FrameHeader.alignment
        }
        return nil
    }

    /// Goes on at another place.
    func move(to position: Int) {
        self.position = position
    }

    /// Goes on at another place and reads it again from the disk.
    func forget(andMoveTo position: Int) {
        windowCount = 0
        self.position = position
    }

    /// Moves to the next magic in the window, or behind the window; false when already at one.
    private func skipToMagic() throws(StorageError) -> Bool {
        let available = windowStart + windowCount - position
        var skipped = 0
        while skipped + 8 <= available {
            let word = UInt32(
                littleEndian: window.loadUnaligned(fromByteOffset: position - windowStart + skipped, as: UInt32.self)
            )
            if word == FrameHeader.magic { break }
            skipped += FrameHeader.alignment
        }
        position += skipped
        return skipped > 0
    }

    private func bytes(_ count: Int) -> UnsafeRawBufferPointer {
        let start = position - windowStart
        return UnsafeRawBufferPointer(rebasing: window[start..<start + count])
    }

    /// Makes `count` bytes at ``position`` available; false when the file ends before.
    private func load(_ count: Int) throws(StorageError) -> Bool {
        if position >= windowStart, position + count <= windowStart + windowCount { return true }
        if count > window.count {
            window.deallocate()
            window = UnsafeMutableRawBufferPointer.allocate(byteCount: count, alignment: 8)
        }
        windowStart = position
        windowCount = 0
        let wanted = UnsafeMutableRawBufferPointer(rebasing: window[..<min(window.count, limit - position)])
        windowCount = try file.read(into: wanted, at: position)
        return windowCount >= count
    }
}
