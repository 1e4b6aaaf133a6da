import AuditEvents
import AuditJournal
import Logging
import Synchronization

/// One point per event in InfluxDB 1, 2 or 3, laid out as Butler SOS does.
///
/// The time of a point carries the record's offset below the millisecond, so a batch that comes again overwrites itself
/// and every event is there exactly once. A point that the database refuses is rejected with the database's reason, and
/// the others of its batch arrive; see ``PointSearch``.
package final class InfluxDBDestination: Destination {
    package let name = "influxdb"

    /// Most bytes of lines in one request, but for a single longer line.
    package static let maximumBodyBytes = 1 << 20

    private static let chunkBytes = 1 << 20

    private let target: InfluxDBTarget
    private let layout: InfluxDBLayout
    private let wantedTagging: InfluxDBTagging?
    private let maximumPoints: Int
    private let transport: any InfluxDBTransport
    private let logger: Logger
    private let wallMilliseconds: @Sendable () -> Int64
    /// What `prepare()` found out; only the delivery loop calls and reads.
    private let tagging: Mutex<InfluxDBTagging>

    /// Describes the destination; nothing is sent yet.
    ///
    /// - Parameters:
    ///   - target: The database and the login.
    ///   - layout: What the points look like.
    ///   - tagging: Which columns are tags; nil for bounded, unless an InfluxDB 1 already has the ids as tags.
    ///   - maximumPoints: Most points in one request.
    ///   - transport: The way to the database.
    ///   - logger: Told when the layout follows what is there.
    ///   - wallMilliseconds: Milliseconds since 1970-01-01 UTC.
    package init(
        target: InfluxDBTarget,
        layout: InfluxDBLayout,
        tagging: InfluxDBTagging?,
        maximumPoints: Int,
        transport: any InfluxDBTransport,
        logger: Logger,
        wallMilliseconds: @escaping @Sendable () -> Int64 = DeliveryClock.system.wallMilliseconds
    ) {
        precondition(maximumPoints > 0, "a request has at least one point")
        self.target = target
        self.layout = layout
        wantedTagging = tagging
        self.maximumPoints = maximumPoints
        self.transport = transport
        self.logger = logger
        self.wallMilliseconds = wallMilliseconds
        self.tagging = Mutex(tagging ?? .bounded)
    }

    package func prepare() async throws(DestinationError) {
        let preparation = InfluxDBPreparation(
            target: target,
            transport: transport,
            logger: logger,
            wallMilliseconds: wallMilliseconds
        )
        try await preparation.makePlace()
        guard wantedTagging == nil else { return }
        let found = try await preparation.taggingOfExistingPoints(in: layout.measurement)
        if found == .compat, tagging.withLock({ $0 }) != .compat {
            logger.warning(
                "The measurement has event ids as tags; points go on as Butler SOS writes them, with unbounded series",
                metadata: [
                    "destination": "\(name)", "measurement": "\(layout.measurement)",
                    "key": "Vidimus.destinations.influxdb.tagging",
                ]
            )
        }
        tagging.withLock { $0 = found ?? .bounded }
    }

    package func deliver(_ batch: DeliveryBatch) async throws(DestinationError) {
        let encoder = PointEncoder(layout: layout, tagging: tagging.withLock { $0 }, dialect: target.dialect)
        var rejections: [RecordRejection] = []
        var chunks = batch.chunks(maximumRecords: maximumPoints, maximumBytes: Self.chunkBytes)
        while let chunk = try await chunks.next() {
            var points: [EncodedPoint] = []
            points.reserveCapacity(chunk.count)
            for event in chunk {
                switch encoder.point(of: event) {
                case .success(let point): points.append(point)
                case .failure(let error):
                    let reason = "the envelope can't be read: \(error)"
                    rejections.append(RecordRejection(offset: event.position, reason: reason))
                }
            }
            let (refused, trouble) = await write(points)
            rejections += refused
            guard let trouble else { continue }
            // What was found out is kept, so that an unsteady database doesn't have to refuse it all again.
            throw rejections.isEmpty ? trouble : .recordsRejected(rejections)
        }
        if !rejections.isEmpty { throw .recordsRejected(rejections) }
    }

    /// Writes points until each is stored or refused, or until trouble of another kind.
    private func write(_ points: [EncodedPoint]) async -> ([RecordRejection], DestinationError?) {
        var search = PointSearch(points, maximumBytes: Self.maximumBodyBytes)
        while let lines = search.nextLines {
            guard !Task.isCancelled else {
                return (search.rejections, .unavailable(reason: "stopped before all points were sent", retryAfter: nil))
            }
            switch await verdict(on: lines) {
            case .stored: search.stored()
            case .refused(let refusal): search.refused(refusal)
            case .tooLarge(let reason): search.tooLarge(reason: reason)
            case .unavailable(let reason, let retryAfter):
                return (search.rejections, .unavailable(reason: reason, retryAfter: retryAfter))
            case .misconfigured(let reason): return (search.rejections, .misconfigured(reason: reason))
            }
        }
        return (search.rejections, nil)
    }

    private func verdict(on lines: [[UInt8]]) async -> InfluxDBVerdict {
        do throws(InfluxDBTransportError) {
            let body = Array(lines.joined(separator: [UInt8(ascii: "\n")]))
            let answer = try await transport.send(target.write(body))
            return InfluxDBVerdict(answer, lines: lines, target: target, nowMilliseconds: wallMilliseconds())
        } catch {
            switch error {
            case .unavailable(let reason): return .unavailable(reason: reason, retryAfter: nil)
            case .misconfigured(let reason): return .misconfigured(reason: reason)
            }
        }
    }
}
