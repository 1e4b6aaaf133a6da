import AuditEvents
import AuditJournal
import Dispatch
import Foundation
import Logging
import Synchronization

// Usage: JournalBenchmark DIRECTORY [RECORDS]
//
// Measures, on the disk that holds DIRECTORY: the hashing done on the receiving threads, appends with 1, 32 and 256
// concurrent appenders against the bare disk's syncs of the same bytes, the same through batches of 100, restart
// with RECORDS records (default 1,000,000), and dedupe lookups. Makes and removes folders inside DIRECTORY.

let arguments = CommandLine.arguments
guard arguments.count >= 2 else {
    print("usage: JournalBenchmark DIRECTORY [RECORDS]")
    exit(64)
}
let root = arguments[1]
let restartRecords = arguments.count > 2 ? Int(arguments[2]) ?? 1_000_000 : 1_000_000
let benchmark = JournalBenchmark(root: root)
try await benchmark.run(restartRecords: restartRecords)
