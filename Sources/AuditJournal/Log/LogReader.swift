import AuditEvents
import Dispatch
import MerkleLog

/// Answers questions about the published log; callable from any thread.
///
/// What blocks runs on threads of its own.
package final class LogReader: Sendable {
    /// Where a record stands.
    package enum Standing: Sendable {
        /// The proof that it is included.
        case included(RecordProof)
        /// Durable, and the next checkpoint will cover it.
        case waiting
        /// There is no such record.
        case unknown
    }

    /// Public keys of the log.
    package let keys: LogKeys
    private let journal: Journal
    private let publisher: LogPublisher
    private let queue = DispatchQueue(label: "vidimus.log.readers", attributes: .concurrent)

    /// Reads what `publisher` publishes over `journal`.
    package init(publisher: LogPublisher, journal: Journal, keys: LogKeys) {
        self.keys = keys
        self.journal = journal
        self.publisher = publisher
    }

    /// The newest checkpoint as a signed note; nil before the first.
    package var checkpoint: [UInt8]? { publisher.snapshot?.checkpoint.bytes }

    /// The newest checkpoint that witnesses cosigned; nil before the first.
    package func cosignedCheckpoint() async throws(LogReadError) -> [UInt8]? {
        try await onQueue { [publisher] () throws(LogReadError) in
            do throws(StorageError) {
                return try publisher.cosignedCheckpoint()
            } catch {
                throw .tile(.storage(error))
            }
        }
    }

    /// Content of a tile or bundle in any width that the published tree has; nil when it has none such.
    package func content(of coordinate: TileCoordinate) async throws(LogReadError) -> [UInt8]? {
        guard let snapshot = publisher.snapshot else { return nil }
        return try await onQueue { [journal] () throws(LogReadError) in
            guard coordinate.kind == .entries else {
                do throws(TileReadError) {
                    return try snapshot.tile(coordinate)?.bytes
                } catch {
                    throw .tile(error)
                }
            }
            return try Self.bundle(coordinate, in: snapshot, of: journal)
        }
    }

    /// Proof that the record at `offset` is under the newest checkpoint.
    package func standing(of offset: JournalOffset) async throws(LogReadError) -> Standing {
        guard offset < journal.end else { return .unknown }
        guard let snapshot = publisher.snapshot, offset.rawValue < snapshot.size else { return .waiting }
        return try await onQueue { [journal] () throws(LogReadError) in
            let entry = try Self.entries(from: offset, count: 1, of: journal)[0]
            let inclusion: InclusionProof
            do throws(TileReadError) {
                var proofs = snapshot.proofs
                inclusion = try proofs.inclusion(of: offset.rawValue)
            } catch {
                throw .tile(error)
            }
            do throws(ProofError) {
                return .included(
                    try RecordProof(entry: entry, inclusion: inclusion, checkpoint: snapshot.checkpoint)
                )
            } catch {
                throw .altered(offset, error)
            }
        }
    }

    /// Offset of the record of an event id; nil when there is none.
    package func offset(of id: EventID) async -> JournalOffset? { await journal.offset(of: id) }

    /// Bundles are not stored, because they follow from the records.
    private static func bundle(
        _ coordinate: TileCoordinate,
        in snapshot: LogSnapshot,
        of journal: Journal
    ) throws(LogReadError) -> [UInt8]? {
        guard let widest = TreeLayout.bundle(index: coordinate.index, size: snapshot.size), widest.covers(coordinate)
        else { return nil }
        let first = JournalOffset(coordinate.index * UInt64(TileCoordinate.fullWidth))
        var bundle = EntryBundle()
        for entry in try entries(from: first, count: coordinate.width, of: journal) {
            do throws(TileError) {
                try bundle.append(entry.bytes)
            } catch {
                preconditionFailure("an entry is short: \(error)")
            }
        }
        return bundle.bytes
    }

    /// Exactly `count` entries; all of them are durable.
    private static func entries(
        from first: JournalOffset,
        count: Int,
        of journal: Journal
    ) throws(LogReadError) -> [LogEntry] {
        do throws(JournalReadError) {
            let entries = try journal.entries(from: first, maximumCount: count)
            precondition(entries.count == count, "what a checkpoint covers is durable")
            return entries
        } catch {
            throw .journal(error)
        }
    }

    private func onQueue<Answer: Sendable>(
        _ body: @escaping @Sendable () throws(LogReadError) -> Answer
    ) async throws(LogReadError) -> Answer {
        let result = await withCheckedContinuation { continuation in
            queue.async {
                continuation.resume(returning: Result { () throws(LogReadError) in try body() })
            }
        }
        return try result.get()
    }
}
