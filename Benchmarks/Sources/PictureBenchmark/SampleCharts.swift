import Foundation
import Pictures
import QlikSimulator

/// One chart of each kind that can be exported.
enum SampleCharts {
    static func objects(_ site: SimulatedSite) -> [(app: SimulatedApp, object: SimulatedObject)] {
        let all = site.apps.flatMap { app in app.sheets.flatMap { $0.objects.map { (app: app, object: $0) } } }
        return SimulatedObject.Kind.allCases.filter(\.isSupported).compactMap { kind in
            all.first { $0.object.kind == kind }
        }
    }

    static func pictures(_ site: SimulatedSite, width: Int, height: Int) throws -> [[UInt8]] {
        try objects(site).map { try ChartPainter.picture(of: $0.object, in: $0.app, width: width, height: height) }
    }

    static func write(_ site: SimulatedSite, to directory: String) throws {
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
        for (app, object) in objects(site) {
            let bytes = try ChartPainter.picture(of: object, in: app, width: 960, height: 540)
            let picture = try VerifiedPicture(inspecting: bytes)
            let lines = [
                CaptionLine("DATE (UTC)", "2026-02-11 09:14:05"),
                CaptionLine("USER", "UserDirectory=NORD; UserId=王.小明"),
                CaptionLine("APP NAME", app.name),
                CaptionLine("SHEET NAME", "Übersicht – Отчёт – ניהול סיכונים – بيع – बिक्री"),
                CaptionLine("EVENT ID", String(repeating: "long ", count: 60) + "\u{202E}x"),
            ]
            let captioned = try PictureCaptioner.captioned(picture, with: lines)
            try Data(bytes).write(to: URL(fileURLWithPath: "\(directory)/\(object.kind.rawValue).png"))
            try Data(captioned.bytes).write(
                to: URL(fileURLWithPath: "\(directory)/\(object.kind.rawValue)_metadata.png")
            )
        }
    }
}
