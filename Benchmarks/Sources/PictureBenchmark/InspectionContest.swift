import Foundation
import Pictures

/// Inspects the charts again and again.
enum InspectionContest {
    static func run(_ charts: [[UInt8]], rounds: Int) throws {
        let clock = ContinuousClock()
        let begin = clock.now
        let start = Stopwatch.processorSeconds
        for _ in 0..<rounds {
            for chart in charts { _ = try PictureFacts(inspecting: chart) }
        }
        Stopwatch.report(
            "inspect",
            pictures: rounds * charts.count,
            processor: Stopwatch.processorSeconds - start,
            wall: (clock.now - begin) / .seconds(1)
        )
    }
}
