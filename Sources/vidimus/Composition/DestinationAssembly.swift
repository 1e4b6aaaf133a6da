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

    /// The deliveries, in no particular order; each has its own cursor.
    func deliveries(from source: any RecordSource) throws -> [Delivery] {
        var deliveries: [Delivery] = []
        if let objectData { deliveries.append(try delivery(to: objectData, from: source, policy: .gathered)) }
        for format in TableFileFormat.allCases {
            guard let files = files(format) else { continue }
            let policy = BatchPolicy(
                maximumRecords: files.maximumRows,
                maximumBytes: nil,
                maximumWait: files.writeInterval
            )
            deliveries.append(try delivery(to: tableFiles(format, files), from: source, policy: policy))
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
            today: { Int64(Date().timeIntervalSince1970) / 86_400 }
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

    private func delivery(
        to destination: any Destination,
        from source: any RecordSource,
        policy: BatchPolicy
    ) throws -> Delivery {
        Delivery(
            destination: destination,
            source: source,
            store: try FileDeliveryStore(name: destination.name, directory: directory),
            policy: policy,
            logger: logger
        )
    }
}
