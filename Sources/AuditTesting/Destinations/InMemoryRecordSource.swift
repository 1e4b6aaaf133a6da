import AuditEvents
import AuditJournal
import Synchronization

/// A journal in memory: records appear when a test appends them, and reading can be made to fail.
package final class InMemoryRecordSource: RecordSource {
    private struct State {
        var records: [JournalRecord] = []
        var waiting: [Int: (offset: JournalOffset, continuation: CheckedContinuation<Void, any Error>)] = [:]
        var cancelled: Set<Int> = []
        var nextWaiter = 0
        var failure: JournalReadError?
        var failedReads = 0
        var largestRead = 0
    }

    private let state = Mutex(State())

    /// Begins with these records, which must be numbered from 0 without gaps.
    package init(_ records: [JournalRecord] = []) {
        state.withLock { $0.records = records }
    }

    package var end: JournalOffset { state.withLock { JournalOffset(UInt64($0.records.count)) } }

    /// Most records that one call handed out; shows whether a reader is bounded.
    package var largestRead: Int { state.withLock { $0.largestRead } }

    /// How many reads failed because of ``failReads(with:)``.
    package var failedReads: Int { state.withLock { $0.failedReads } }

    /// Makes every read fail until it is called with nil.
    package func failReads(with error: JournalReadError?) {
        state.withLock { $0.failure = error }
    }

    /// Appends an envelope with this JSON text and returns its offset.
    @discardableResult
    package func appendEnvelope(
        _ json: String,
        id: EventID? = nil,
        receivedAtMilliseconds: Int64 = 0,
        flags: RecordFlags = []
    ) -> JournalOffset {
        append(.envelope, Array(json.utf8), id: id, receivedAtMilliseconds: receivedAtMilliseconds, flags: flags)
    }

    /// Appends submissions as a journal does that never saw their ids before.
    package func append(_ submissions: [Submission]) -> [AppendOutcome] {
        submissions.map { submission in .stored(append { JournalRecord(submission, offset: $0) }) }
    }

    /// Appends one of the server's own records and returns its offset.
    @discardableResult
    package func appendOwn(_ json: String = #"{"type":"server.started"}"#) -> JournalOffset {
        append(.own, Array(json.utf8), id: nil, receivedAtMilliseconds: 0)
    }

    /// Appends an erased record and returns its offset.
    @discardableResult
    package func appendTombstone() -> JournalOffset {
        append(.tombstone, [], id: nil, receivedAtMilliseconds: 0)
    }

    package func records(
        from offset: JournalOffset,
        maximumCount: Int,
        maximumBytes: Int
    ) async throws(JournalReadError) -> [JournalRecord] {
        let result = state.withLock { state -> Result<[JournalRecord], JournalReadError> in
            if let failure = state.failure {
                state.failedReads += 1
                return .failure(failure)
            }
            var found: [JournalRecord] = []
            var bytes = 0
            for record in state.records.dropFirst(Int(clamping: offset.rawValue)).prefix(maximumCount) {
                bytes += record.bytes.count
                if !found.isEmpty && bytes > maximumBytes { break }
                found.append(record)
            }
            state.largestRead = max(state.largestRead, found.count)
            return .success(found)
        }
        return try result.get()
    }

    package func waitForRecords(beyond offset: JournalOffset) async throws {
        let number = state.withLock { state in
            state.nextWaiter += 1
            return state.nextWaiter
        }
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
                let result = state.withLock { state -> Result<Void, any Error>? in
                    if state.cancelled.remove(number) != nil { return .failure(CancellationError()) }
                    if JournalOffset(UInt64(state.records.count)) > offset { return .success(()) }
                    state.waiting[number] = (offset, continuation)
                    return nil
                }
                if let result { continuation.resume(with: result) }
            }
        } onCancel: {
            let waiting = state.withLock { state in
                let waiting = state.waiting.removeValue(forKey: number)
                if waiting == nil { state.cancelled.insert(number) }
                return waiting
            }
            waiting?.continuation.resume(throwing: CancellationError())
        }
    }

    private func append(
        _ kind: RecordKind,
        _ bytes: [UInt8],
        id: EventID?,
        receivedAtMilliseconds: Int64,
        flags: RecordFlags = []
    ) -> JournalOffset {
        append { offset in
            let id = id ?? EventID(high: 0, low: offset.rawValue)
            let facts = ReceptionFacts(receivedAtMilliseconds: receivedAtMilliseconds, clientAddress: "")
            let own = OwnRecord(id: id, type: "test.record", bytes: bytes)
            let stored = JournalRecord(Submission(own, facts: facts), offset: offset)
            return JournalRecord(
                offset: offset,
                facts: facts,
                kind: kind,
                flags: flags,
                eventID: id,
                ownType: kind == .own ? own.type : nil,
                bytes: bytes,
                salt: kind == .tombstone ? .erased : stored.salt,
                erasedCommitment: kind == .tombstone ? stored.commitment : nil
            )
        }
    }

    private func append(_ record: (JournalOffset) -> JournalRecord) -> JournalOffset {
        let (offset, woken) = state.withLock { state in
            let offset = JournalOffset(UInt64(state.records.count))
            state.records.append(record(offset))
            let woken = state.waiting.filter { $0.value.offset <= offset }
            for number in woken.keys { state.waiting[number] = nil }
            return (offset, woken.values.map(\.continuation))
        }
        for continuation in woken { continuation.resume() }
        return offset
    }
}
