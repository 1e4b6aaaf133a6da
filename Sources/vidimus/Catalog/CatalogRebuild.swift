import AuditCatalog
import AuditJournal
import Foundation
import Logging

/// Builds the catalog of a stopped server again from the first record on.
struct CatalogRebuild {
    let directory: DataDirectory
    let logger: Logger

    /// Deletes the old catalog and builds a new one; returns how many records it covers.
    func run() async throws -> Int {
        guard FileManager.default.fileExists(atPath: directory.journal) else {
            throw CommandFailure("\(directory.journal) is no journal; name the server's directory with --data")
        }
        let journal = try Journal.open(directory, lock: try directory.lock(), logger: logger) { 0 }
        let location = CatalogLocation(in: directory)
        try location.removeFiles()
        let catalog = try Catalog(CatalogStore(location, logger: logger))
        let end = journal.end
        try await CatalogFeed(catalog, source: journal, logger: logger).catchUp { reached in
            StandardError.progress("catalog: \(reached) of \(end)")
        }
        try catalog.close()
        StandardError.endProgress()
        return JournalOffset(0).distance(to: catalog.status.indexedEnd)
    }
}
