import AuditDestinations
import Foundation
import Pictures

/// Inspects and stores the charts, as they are and with everything that can be done to them.
enum StoreContest {
    static func run(_ charts: [[UInt8]], rounds: Int, directory: String) async throws {
        try await run("inspect and store", charts, rounds, directory + "/plain", fields: [], crop: "")
        try await run(
            "inspect, caption and store",
            charts,
            rounds,
            directory + "/captioned",
            fields: Set(ScreenshotCaptionField.allCases),
            crop: ""
        )
        try await run(
            "inspect, crop with a search for the grid line, caption and store",
            charts,
            rounds,
            directory + "/cropped",
            fields: Set(ScreenshotCaptionField.allCases),
            crop: SampleEnvelope.crop
        )
    }

    private static func run(
        _ name: String,
        _ charts: [[UInt8]],
        _ rounds: Int,
        _ directory: String,
        fields: Set<ScreenshotCaptionField>,
        crop: String
    ) async throws {
        let drawing = PictureWorkers(threads: 1)
        let writing = PictureWorkers(threads: 1)
        let settings = ScreenshotStorageSettings(
            contentDirectory: directory + "/content",
            targets: [ScreenshotTarget(name: "flat", directory: directory + "/flat")],
            caption: ScreenshotCaption(fields: fields)
        )
        let store = try ScreenshotStore(settings, drawing: drawing, writing: writing)
        guard try await store.prepare().isEmpty else { throw CocoaError(.fileWriteUnknown) }
        let clock = ContinuousClock()
        let begin = clock.now
        let start = Stopwatch.processorSeconds
        for round in 0..<rounds {
            for (index, chart) in charts.enumerated() {
                let facts = ScreenshotFacts(
                    envelope: SampleEnvelope.bytes(round * charts.count + index, crop: crop),
                    receivedMilliseconds: 0
                )
                let stored = try await store.store(try VerifiedPicture(inspecting: chart), facts)
                guard stored.isEverywhere, stored.warnings.isEmpty else { throw CocoaError(.fileWriteUnknown) }
            }
        }
        let processor = Stopwatch.processorSeconds - start
        let wall = (clock.now - begin) / .seconds(1)
        Stopwatch.report(name, pictures: rounds * charts.count, processor: processor, wall: wall)
        await drawing.stop()
        await writing.stop()
        try FileManager.default.removeItem(atPath: directory)
    }
}
