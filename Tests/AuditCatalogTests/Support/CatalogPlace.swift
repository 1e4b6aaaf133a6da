import AuditCatalog
import AuditJournal
import AuditTesting
import Foundation
import Logging

/// A catalog in a directory of its own, removed with its last reference.
final class CatalogPlace: Sendable {
    let directory: DataDirectory

    init() throws {
        directory = DataDirectory(
            path: FileManager.default.temporaryDirectory.appendingPathComponent("vidimus-\(UUID())").path
        )
        try DataDirectory.make(directory.path)
    }

    deinit {
        // A left-over in the temporary directory of the system harms nobody.
        try? FileManager.default.removeItem(atPath: directory.path)
    }

    var location: CatalogLocation { CatalogLocation(in: directory) }

    static let logger: Logger = {
        var logger = Logger(label: "test")
        logger.logLevel = .critical
        return logger
    }()

    func open() throws -> Catalog { try Catalog(CatalogStore(location, logger: Self.logger)) }

    /// Opens the catalog and puts everything into it that the journal has, so many records at a time.
    func caughtUp(with source: some RecordSource, batchRecords: Int = 4_000) async throws -> Catalog {
        let catalog = try open()
        try await Self.feed(catalog, source, batchRecords: batchRecords).catchUp()
        return catalog
    }

    static func feed(_ catalog: Catalog, _ source: some RecordSource, batchRecords: Int = 4_000) -> CatalogFeed {
        var settings = CatalogFeedSettings()
        settings.batchRecords = batchRecords
        settings.settle = .zero
        return CatalogFeed(catalog, source: source, settings: settings, logger: logger)
    }
}
