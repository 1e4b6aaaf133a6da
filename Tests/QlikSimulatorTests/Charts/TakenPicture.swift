import Foundation
import QlikSimulator
import Synchronization

/// A picture that a simulated user took, and what the event about it says.
struct TakenPicture {
    /// The event as far as it matters here.
    struct Event: Decodable {
        struct Crop: Decodable {
            let width: Double
            let height: Double
            let top: Double
            let left: Double
            let scrollTop: Double
            let scrollAreaOffsetY: Double
            let renderingOverflow: Double
        }

        struct VisibleRange: Decodable {
            let rowStart: Int
            let rowEnd: Int
            let colEnd: Int
        }

        struct Column: Decodable {
            let label: String
            let values: [String]
        }

        struct ObjectData: Decodable {
            let visibleRange: VisibleRange
            let dimensions: [Column]
            let measures: [Column]
        }

        let screenshotUrl: String
        let width: Int
        let height: Int
        let crop: Crop?
        let objectData: ObjectData?
    }

    private struct Envelope: Decodable {
        struct Payload: Decodable {
            let event: Event
        }

        let payload: Payload
    }

    /// Remembers what it was asked for, by the link that it gave.
    private final class Album: ScreenshotSource {
        private let links = MadeUpScreenshotSource(baseURL: "https://qlik.example.com")
        let captures = Mutex<[String: ScreenshotCapture]>([:])

        func url(of capture: ScreenshotCapture) -> String {
            let url = links.url(of: capture)
            captures.withLock { $0[url] = capture }
            return url
        }
    }

    let capture: ScreenshotCapture
    let app: SimulatedApp
    let event: Event

    /// What the picture shows.
    var data: ChartData { ChartData(capture.object, in: app, selections: capture.selections) }

    /// All pictures that one person takes in so many events.
    static func all(seed: UInt64, events: Int) throws -> [TakenPicture] {
        let site = SimulatedSite()
        let album = Album()
        var session = SimulatedUserSession(
            site: site,
            user: site.user(Int(seed)),
            seed: seed,
            startMilliseconds: SimulatedCorpus.defaultStartMilliseconds,
            screenshots: album
        )
        let found = (0..<events).map { _ in session.next().event }.filter { $0.type == "screenshot.url.received" }
        return try found.compactMap { event in
            let event = try JSONDecoder().decode(Envelope.self, from: Data(event.bytes)).payload.event
            guard let capture = album.captures.withLock({ $0[event.screenshotUrl] }) else { return nil }
            let app = site.apps.first { $0.sheets.contains { $0.objects.contains(capture.object) } }
            return app.map { TakenPicture(capture: capture, app: $0, event: event) }
        }
    }
}
