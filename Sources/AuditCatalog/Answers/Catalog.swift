import AuditEvents
import AuditJournal
import GRDB
import Synchronization

/// The catalog: an index over the journal, and all questions that are asked of it.
///
/// Derived from the journal alone; see ``CatalogFeed``. Questions run beside the feed and see a consistent state. Each is
/// bounded in rows and in time.
package final class Catalog: Sendable {
    /// How long one question may take.
    package static let questionBound: Duration = .seconds(5)

    let store: CatalogStore
    private let bound: Duration
    private let known: Mutex<CatalogStatus>

    /// Answers from an open file.
    package init(_ store: CatalogStore, bound: Duration = Catalog.questionBound) throws(CatalogError) {
        self.store = store
        self.bound = bound
        do {
            let next = try store.pool.read { try CatalogProgress($0).next }
            known = Mutex(CatalogStatus(indexedEnd: next))
        } catch {
            throw .failed(reason: "\(error)")
        }
    }

    /// How far the catalog is; told by its feed.
    package var status: CatalogStatus { known.withLock { $0 } }

    /// Notes how far the catalog is.
    func note(indexedEnd: JournalOffset, journalEnd: JournalOffset) {
        known.withLock { $0 = CatalogStatus(indexedEnd: indexedEnd, journalEnd: journalEnd) }
    }

    /// Notes what keeps the catalog from going on.
    func note(trouble: String) { known.withLock { $0.trouble = trouble } }

    /// Asks the database; a question that takes longer than the bound is interrupted.
    func ask<Answer: Sendable>(
        _ question: @escaping @Sendable (Database) throws -> Answer
    ) async throws(CatalogError) -> Answer {
        let pool = store.pool
        let bound = bound
        let answer: Answer?
        do {
            answer = try await withThrowingTaskGroup(of: Answer?.self) { group in
                group.addTask { try await pool.read { try question($0) } }
                group.addTask {
                    try await Task.sleep(for: bound)
                    return nil
                }
                // Cancellation interrupts the database.
                defer { group.cancelAll() }
                return try await group.next() ?? nil
            }
        } catch let error as CatalogError {
            throw error
        } catch {
            throw .failed(reason: "\(error)")
        }
        guard let answer else { throw .tooSlow }
        return answer
    }
}

extension Catalog {
    /// Closes the file; questions that are asked later fail.
    package func close() throws { try store.close() }
}
