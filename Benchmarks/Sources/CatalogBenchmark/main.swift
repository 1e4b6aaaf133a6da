import AuditCatalog
import AuditEvents
import AuditJournal
import Foundation
import Logging

// Index rate, size and answer times of the catalog.
//
// usage: CatalogBenchmark EVENTS [DIRECTORY] [--no-text]
//
// Events are made up; see GeneratedJournal. With a directory the catalog stays there, and a second run over as many
// events only asks (cold, when the page cache was emptied before).

let arguments = CommandLine.arguments.dropFirst().filter { !$0.hasPrefix("--") }
let count = arguments.first.flatMap { Int($0) } ?? 1_000_000
let directory =
    arguments.dropFirst().first ?? NSTemporaryDirectory()
    + "/vidimus-catalog-\(ProcessInfo.processInfo.processIdentifier)"
var settings = CatalogFeedSettings()
settings.indexesText = !CommandLine.arguments.contains("--no-text")
var logger = Logger(label: "benchmark")
logger.logLevel = .warning

let location = CatalogLocation(in: DataDirectory(path: directory))
try DataDirectory.make(directory)
let catalog = try Catalog(CatalogStore(location, logger: logger))
if catalog.status.indexedEnd.rawValue < UInt64(count) {
    let source = GeneratedJournal(events: count)
    let feed = CatalogFeed(catalog, source: source, settings: settings, logger: logger)
    let (wall, cpu) = (ContinuousClock.now, processSeconds())
    var nextReport = 500_000
    try await feed.catchUp { reached in
        guard reached.rawValue >= UInt64(nextReport) else { return }
        nextReport += 500_000
        let spent = processSeconds() - cpu - source.spentSeconds
        print("\(reached): \(Int(Double(reached.rawValue) / spent)) events/s of processor time")
    }
    let spent = processSeconds() - cpu - source.spentSeconds
    let elapsed = wall.duration(to: .now) / .seconds(1)
    print("indexed \(count) events: \(Int(Double(count) / spent)) events/s of processor time, \(Int(elapsed)) s in all")
}
var size: UInt64 = 0
for suffix in ["", "-wal"] where FileManager.default.fileExists(atPath: location.path + suffix) {
    let attributes = try FileManager.default.attributesOfItem(atPath: location.path + suffix)
    size += (attributes[.size] as? NSNumber)?.uint64Value ?? 0
}
print("\(size / UInt64(count)) bytes per event, write-ahead log included")
if settings.indexesText {
    let newest = try await catalog.search(SearchQuery(limit: 1)).rows.first?.time ?? UTCTime(milliseconds: 0)
    let sessions = try await catalog.sessions(SessionQuery(limit: 1)).sessions.first?.id.rawValue ?? 1
    var times = QuestionTimes(catalog: catalog, repetitions: 60, newest: newest, sessions: sessions)
    try await times.run()
}
if arguments.count < 2 { try FileManager.default.removeItem(atPath: directory) }
