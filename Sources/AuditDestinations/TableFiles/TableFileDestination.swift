import AuditEvents
import AuditJournal
import TableFormats

/// Parquet or QVD files: one part for each batch, or growing ones, and in each part one file for each day of events.
///
/// Exactly once by construction: a file is a function of a range of the journal and a day, its name carries the first
/// offset of the range, and a repeat puts the same rows under the same name. A part that grows is replaced by a
/// superset of itself; only the newest ever is.
package struct TableFileDestination: Destination {
    private static let chunkRecords = 1_000
    private static let chunkBytes = 4 << 20
    /// Files written at the same time; what a batch holds of further days is read again for them.
    private static let maximumOpenFiles = 8
    /// Days of a part that get files of their own; events of further ones stand in the file of their receipt's day.
    ///
    /// Honest clients send a few days at most. Without a bound one batch with a thousand days would cost a thousand files
    /// each time its part grows.
    private static let maximumDays = 32

    package let name: String

    private let format: TableFileFormat
    private let directory: any PartDirectory
    private let settings: TableFileSettings
    private let bounds: PartBounds
    private let retention: PartRetention
    private let token: UInt64

    /// Publishes into `directory`.
    ///
    /// - Parameters:
    ///   - format: The kind of files.
    ///   - directory: Where they appear.
    ///   - settings: What the configuration says.
    ///   - bounds: How large a part may become; those of the format if nil.
    ///   - today: UTC days since 1970-01-01.
    ///   - token: Any number that no other process uses for the same directory at the same time.
    package init(
        _ format: TableFileFormat,
        directory: any PartDirectory,
        settings: TableFileSettings,
        bounds: PartBounds? = nil,
        today: @escaping @Sendable () -> Int64,
        token: UInt64 = .random(in: 0 ... .max)
    ) {
        name = format.rawValue
        self.format = format
        self.directory = directory
        self.settings = settings
        self.bounds = bounds ?? format.bounds
        self.token = token
        retention = PartRetention(days: settings.retentionDays, today: today)
    }

    package func prepare() async throws(DestinationError) {
        let other: String?
        do throws(PosixError) {
            other = try directory.prepare(owner: settings.logID)
        } catch {
            throw explained(error)
        }
        if let other {
            let reason = "\(directory.path) holds the files of log \(other), this is log \(settings.logID)"
            throw .misconfigured(reason: "\(reason); change \(name).metadata.exportDirectory to a directory of its own")
        }
    }

    package func deliver(_ batch: DeliveryBatch) async throws(DestinationError) {
        var plan = PartPlan(batch: batch.range, openPart: batch.openPart, rollUp: settings.rollUp, bounds: bounds)
        var chunks = batch.chunks(maximumRecords: Self.chunkRecords, maximumBytes: Self.chunkBytes)
        while let chunk = try await chunks.next() {
            for event in chunk {
                plan.add(
                    event.position,
                    receivedAtMilliseconds: event.record.facts.receivedAtMilliseconds,
                    bytes: event.record.bytes.count
                )
            }
        }
        let due = plan.parts.filter { $0.range.upperBound > batch.range.lowerBound }
        for part in due { try await write(part, of: batch) }
        do throws(PosixError) {
            if !due.isEmpty { try directory.sync() }
            try retention.sweep(directory, fileExtension: format.fileExtension)
        } catch {
            throw explained(error)
        }
        batch.leave(open: plan.openPart)
    }

    /// Writes the files of all days of a part, a few at a time.
    private func write(_ part: PartPlan.Part, of batch: DeliveryBatch) async throws(DestinationError) {
        var done: Set<Int64> = []
        var isComplete = false
        while !isComplete {
            var files: [Int64: DayFile] = [:]
            do {
                isComplete = try await fill(&files, with: part, of: batch, without: done)
                for (_, file) in files.sorted(by: { $0.key < $1.key }) { try publish(file) }
            } catch {
                // Best effort: a left-over takes space until the next start, but no reader looks at it.
                for file in files.values { try? directory.removeTemporary(file.temporary) }
                throw explained(error)
            }
            done.formUnion(files.keys)
        }
    }

    /// Reads the part once; returns whether every day now has its file.
    private func fill(
        _ files: inout [Int64: DayFile],
        with part: PartPlan.Part,
        of batch: DeliveryBatch,
        without done: Set<Int64>
    ) async throws -> Bool {
        let reader = AuditTableRows(tags: settings.tags)
        var isComplete = true
        // The first days in the order of the journal, so that a part that grows keeps its files.
        var ownDays: Set<Int64> = []
        var chunks = batch.chunks(of: part.range, maximumRecords: Self.chunkRecords, maximumBytes: Self.chunkBytes)
        while let chunk = try await chunks.next() {
            try Task.checkCancellation()
            for event in chunk {
                try reader.read(event) { eventDay, append in
                    if ownDays.count < Self.maximumDays { ownDays.insert(eventDay) }
                    let received = UTCTime(milliseconds: event.record.facts.receivedAtMilliseconds).day
                    let day = ownDays.contains(eventDay) ? eventDay : received
                    guard !done.contains(day) else { return }
                    if files[day] == nil {
                        guard files.count < Self.maximumOpenFiles else {
                            isComplete = false
                            return
                        }
                        files[day] = try begin(day, of: part)
                    }
                    try files[day]?.append(append)
                }
            }
        }
        return isComplete
    }

    private func begin(_ day: Int64, of part: PartPlan.Part) throws -> DayFile {
        let first = part.range.lowerBound
        // Different for each day of a part, which are written at the same time.
        let temporary = TemporaryName(offset: first, token: token &+ UInt64(bitPattern: day))
        let facts = PartFacts(
            createdBy: settings.createdBy,
            logID: settings.logID,
            range: part.range,
            lastReceivedMilliseconds: part.lastReceivedMilliseconds
        )
        let file = try directory.create(temporary)
        return DayFile(
            name: PartName(day: day, first: first, fileExtension: format.fileExtension),
            temporary: temporary,
            file: file,
            writer: try format.writer(facts, file: file)
        )
    }

    private func publish(_ file: DayFile) throws {
        try file.finish()
        try directory.seal(file.file)
        try directory.replace(file.temporary, as: file.name.text)
    }

    /// Names the cure when only an operator can help.
    private func explained(_ error: any Error) -> DestinationError {
        switch error {
        case let error as DestinationError: return error
        case is CancellationError:
            return .unavailable(reason: "stopped before the batch was complete", retryAfter: nil)
        case let error as PosixError: return error.destinationError(key: "\(name).metadata.exportDirectory")
        default: return .unavailable(reason: "\(error)", retryAfter: nil)
        }
    }
}
