import AuditEvents

/// The frames of one commit group, as they go to the disk in one write.
///
/// Touched only by the writer.
final class GroupBuffer {
    private static let keptBytes = 1 << 20

    private var memory: UnsafeMutableRawBufferPointer
    private var count = 0

    /// Byte positions of the frames from the start of the group.
    private(set) var starts: [Int] = []

    /// Starts with room for an ordinary group.
    init() {
        memory = UnsafeMutableRawBufferPointer.allocate(byteCount: Self.keptBytes, alignment: 8)
    }

    deinit {
        memory.deallocate()
    }

    /// The encoded group; valid until the next call.
    var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(rebasing: memory[..<count]) }

    /// Encodes `submissions` as one group whose first record gets the offset `first`.
    func encode(_ submissions: [Submission], first: JournalOffset, segmentID: SegmentID) {
        let total = submissions.reduce(0) { $0 + $1.frameBytes }
        resize(for: total)
        starts.removeAll(keepingCapacity: true)
        count = 0
        let seed = segmentID.checksumSeed
        for (index, submission) in submissions.enumerated() {
            let length = submission.frameBytes
            let frame = UnsafeMutableRawBufferPointer(rebasing: memory[count..<count + length])
            encode(submission, offset: first.advanced(by: index), index: index, over: frame, seed: seed)
            starts.append(count)
            count += length
        }
    }

    private func encode(
        _ submission: Submission,
        offset: JournalOffset,
        index: Int,
        over frame: UnsafeMutableRawBufferPointer,
        seed: UInt32
    ) {
        let json = submission.bytes
        let facts = submission.factBytes
        let contentBytes = facts.count + json.count
        let factsStart = FrameHeader.byteCount
        let jsonStart = factsStart + facts.count
        UnsafeMutableRawBufferPointer(rebasing: frame[factsStart..<jsonStart]).copyBytes(from: facts)
        UnsafeMutableRawBufferPointer(rebasing: frame[jsonStart..<jsonStart + json.count]).copyBytes(from: json)
        UnsafeMutableRawBufferPointer(rebasing: frame[(jsonStart + json.count)...])
            .initializeMemory(as: UInt8.self, repeating: 0)
        let header = FrameHeader(
            frameBytes: frame.count,
            contentBytes: contentBytes,
            kind: submission.kind,
            flags: submission.flags,
            offset: offset,
            indexInGroup: UInt32(index),
            receivedAtMilliseconds: submission.facts.receivedAtMilliseconds,
            keyID: 0,
            salt: submission.salt,
            eventID: submission.id
        )
        header.encode(over: frame, seed: seed)
    }

    /// Grows for a big group and gives the memory back for the next ordinary one.
    private func resize(for bytes: Int) {
        let wanted = max(bytes, Self.keptBytes)
        guard memory.count < bytes || memory.count > 2 * wanted else { return }
        memory.deallocate()
        memory = UnsafeMutableRawBufferPointer.allocate(byteCount: wanted, alignment: 8)
    }
}
