import AuditEvents
import AuditJournal
import Dispatch
import Foundation
import Logging
import Synchronization

// Usage: JournalBenchmark DIRECTORY [RECORDS|log]
//
// Measures, on the disk that holds DIRECTORY: the hashing done on the receiving threads, appends with 1, 32 and 256
// concurrent appenders against the bare disk's syncs of the same bytes, the same through batches of 100, restart
// with RECORDS records (default 1,000,000), and dedupe lookups; then the signed log: appends with and without it in turns,
// time from durable to included, leaves a second over stored records. With "log" as RECORDS only these. Makes and removes folders inside DIRECTORY.

let arguments = CommandLine.arguments
guard arguments.count >= 2 else {
    print("usage: JournalBenchmark DIRECTORY [RECORDS|log]")
    exit(64)
}
let root = arguments[1]
let restartRecords = arguments.count > 2 ? Int(arguments[2]) ?? 1_000_000 : 1_000_000
if arguments.count < 3 || arguments[2] != "log" {
    try await JournalBenchmark(root: root).run(restartRecords: restartRecords)
}
try await LogBenchmark(root: root).run()
