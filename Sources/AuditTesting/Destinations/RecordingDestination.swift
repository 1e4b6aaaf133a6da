import AuditDestinations
import AuditJournal
import Synchronization

/// A destination in memory that also watches whether the loop keeps its promises.
///
/// Like any good destination it stores by offset, so that a repeat changes nothing. Faults come from `fault`, which is
/// asked before a batch is stored.
package final class RecordingDestination: Destination {
    private struct State {
        var stored: [JournalOffset: [UInt8]] = [:]
        var batches: [Range<JournalOffset>] = []
        var prepared = 0
        var isDelivering = false
        var unfinished: Range<JournalOffset>?
        var violations: [String] = []
    }

    package let name: String
    private let state = Mutex(State())
    private let chunkRecords: Int
    private let fault: @Sendable (_ call: Int, _ batch: DeliveryBatch) async -> DestinationError?
    private let rejects: @Sendable (JournalRecord) -> DestinationError?

    /// Makes an empty destination.
    ///
    /// - Parameters:
    ///   - name: Its name.
    ///   - chunkRecords: Records it reads at a time.
    ///   - fault: Asked with the number of the call from 0; an error is thrown before anything is stored.
    ///   - rejects: Asked for each record; an error is thrown, and what came before it stays stored.
    package init(
        name: String = "recording",
        chunkRecords: Int = 100,
        fault: @escaping @Sendable (_ call: Int, _ batch: DeliveryBatch) async -> DestinationError? = { _, _ in nil },
        rejects: @escaping @Sendable (JournalRecord) -> DestinationError? = { _ in nil }
    ) {
        self.name = name
        self.chunkRecords = chunkRecords
        self.rejects = rejects
        self.fault = fault
    }

    /// What is stored, by offset.
    package var stored: [JournalOffset: [UInt8]] { state.withLock { $0.stored } }
    /// Range of every call, in order.
    package var batches: [Range<JournalOffset>] { state.withLock { $0.batches } }
    /// How often it was asked to prepare.
    package var prepared: Int { state.withLock { $0.prepared } }
    /// Promises that the loop broke; must stay empty.
    package var violations: [String] { state.withLock { $0.violations } }

    package func prepare() async throws(DestinationError) {
        state.withLock { $0.prepared += 1 }
    }

    package func deliver(_ batch: DeliveryBatch) async throws(DestinationError) {
        let call = begin(batch)
        defer { state.withLock { $0.isDelivering = false } }
        if let error = await fault(call, batch) { throw error }
        var last: JournalOffset?
        var chunks = batch.chunks(maximumRecords: chunkRecords, maximumBytes: 1 << 20)
        while let chunk = try await chunks.next() {
            for event in chunk {
                let record = event.record
                note(record.kind != .envelope, "got \(record.kind) at \(record.offset)")
                note(last.map { $0 >= event.position } ?? false, "went back to \(event.position)")
                last = event.position
                if let error = rejects(record) { throw error }
                state.withLock { $0.stored[record.offset] = record.bytes }
            }
        }
        state.withLock { $0.unfinished = nil }
    }

    private func begin(_ batch: DeliveryBatch) -> Int {
        state.withLock { state in
            if state.prepared == 0 { state.violations.append("got a batch before it could prepare") }
            if state.isDelivering { state.violations.append("got \(batch.range) while another batch was under way") }
            if let unfinished = state.unfinished, unfinished != batch.range {
                state.violations.append("got \(batch.range) in place of the unfinished \(unfinished)")
            }
            if state.unfinished == nil, let last = state.batches.last, batch.range.lowerBound != last.upperBound {
                // A confirmed batch may come again only after a restart, which has a destination of its own.
                state.violations.append("got \(batch.range) after \(last)")
            }
            state.isDelivering = true
            state.unfinished = batch.range
            state.batches.append(batch.range)
            return state.batches.count - 1
        }
    }

    private func note(_ isBroken: Bool, _ text: String) {
        if isBroken { state.withLock { $0.violations.append(text) } }
    }
}
