import AuditDestinations
import AuditJournal
import AuditTesting
import Foundation
import Testing

@Suite(.inTurn) struct TableFileDestinationTests {
    private static let hour: Int64 = 3_600_000

    private static func destination(
        _ path: String,
        rollUp: RollUp = .none,
        logID: String = "0011223344556677",
        retentionDays: Int? = nil,
        bounds: PartBounds? = nil,
        today: Int64 = 0
    ) -> TableFileDestination {
        TableFileDestination(
            .qvd,
            directory: PosixPartDirectory(path: path),
            settings: TableFilePlace.settings(rollUp: rollUp, logID: logID, retentionDays: retentionDays),
            bounds: bounds,
            today: { today }
        )
    }

    /// Delivers a range and returns the part that it leaves open.
    private static func deliver(
        _ range: Range<UInt64>,
        of source: InMemoryRecordSource,
        to destination: TableFileDestination,
        openPart: OpenPart? = nil
    ) async throws -> OpenPart? {
        let batch = DeliveryBatch(
            range: JournalOffset(range.lowerBound)..<JournalOffset(range.upperBound),
            openPart: openPart,
            source: source
        )
        try await destination.deliver(batch)
        return batch.openPartAfter
    }

    @Test(arguments: [RollUp.none, .hour, .day])
    func qvdFilesKeepTheirPromises(rollUp: RollUp) async throws {
        try await DestinationConformance { try TableFilePlace(rollUp: rollUp) }.run()
    }

    /// With the offset in each row, that is all one needs to ask for its proof.
    @Test(arguments: TableFileFormat.allCases)
    func everyFileNamesItsLogAndItsRecords(format: TableFileFormat) async throws {
        let directory = try TemporaryDirectory()
        let source = InMemoryRecordSource()
        for number in 0..<3 { source.appendEnvelope(TableFilePlace.envelope(number, day: 1)) }
        let destination = TableFileDestination(
            format,
            directory: PosixPartDirectory(path: directory.path),
            settings: TableFilePlace.settings(rollUp: .none),
            today: { 0 }
        )
        _ = try await Self.deliver(1..<3, of: source, to: destination)
        let name = "20260301_part000000000001.\(format.rawValue)"
        let text = String(decoding: try Data(contentsOf: URL(filePath: "\(directory.path)/\(name)")), as: UTF8.self)
        switch format {
        case .qvd: #expect(text.contains("<Statement>Log 0011223344556677, records 1 to 2</Statement>"))
        case .parquet:
            for part in ["vidimus.log.id", "0011223344556677", "vidimus.offset.first", "vidimus.offset.last"] {
                #expect(text.contains(part))
            }
        }
    }

    /// Larger batches while it is behind change nothing about crashes: the range is announced like any other.
    @Test(arguments: [RollUp.hour, .day])
    func qvdFilesKeepTheirPromisesAlsoInABacklog(rollUp: RollUp) async throws {
        let policy = BatchPolicy(
            maximumRecords: 2,
            maximumBacklogRecords: 5,
            maximumBytes: nil,
            maximumWait: .zero
        )
        try await DestinationConformance(policy: policy) { try TableFilePlace(rollUp: rollUp) }.run()
    }

    /// The part of an hour is written anew with each batch, so a backlog in usual batches would cost its square.
    @Test func aBacklogIsWrittenAFewTimesAndNotWithEachUsualBatch() async throws {
        var publications: [Int] = []
        for backlog in [nil, 400] {
            let directory = try TemporaryDirectory()
            let source = InMemoryRecordSource()
            for number in 0..<1_000 { source.appendEnvelope(TableFilePlace.envelope(number, day: 1)) }
            let killSwitch = KillSwitch()
            let reached = Latch()
            let store = FaultyDeliveryStore(
                InMemoryDeliveryStore(),
                killSwitch: KillSwitch(),
                target: source.end,
                reached: reached
            )
            let delivery = Delivery(
                destination: TableFileDestination(
                    .qvd,
                    directory: FaultyPartDirectory(PosixPartDirectory(path: directory.path), killSwitch: killSwitch),
                    settings: TableFilePlace.settings(rollUp: .hour),
                    today: { 0 }
                ),
                source: source,
                store: store,
                policy: BatchPolicy(
                    maximumRecords: 10,
                    maximumBacklogRecords: backlog,
                    maximumBytes: nil,
                    maximumWait: .zero
                ),
                clock: ManualClock(skipsSleeps: true).deliveryClock,
                logger: DeliveryHarness.silent
            )
            try await DeliveryHarness(delivery).during { await reached.wait() }
            let rows = try QVDFolder(path: directory.path).rows()
            #expect(rows.values.flatMap { $0 }.map(\.offset) == Array(0..<1_000))
            publications.append(killSwitch.steps.count { $0.contains("replace") })
        }
        #expect(publications == [100, 3])
    }

    @Test func eachDayOfABatchHasItsFileHoweverManyThereAre() async throws {
        let directory = try TemporaryDirectory()
        let source = InMemoryRecordSource()
        for number in 0..<60 { source.appendEnvelope(TableFilePlace.envelope(number, day: 1 + number % 20)) }
        let destination = Self.destination(directory.path)
        try await destination.prepare()
        _ = try await Self.deliver(0..<60, of: source, to: destination)
        let files = try QVDFolder(path: directory.path).rows()
        #expect(files.count == 20)
        for (name, rows) in files {
            #expect(rows.count == 3)
            #expect(rows.allSatisfy { $0.day == String(name.prefix(8)) }, "\(name)")
            #expect(name.hasSuffix("_part000000000000.qvd"))
        }
        #expect(Set(files.values.flatMap { $0 }.map(\.offset)) == Set(0..<60))
    }

    @Test func moreDaysThanAnybodyNeedsStandInTheFileOfTheirReceipt() async throws {
        let directory = try TemporaryDirectory()
        let source = InMemoryRecordSource()
        for number in 0..<200 {
            let (month, day) = (1 + number % 12, 1 + number / 12)
            let text = TableFilePlace.envelope(number, day: day).replacing(
                "2026-03-",
                with: "2026-\(month < 10 ? "0" : "")\(month)-"
            )
            source.appendEnvelope(text)
        }
        let destination = Self.destination(directory.path, rollUp: .hour)
        let open = try await Self.deliver(0..<100, of: source, to: destination)
        let before = Set(try QVDFolder(path: directory.path).rows().keys)
        _ = try await Self.deliver(100..<200, of: source, to: destination, openPart: open)
        let files = try QVDFolder(path: directory.path).rows()
        #expect(Set(files.keys) == before)
        #expect(files.count == 33)
        #expect(files["19700101_part000000000000.qvd"]?.count == 200 - 32)
        #expect(files.values.flatMap { $0 }.map(\.offset).sorted() == Array(0..<200))
    }

    @Test(arguments: ["9999-12-31T23:59:59-23:00", "0000-01-01T00:00:00+23:59"])
    func timesOutsideOfFourDigitsOfYearsHaveNoDay(time: String) async throws {
        let directory = try TemporaryDirectory()
        let source = InMemoryRecordSource()
        source.appendEnvelope(TableFilePlace.envelope(0, day: 1).replacing("2026-03-01T16:46:21.181Z", with: time))
        _ = try await Self.deliver(0..<1, of: source, to: Self.destination(directory.path))
        let files = try QVDFolder(path: directory.path).rows()
        #expect(files.keys.sorted() == ["19700101_part000000000000.qvd"])
        #expect(files.values.first?.first?.day == nil)
    }

    @Test func aPartGrowsWithinItsHourAndANewHourBeginsANewOne() async throws {
        let directory = try TemporaryDirectory()
        let source = InMemoryRecordSource()
        // Two hours; within the second the clock is set back, which opens nothing new.
        let times = [0, 1, 2, 3, 4, Self.hour, Self.hour + 1, Self.hour - 5, 2 * Self.hour - 1, 7].map { Int64($0) }
        for (number, time) in times.enumerated() {
            source.appendEnvelope(TableFilePlace.envelope(number, day: 1), receivedAtMilliseconds: time)
        }
        let destination = Self.destination(directory.path, rollUp: .hour)
        try await destination.prepare()
        var open: OpenPart?
        var counts: [[String: Int]] = []
        for range in [UInt64(0)..<2, 2..<4, 4..<7, 7..<10] {
            open = try await Self.deliver(range, of: source, to: destination, openPart: open)
            counts.append(try QVDFolder(path: directory.path).rows().mapValues(\.count))
        }
        let (first, second) = ("20260301_part000000000000.qvd", "20260301_part000000000005.qvd")
        #expect(counts == [[first: 2], [first: 4], [first: 5, second: 2], [first: 5, second: 5]])
        #expect(open?.from == JournalOffset(5))
        #expect(open?.window == 1)
    }

    /// The new batch begins with a record that is no row, and its events belong to the next hour.
    @Test func aFinishedPartIsNotWrittenAgain() async throws {
        let directory = try TemporaryDirectory()
        let source = InMemoryRecordSource()
        source.appendEnvelope(TableFilePlace.envelope(0, day: 1), receivedAtMilliseconds: 5)
        source.appendOwn()
        source.appendEnvelope(TableFilePlace.envelope(2, day: 1), receivedAtMilliseconds: Self.hour)
        let destination = Self.destination(directory.path, rollUp: .hour)
        let open = try await Self.deliver(0..<1, of: source, to: destination)
        let first = URL(filePath: "\(directory.path)/20260301_part000000000000.qvd")
        let bytes = try Data(contentsOf: first)
        _ = try await Self.deliver(1..<3, of: source, to: destination, openPart: open)
        #expect(try Data(contentsOf: first) == bytes)
        #expect(try QVDFolder(path: directory.path).rows().mapValues(\.count).values.sorted() == [1, 1])
    }

    /// A crash between publishing and confirming, and another `rollUp` in the configuration at the next start.
    @Test(arguments: [RollUp.none, .day])
    func aRepeatAfterAChangeOfRollUpDoublesNothing(next: RollUp) async throws {
        let directory = try TemporaryDirectory()
        let source = InMemoryRecordSource()
        for number in 0..<9 { source.appendEnvelope(TableFilePlace.envelope(number, day: 1)) }
        let hourly = Self.destination(directory.path, rollUp: .hour)
        let open = try await Self.deliver(0..<3, of: source, to: hourly)
        _ = try await Self.deliver(3..<6, of: source, to: hourly, openPart: open)
        let changed = Self.destination(directory.path, rollUp: next)
        let after = try await Self.deliver(3..<6, of: source, to: changed, openPart: open)
        _ = try await Self.deliver(6..<9, of: source, to: changed, openPart: after)
        #expect(after == nil)
        let files = try QVDFolder(path: directory.path).rows().mapValues { $0.map(\.offset) }
        #expect(
            files == ["20260301_part000000000000.qvd": Array(0..<6), "20260301_part000000000006.qvd": [6, 7, 8]]
        )
    }

    @Test func aRepeatOfAGrowingPartGivesTheSameBytes() async throws {
        let directory = try TemporaryDirectory()
        let source = InMemoryRecordSource()
        for number in 0..<9 { source.appendEnvelope(TableFilePlace.envelope(number, day: 1)) }
        let destination = Self.destination(directory.path, rollUp: .hour)
        let open = try await Self.deliver(0..<4, of: source, to: destination)
        _ = try await Self.deliver(4..<9, of: source, to: destination, openPart: open)
        let file = "\(directory.path)/20260301_part000000000000.qvd"
        let bytes = try Data(contentsOf: URL(filePath: file))
        _ = try await Self.deliver(4..<9, of: source, to: destination, openPart: open)
        #expect(try Data(contentsOf: URL(filePath: file)) == bytes)
    }

    @Test func aPartThatIsLargeEnoughGrowsNoMore() async throws {
        let directory = try TemporaryDirectory()
        let source = InMemoryRecordSource()
        for number in 0..<10 { source.appendEnvelope(TableFilePlace.envelope(number, day: 1)) }
        let bounds = PartBounds(maximumRecords: 4, maximumBytes: 1 << 20)
        let destination = Self.destination(directory.path, rollUp: .day, bounds: bounds)
        var open: OpenPart?
        for range in [UInt64(0)..<3, 3..<6, 6..<10] {
            open = try await Self.deliver(range, of: source, to: destination, openPart: open)
        }
        let files = try QVDFolder(path: directory.path).rows().mapValues { $0.map(\.offset) }
        #expect(
            files == [
                "20260301_part000000000000.qvd": [0, 1, 2, 3], "20260301_part000000000004.qvd": [4, 5, 6, 7],
                "20260301_part000000000008.qvd": [8, 9],
            ]
        )
    }

    @Test func aDirectoryBelongsToOneLog() async throws {
        let directory = try TemporaryDirectory()
        try await Self.destination(directory.path).prepare()
        try await Self.destination(directory.path).prepare()
        let error = await #expect(throws: DestinationError.self) {
            try await Self.destination(directory.path, logID: "ffffffffffffffff").prepare()
        }
        guard case .misconfigured(let reason) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(reason.contains("holds the files of log 0011223344556677"))
        #expect(reason.contains("exportDirectory"))
    }

    @Test func aDirectoryThatIsNoneIsNamedWithItsCure() async throws {
        let directory = try TemporaryDirectory()
        try directory.write("", to: "file")
        let error = await #expect(throws: DestinationError.self) {
            try await Self.destination("\(directory.path)/file/parquet").prepare()
        }
        guard case .misconfigured(let reason) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(reason.contains("change qvd.metadata.exportDirectory to a directory"))
    }

    @Test func retentionRemovesOldPartsAndNothingElse() async throws {
        let directory = try TemporaryDirectory()
        let source = InMemoryRecordSource()
        for day in 1...9 { source.appendEnvelope(TableFilePlace.envelope(day, day: day)) }
        let others = ["20200101_part1.qvd", "20200101_part000000000000.parquet", "20200101_part000000000000.qvd.bak"]
        for name in others { try directory.write("", to: name) }
        // 2026-03-10 is day 20,522.
        let destination = Self.destination(directory.path, retentionDays: 3, today: 20_522)
        try await destination.prepare()
        _ = try await Self.deliver(0..<9, of: source, to: destination)
        let left = try directory.names().filter { !$0.hasPrefix(".") }
        #expect(
            left.sorted()
                == (others + (7...9).map { "2026030\($0)_part000000000000.qvd" }).sorted()
        )
    }

    @Test func aFullDiskLeavesNoHalfFileAndIsTriedAgain() async throws {
        let directory = try TemporaryDirectory()
        let source = InMemoryRecordSource()
        for number in 0..<5 { source.appendEnvelope(TableFilePlace.envelope(number, day: 1)) }
        let full = FaultyPartDirectory(PosixPartDirectory(path: directory.path)) { $0 == "seal" ? ENOSPC : nil }
        let destination = TableFileDestination(
            .parquet,
            directory: full,
            settings: TableFilePlace.settings(rollUp: .none),
            today: { 0 }
        )
        try await destination.prepare()
        let error = await #expect(throws: DestinationError.self) {
            _ = try await Self.deliver(0..<5, of: source, to: destination)
        }
        guard case .unavailable = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(try directory.names() == [".vidimus-log"])
    }

    @Test(arguments: [
        ("20260301_part000000000005.qvd", true), ("20260301_part5.qvd", false),
        ("20260301_part0000000000005.qvd", false),
        ("20261301_part000000000005.qvd", false), ("20260301_part000000000005.parquet", false),
        ("20260301_part1234567890123.qvd", true), ("x20260301_part000000000005.qvd", false),
    ])
    func onlyExactNamesAreParts(name: String, isPart: Bool) {
        #expect((PartName(name, fileExtension: "qvd") != nil) == isPart)
    }
}
