import Synchronization

/// What readers may see: everything below the durable end.
///
/// Written by the writer after each sync.
final class JournalView: Sendable {
    private struct Waiter {
        let offset: JournalOffset
        let continuation: CheckedContinuation<Void, any Error>
    }

    private struct State {
        var sealed: [IDFileHeader]
        var openHeader: SegmentHeader
        var openPositions: [UInt32]
        var openEndPosition: Int
        var end: JournalOffset
        var waiters: [UInt64: Waiter] = [:]
        var nextWaiter: UInt64 = 0
    }

    private let state: Mutex<State>

    /// Shows what recovery found.
    init(sealed: [IDFileHeader], open: OpenSegment) {
        state = Mutex(
            State(
                sealed: sealed,
                openHeader: open.header,
                openPositions: open.positions,
                openEndPosition: open.endPosition,
                end: open.end
            )
        )
    }

    /// First offset not yet durable.
    var end: JournalOffset { state.withLock { $0.end } }

    /// Where to read the durable record `offset`; nil when it isn't durable yet.
    func slice(for offset: JournalOffset) -> SegmentSlice? {
        state.withLock { state in
            guard offset < state.end else { return nil }
            let first = state.openHeader.firstOffset
            if offset >= first {
                return SegmentSlice(
                    firstOffset: first,
                    end: state.end,
                    segmentID: state.openHeader.segmentID,
                    position: Int(state.openPositions[first.distance(to: offset)]) * FrameHeader.alignment,
                    limit: state.openEndPosition
                )
            }
            var (low, high) = (0, state.sealed.count)
            while low < high {
                let middle = (low + high) / 2
                if state.sealed[middle].end <= offset { low = middle + 1 } else { high = middle }
            }
            return low < state.sealed.count ? SegmentSlice(state.sealed[low]) : nil
        }
    }

    /// Shows a group that is durable now, and wakes those who waited for it.
    func extend(positions: some Sequence<UInt32>, endPosition: Int, end: JournalOffset) {
        let ready = state.withLock { state -> [Waiter] in
            state.openPositions.append(contentsOf: positions)
            state.openEndPosition = endPosition
            precondition(
                state.openHeader.firstOffset.advanced(by: state.openPositions.count) == end,
                "every durable record has its position"
            )
            state.end = end
            guard !state.waiters.isEmpty else { return [] }
            let ready = state.waiters.filter { $0.value.offset < end }
            for key in ready.keys { state.waiters[key] = nil }
            return Array(ready.values)
        }
        for waiter in ready { waiter.continuation.resume() }
    }

    /// Shows a new, empty segment; `sealed` is nil when the one before held no record.
    func begin(_ header: SegmentHeader, sealed: IDFileHeader?) {
        state.withLock { state in
            precondition(header.firstOffset == state.end, "a new segment goes on where the durable records end")
            if let sealed { state.sealed.append(sealed) }
            state.openHeader = header
            state.openPositions = []
            state.openEndPosition = SegmentHeader.byteCount
        }
    }

    /// Returns once `end` is greater than `offset`, or throws `CancellationError`.
    func wait(beyond offset: JournalOffset) async throws {
        let key = state.withLock { state in
            state.nextWaiter += 1
            return state.nextWaiter
        }
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                let answer = state.withLock { state -> Result<Void, any Error>? in
                    if state.end > offset { return .success(()) }
                    if Task.isCancelled { return .failure(CancellationError()) }
                    state.waiters[key] = Waiter(offset: offset, continuation: continuation)
                    return nil
                }
                if let answer { continuation.resume(with: answer) }
            }
        } onCancel: {
            let waiter = state.withLock { $0.waiters.removeValue(forKey: key) }
            waiter?.continuation.resume(throwing: CancellationError())
        }
    }
}
