import TableFormats
import TableSamples

/// Writes a realistic audit table of 31 columns as Parquet and as QVD, and compares both with their baselines.
///
/// `TableBenchmark [rounds] [rows]`; prints the medians. The rows are appended in runs of 1,000, as a destination does
/// it. The ratios hardly depend on the machine, rows/s do; everything is processor time of one core.
let rounds = max(1, CommandLine.arguments.dropFirst().first.flatMap { Int($0) } ?? 3)
let count = max(1, CommandLine.arguments.dropFirst(2).first.flatMap { Int($0) } ?? 200_000)
let runs = AuditTable.runs(count, of: 1000)

func parquet(_ compression: ParquetCompression) throws -> Int {
    var options = ParquetOptions(createdBy: TableSample.createdBy)
    options.compression = compression
    var writer = ParquetWriter(schema: AuditTable.schema, options: options, sink: DiscardingSink())
    for rows in runs { try writer.append(rows) }
    return try writer.finish().byteCount
}

func qvd() throws -> Int {
    var writer = try QVDWriter(schema: AuditTable.schema, header: TableSample.plainHeader)
    for rows in runs { try writer.append(rows) }
    var sink = DiscardingSink()
    try writer.finish(into: &sink)
    return sink.byteCount
}

func copied() -> Int {
    var baseline = CopyBaseline()
    for rows in runs { baseline.append(rows) }
    return baseline.byteCount
}

func coded() -> Int {
    var baseline = DictionaryBaseline(schema: AuditTable.schema)
    for rows in runs { baseline.append(rows) }
    precondition(baseline.codeCount == count * AuditTable.schema.columns.count, "the baseline saw every value")
    return 4 * baseline.codeCount
}

/// Runs the contests in turns and compares each with the first.
func compare(_ contests: [Contest]) throws {
    var contests = contests
    for _ in 0..<rounds {
        for index in contests.indices { try contests[index].round() }
    }
    for contest in contests {
        let ratio = (contest.median / contests[0].median * 100).rounded() / 100
        let rate = Int(Double(count) / contest.median)
        print("\(contest.name): \(rate) rows/s, \(contest.bytes / count) bytes/row, \(ratio) times the baseline's time")
    }
}

let rowBytes = runs.reduce(0) { $0 + $1.byteCount } / count
print("\(count) rows of \(AuditTable.schema.columns.count) columns, \(rowBytes) bytes each, median of \(rounds) rounds")
try compare([
    Contest("copying (baseline)") { copied() },
    Contest("Parquet, zstd 3") { try parquet(.zstd(level: 3)) },
    Contest("Parquet, zstd 1") { try parquet(.zstd(level: 1)) },
    Contest("Parquet, uncompressed") { try parquet(.uncompressed) },
])
try compare([
    Contest("dictionaries of texts (baseline)") { coded() },
    Contest("QVD") { try qvd() },
])
