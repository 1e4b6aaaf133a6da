import AuditEvents
import Glibc

/// Decodes a mix of realistic envelopes for about two seconds of CPU time per round and prints events/s and MB/s.
///
/// `swift run -c release ScannerBenchmark [rounds] [scan|decode|row]`; state the median of at least three rounds.
let rounds = CommandLine.arguments.dropFirst().first.flatMap(Int.init) ?? 3
let only = CommandLine.arguments.dropFirst(2).first
let events = BenchmarkEvents.mix.map { Array($0.utf8) }
let totalBytes = events.reduce(0) { $0 + $1.count }

/// CPU time of this process in seconds; other processes don't disturb it much.
func processorSeconds() -> Double {
    var time = timespec()
    guard clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time) == 0 else { return 0 }
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

func measure(_ name: String, _ work: (UnsafeRawBufferPointer) -> Int) {
    let start = processorSeconds()
    var decoded = 0
    var checksum = 0
    while processorSeconds() - start < 2 {
        for _ in 0..<1000 {
            for event in events { checksum &+= event.withUnsafeBytes(work) }
        }
        decoded += 1000 * events.count
    }
    let seconds = processorSeconds() - start
    let perSecond = Double(decoded) / seconds
    let megabytes = perSecond * Double(totalBytes) / Double(events.count) / 1e6
    print("\(name): \(Int(perSecond)) events/s, \(Int(megabytes)) MB/s (checksum \(checksum))")
}

print("\(events.count) kinds of events, \(totalBytes / events.count) bytes on average")
for _ in 0..<rounds {
    let scanner = JSONScanner()
    if only == nil || only == "scan" {
        measure("scan") { bytes in
            (try? scanner.withDocument(of: bytes) { $0.nodeCount }) ?? 0
        }
    }
    let decoder = EnvelopeDecoder(compatibility: VersionCompatibility(serverVersion: "15.0.1"))
    if only == nil || only == "decode" {
        measure("decode") { bytes in
            guard let envelope = try? decoder.decode(bytes, versionHeader: nil) else {
                preconditionFailure("an event of the mix was refused")
            }
            return envelope.bytes.count
        }
    }
    if only == nil || only == "row" {
        measure("row") { bytes in
            let row = AuditRow(envelope: bytes, savedPaths: [], tags: .none, scanner: scanner)
            return row.timestampMilliseconds == nil ? 0 : 1
        }
    }
}
