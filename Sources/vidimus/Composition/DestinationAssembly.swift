import AuditDestinations
import AuditEvents
import AuditJournal
import Logging

/// Makes one delivery for each destination that is configured.
struct DestinationAssembly {
    let configuration: DestinationsConfiguration
    let directory: DataDirectory
    let logger: Logger

    /// The deliveries, in no particular order; each has its own cursor.
    func deliveries(from source: any RecordSource) throws -> [Delivery] {
        try [
            objectData.map { try delivery(to: $0, from: source, policy: .gathered) },
            configuration.influxDB.map { influxDB in
                try delivery(to: influxDB.destination(logger: logger), from: source, policy: influxDB.batchPolicy)
            },
        ].compactMap { $0 }
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
