import AuditDestinations
import Foundation
import Pictures
import QlikSimulator

/// Fetches, inspects, crops, captions and stores pictures of charts of 1920 × 1080, on one core.
///
/// `PictureBenchmark DIRECTORY [rounds]`; prints pictures a second and milliseconds a picture. `PictureBenchmark
/// --pictures DIRECTORY` writes the charts as files instead, to be looked at. `PictureBenchmark --crop FILE` crops the
/// lower right corner out of a PNG file, captions the file, and prints the largest memory that this took.
///
/// `PictureBenchmark --site FILE COPIES DIRECTORY` is the site that pictures are fetched from; the benchmark itself
/// starts it.
let arguments = Array(CommandLine.arguments.dropFirst())
if arguments.first == "--site", arguments.count == 4, let copies = Int(arguments[2]) {
    try await ServedSite.run(chart: arguments[1], copies: copies, certificates: arguments[3])
    exit(0)
}
let site = SimulatedSite()
if arguments.first == "--pictures", arguments.count == 2 {
    try SampleCharts.write(site, to: arguments[1])
    exit(0)
}
if arguments.first == "--crop", arguments.count == 2 {
    try LargePicture.crop(arguments[1])
    exit(0)
}
guard let directory = arguments.first else {
    print("usage: PictureBenchmark DIRECTORY [rounds]")
    exit(64)
}
let rounds = arguments.dropFirst().first.flatMap { Int($0) } ?? 20
let charts = try SampleCharts.pictures(site, width: 1920, height: 1080)
let bytes = charts.reduce(0) { $0 + $1.count } / charts.count
print("\(charts.count) charts of 1920 × 1080, \(bytes / 1024) KiB on average, \(rounds) rounds")

try EncoderContest.run(charts)
try InspectionContest.run(charts, rounds: rounds)
try await StoreContest.run(charts, rounds: rounds, directory: directory)
try await FetchContest.run(charts, pictures: rounds * charts.count, directory: directory + "/fetch")
