import AuditDestinations
import AuditEvents
import AuditJournal
import Foundation
import QlikSimulator
import TableFormats

// What destinations do with the events of the simulator, on one core: envelope → row, row → Parquet, row → QVD,
// envelope → line. `DestinationBenchmark COUNT [FILE.parquet]` also leaves the Parquet file for others to compare with.

let arguments = CommandLine.arguments.dropFirst()
let count = arguments.first.flatMap { Int($0) } ?? 200_000
let chunkRecords = 5_000

/// A sink that counts, and writes to a file if there is one.
final class CountingSink: ByteSink {
    private(set) var bytes = 0
    private let file: FileHandle?

    init(path: String?) throws {
        file = try path.map { path in
            try Data().write(to: URL(filePath: path))
            return try FileHandle(forWritingTo: URL(filePath: path))
        }
    }

    func write(_ bytes: [UInt8]) throws {
        self.bytes += bytes.count
        try file?.write(contentsOf: Data(bytes))
    }
}

/// Seconds of this thread's own processor time, so that a busy machine changes little.
func processorSeconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

func report(_ what: String, _ seconds: Double, bytes: Int? = nil) {
    let size = bytes.map { ", \($0 / count) bytes/row" } ?? ""
    print("\(what): \(Int(Double(count) / seconds)) events/s of processor time\(size)")
}

func run() throws {
    var corpus = SimulatedCorpus(seed: 1, events: count)
    let reader = AuditTableRows(tags: .none)
    let layout = InfluxDBLayout(measurement: "audit_event", schemaVersion: "1", staticTags: .none)
    let encoder = PointEncoder(layout: layout, tagging: .bounded, dialect: .literalBackslash)
    let parquetSink = try CountingSink(path: arguments.dropFirst().first)
    var parquet = ParquetWriter(
        schema: AuditTable.schema,
        options: ParquetOptions(createdBy: "vidimus benchmark"),
        sink: parquetSink
    )
    var qvd = try QVDWriter(
        schema: AuditTable.schema,
        header: QVDHeaderOptions(creatorDoc: "", createdAtMilliseconds: 1_770_000_000_000)
    )
    var times = (rows: 0.0, parquet: 0.0, qvd: 0.0, lines: 0.0)
    var lineBytes = 0
    var offset: UInt64 = 0
    var rows = TableRows(schema: AuditTable.schema)
    while offset < UInt64(count) {
        var events: [DeliveredEvent] = []
        while events.count < chunkRecords, let event = corpus.next() {
            events.append(DeliveredEvent(record(of: event, offset: offset)))
            offset += 1
        }
        rows.removeAll()
        var begin = processorSeconds()
        for event in events { try reader.read(event) { _, append in append(&rows) } }
        times.rows += processorSeconds() - begin
        begin = processorSeconds()
        try parquet.append(rows)
        times.parquet += processorSeconds() - begin
        begin = processorSeconds()
        try qvd.append(rows)
        times.qvd += processorSeconds() - begin
        begin = processorSeconds()
        for event in events { lineBytes += try encoder.point(of: event).get().line.count + 1 }
        times.lines += processorSeconds() - begin
    }
    var begin = processorSeconds()
    _ = try parquet.finish()
    times.parquet += processorSeconds() - begin
    var qvdSink = try CountingSink(path: nil)
    begin = processorSeconds()
    try qvd.finish(into: &qvdSink)
    times.qvd += processorSeconds() - begin
    report("envelope to row", times.rows)
    report("row to Parquet, zstd 3", times.parquet, bytes: parquetSink.bytes)
    report("row to QVD", times.qvd, bytes: qvdSink.bytes)
    report("envelope to line", times.lines, bytes: lineBytes)
}

func record(of event: SimulatedEvent, offset: UInt64) -> JournalRecord {
    JournalRecord(
        offset: JournalOffset(offset),
        facts: ReceptionFacts(receivedAtMilliseconds: 1_770_000_000_000 + Int64(offset), clientAddress: "192.0.2.1"),
        kind: .envelope,
        eventID: EventID(high: 1, low: offset),
        ownType: nil,
        bytes: event.bytes,
        salt: .erased
    )
}

try run()
