import AuditDestinations
import AuditEvents
import AuditJournal
import Foundation
import Logging

/// Makes one delivery for each destination that is configured.
struct DestinationAssembly {
    let configuration: DestinationsConfiguration
    let directory: DataDirectory
    let logID: String
    let logger: Logger

    /// Records that are added to a growing part at once when its destination is far behind.
    ///
    /// Few enough for a batch to be done in seconds, so that a stop rarely comes in the middle of one.
    private static let backlogRecords = 100_000

    /// The deliveries, in no particular order; each has its own cursor.
    ///
    /// `drainBound` is how long each may go on delivering when it is told to stop.
    func deliveries(from source: any RecordSource, drainBound: Duration = .seconds(4)) throws -> [Delivery] {
        var deliveries: [Delivery] = []
        func add(_ destination: any Destination, _ policy: BatchPolicy) throws {
            deliveries.append(
                Delivery(
                    destination: destination,
                    source: source,
                    store: try FileDeliveryStore(name: destination.name, directory: directory),
                    policy: policy,
                    drainBound: drainBound,
                    logger: logger
                )
            )
        }
        if let objectData { try add(objectData, .gathered) }
        for format in TableFileFormat.allCases {
            guard let files = files(format) else { continue }
            let policy = BatchPolicy(
                maximumRecords: files.maximumRows,
                maximumBacklogRecords: files.rollUp == .none ? nil : Self.backlogRecords,
                maximumBytes: nil,
                maximumWait: files.writeInterval
            )
            try add(tableFiles(format, files), policy)
        }
        if let influxDB = configuration.influxDB {
            try add(influxDB.destination(logger: logger), influxDB.batchPolicy)
        }
        return deliveries
    }

    private func files(_ format: TableFileFormat) -> FileDestinationConfiguration? {
        switch format {
        case .parquet: configuration.parquet
        case .qvd: configuration.qvd
        }
    }

    private func tableFiles(
        _ format: TableFileFormat,
        _ files: FileDestinationConfiguration
    ) -> TableFileDestination {
        TableFileDestination(
            format,
            directory: PosixPartDirectory(path: files.exportDirectory),
            settings: TableFileSettings(
                tags: StaticTags(files.staticTags.map { ($0.name, $0.value) }),
                rollUp: RollUp(files.rollUp),
                retentionDays: files.retentionDays,
                logID: logID,
                createdBy: "vidimus version \(VidimusVersion.current)"
            ),
            today: { UTCTime(milliseconds: DeliveryClock.system.wallMilliseconds()).day }
        )
    }

    private var objectData: (any Destination)? {
        configuration.objectData.map { objectData in
            JSONObjectDataDestination(
                directory: PosixPublishingDirectory(path: objectData.exportDirectory),
                tags: StaticTags(objectData.staticTags.map { ($0.name, $0.value) })
            )
        }
    }

    /// Names of the destinations that are configured.
    var names: [String] {
        [configuration.objectData.map { _ in "json" }, configuration.influxDB.map { _ in "influxdb" }].compactMap { $0 }
            + TableFileFormat.allCases.filter { files($0) != nil }.map(\.rawValue)
    }

    /// Why delivering everything again would double something; nil when it would not.
    func obstacle(toRebuilding name: String) -> String? {
        let path: String
        let key: String
        let isOurs: (String) -> Bool
        if let format = TableFileFormat(rawValue: name), let files = files(format) {
            path = files.exportDirectory
            key = "\(name).metadata.exportDirectory"
            isOurs = { PartName($0, fileExtension: name) != nil }
        } else if name == "json", let objectData = configuration.objectData {
            path = objectData.exportDirectory
            key = "json.objectdata.exportDirectory"
            isOurs = { $0.hasSuffix(".json") && !$0.hasPrefix(".") }
        } else {
            return nil
        }
        var count = 0
        do {
            try DirectoryListing.visit(path) { count += isOurs($0) ? 1 : 0 }
        } catch {
            if error.isNotFound { return nil }
            return "\(path) can't be read as a directory (\(error.reason)); change \(key) or what is there"
        }
        return count == 0 ? nil : "\(path) has \(count) files of this destination; move them away first"
    }
}
