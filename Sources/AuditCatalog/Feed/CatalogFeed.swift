import AuditEvents
import AuditJournal
import GRDB
import Logging
import ServiceLifecycle

/// Follows the journal and puts what is new into the catalog.
///
/// The place up to which it came is kept in the same transaction as what came of it. An event is found at the latest
/// ``CatalogFeedSettings/settle`` and one batch after it is durable. Trouble never ends the loop, because the end of one
/// service would end the server: it is shown in ``Catalog/status``, and tried again.
package final class CatalogFeed: Service {
    private let catalog: Catalog
    private let source: any RecordSource
    private let settings: CatalogFeedSettings
    private let logger: Logger
    /// Touched only inside write transactions, which come one after the other.
    private nonisolated(unsafe) let indexer: CatalogIndexer

    /// Connects a catalog with the journal; nothing happens before ``run()``.
    package init(
        _ catalog: Catalog,
        source: any RecordSource,
        settings: CatalogFeedSettings = CatalogFeedSettings(),
        logger: Logger
    ) {
        self.catalog = catalog
        self.source = source
        self.settings = settings
        self.logger = logger
        indexer = CatalogIndexer(indexesText: settings.indexesText)
    }

    /// Feeds until graceful shutdown; throws only `CancellationError`, when it is cancelled.
    package func run() async throws {
        do {
            try await cancelWhenGracefulShutdown { try await self.feed() }
        } catch is CancellationError {
            guard Task.isShuttingDownGracefully else { throw CancellationError() }
        }
    }

    /// Takes in everything that is durable now; for whoever rebuilds or tests.
    ///
    /// `progress` is told after each batch up to where it came.
    package func catchUp(progress: (JournalOffset) -> Void = { _ in }) async throws {
        let end = source.end
        var next = try await begin()
        while next < end {
            next = try await step(from: next) ?? end
            progress(next)
        }
    }

    private func feed() async throws {
        var isTroubled = false
        while !Task.isCancelled {
            do {
                var next = try await begin()
                while !Task.isCancelled {
                    if let reached = try await step(from: next) {
                        next = reached
                    } else {
                        try await source.waitForRecords(beyond: next)
                        // Others come in the same moment: one transaction for all of them.
                        try await settings.sleep(settings.settle)
                    }
                    if isTroubled { logger.notice("The catalog goes on", metadata: ["next": "\(next)"]) }
                    isTroubled = false
                }
            } catch {
                if error is CancellationError || Task.isCancelled { throw CancellationError() }
                if !isTroubled { logger.warning("The catalog is in trouble", metadata: ["reason": "\(error)"]) }
                isTroubled = true
                note(error)
                try await settings.sleep(settings.retry)
            }
        }
    }

    /// First record that is not in the catalog yet.
    ///
    /// A catalog of another journal, or of one that was put back to an older state, is emptied first.
    private func begin() async throws -> JournalOffset {
        var progress = try await catalog.store.pool.read { try CatalogProgress($0) }
        if try await !fits(progress) {
            logger.notice("The catalog is of another journal and is built again")
            try await catalog.store.pool.write { db in
                self.indexer.forget()
                try CatalogSchema.empty(db)
            }
            progress = CatalogProgress()
        }
        catalog.note(indexedEnd: progress.next, journalEnd: source.end)
        return progress.next
    }

    private func fits(_ progress: CatalogProgress) async throws -> Bool {
        guard progress.next > JournalOffset(0), let id = progress.lastID else { return true }
        guard progress.next <= source.end else { return false }
        let last = progress.next.advanced(by: -1)
        return try await source.records(from: last, maximumCount: 1, maximumBytes: 1).first?.eventID == id
    }

    /// Takes in one batch and returns where the next one begins; nil at the end.
    private func step(from next: JournalOffset) async throws -> JournalOffset? {
        let records = try await source.records(
            from: next,
            maximumCount: settings.batchRecords,
            maximumBytes: settings.batchBytes
        )
        guard let last = records.last else { return nil }
        do {
            try await catalog.store.pool.write { try self.indexer.index(records, $0) }
        } catch {
            try await forget()
            throw error
        }
        catalog.note(indexedEnd: last.offset.next, journalEnd: source.end)
        return last.offset.next
    }

    /// What the indexer remembers may be of a transaction that was rolled back.
    private func forget() async throws {
        try await catalog.store.pool.writeWithoutTransaction { _ in self.indexer.forget() }
    }

    private func note(_ error: any Error) {
        catalog.note(trouble: "\(error)")
        guard let error = error as? DatabaseError,
            [.SQLITE_CORRUPT, .SQLITE_NOTADB].contains(error.resultCode)
        else { return }
        do {
            try catalog.store.condemn()
        } catch {
            logger.warning("The catalog is damaged; delete it", metadata: ["reason": "\(error)"])
        }
    }
}
