import AuditEvents
import AuditJournal
import Foundation
import GRDB
import Logging

/// The file of the catalog: opened, migrated, and made anew when it can't be used.
package struct CatalogStore: Sendable {
    /// Connections that answer questions at the same time.
    static let readerCount = 4
    /// Memory of the writing connection's page cache, in KiB.
    static let writerCacheKibibytes = 48 << 10
    /// Memory of each reading connection's page cache, in KiB.
    static let readerCacheKibibytes = 8 << 10
    /// Pages of the write-ahead log that make SQLite move it into the database.
    static let checkpointPages = 4_000

    /// Connections to the file.
    let pool: DatabasePool

    /// Whether the file was made now, because there was none or it could not be used.
    package let isNew: Bool

    private let location: CatalogLocation

    /// Opens the catalog for writing; whoever calls this holds the lock of the data directory.
    ///
    /// A file that is damaged, of a newer program, or of an older one whose file can't be migrated is deleted and made
    /// anew: everything in it follows from the journal.
    package init(_ location: CatalogLocation, logger: Logger) throws {
        self.location = location
        try DataDirectory.make(location.directory)
        if location.isCondemned {
            logger.notice("The catalog is built again, because it was found damaged")
            try location.removeFiles()
        }
        let existed = FileManager.default.fileExists(atPath: location.path)
        if existed, let pool = try Self.openExisting(location, logger) {
            self.pool = pool
            isNew = false
        } else {
            try location.removeFiles()
            pool = try Self.open(location)
            try CatalogSchema.migrator.migrate(pool)
            isNew = true
        }
    }

    /// Opens the catalog for reading, also while a server writes to it.
    ///
    /// - Throws: ``CatalogError/notReady(reason:)`` without a file or with one of another version.
    package init(reading location: CatalogLocation) throws(CatalogError) {
        self.location = location
        isNew = false
        guard FileManager.default.fileExists(atPath: location.path) else {
            throw .notReady(reason: "there is none in \(location.directory) yet")
        }
        let isUsable: Bool
        do {
            pool = try DatabasePool(path: location.path, configuration: Self.configuration(isReadOnly: true))
            isUsable = try pool.read { try Self.isUsable($0) }
        } catch {
            throw .failed(reason: "\(error)")
        }
        guard isUsable else { throw .notReady(reason: "it is of another version; the server builds it again") }
    }

    /// Closes all connections.
    package func close() throws { try pool.close() }

    /// Notes that the file is damaged, so that the next start makes it anew.
    func condemn() throws { try location.condemn() }

    /// What SQLite says of a file that no waiting and no more space would help.
    private static let unusable: [ResultCode] = [.SQLITE_CORRUPT, .SQLITE_NOTADB, .SQLITE_ERROR, .SQLITE_SCHEMA]

    private static func openExisting(_ location: CatalogLocation, _ logger: Logger) throws -> DatabasePool? {
        do {
            let pool = try open(location)
            if try pool.read({ try isUsable($0) }) {
                try CatalogSchema.migrator.migrate(pool)
                return pool
            }
            logger.notice("The catalog is of another version and is built again")
            try pool.close()
        } catch let error as DatabaseError where unusable.contains(error.resultCode) {
            logger.notice("The catalog can't be used and is built again", metadata: ["reason": "\(error)"])
        }
        return nil
    }

    private static func isUsable(_ db: Database) throws -> Bool {
        guard try db.tableExists("progress"), try !CatalogSchema.migrator.hasBeenSuperseded(db) else { return false }
        return try Int64.fetchOne(db, sql: "SELECT format FROM progress") == CatalogSchema.format
    }

    private static func open(_ location: CatalogLocation) throws -> DatabasePool {
        try DatabasePool(path: location.path, configuration: configuration(isReadOnly: false))
    }

    private static func configuration(isReadOnly: Bool) -> Configuration {
        var configuration = Configuration()
        configuration.readonly = isReadOnly
        configuration.maximumReaderCount = readerCount
        configuration.foreignKeysEnabled = false
        configuration.busyMode = .timeout(5)
        configuration.label = "vidimus.catalog"
        // Texts of events must not get into error messages.
        configuration.publicStatementArguments = false
        configuration.prepareDatabase { db in
            try db.execute(sql: "PRAGMA temp_store = MEMORY")
            let kibibytes = db.configuration.readonly ? readerCacheKibibytes : writerCacheKibibytes
            try db.execute(sql: "PRAGMA cache_size = -\(kibibytes)")
            guard !db.configuration.readonly else { return }
            // A power cut may cost the newest batches, which come again from the journal, and nothing else.
            try db.execute(sql: "PRAGMA synchronous = NORMAL")
            try db.execute(sql: "PRAGMA wal_autocheckpoint = \(checkpointPages)")
        }
        return configuration
    }
}
