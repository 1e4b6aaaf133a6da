import AuditEvents
import Pictures

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// Writes the lines of the band above a picture, with the keys and in the order of Butler SOS.
package struct ScreenshotCaption: Sendable {
    /// What is written; in the order of the cases, whatever the order here.
    package let fields: Set<ScreenshotCaptionField>
    /// Seconds that local time is ahead of UTC at a moment in seconds since 1970.
    private let secondsAhead: @Sendable (_ seconds: Int64) -> Int64

    /// Chooses fields; `secondsAhead` gives the server's zone.
    package init(
        fields: Set<ScreenshotCaptionField>,
        secondsAhead: @escaping @Sendable (_ seconds: Int64) -> Int64 = ScreenshotCaption.systemZone
    ) {
        self.fields = fields
        self.secondsAhead = secondsAhead
    }

    /// The lines of an event; none without fields.
    package func lines(of facts: ScreenshotFacts) -> [CaptionLine] {
        ScreenshotCaptionField.allCases.filter { fields.contains($0) }.flatMap { lines($0, facts) }
    }

    private func lines(_ field: ScreenshotCaptionField, _ facts: ScreenshotFacts) -> [CaptionLine] {
        switch field {
        case .date:
            [
                CaptionLine("DATE (UTC)", time(facts.moment, isLocal: false)),
                CaptionLine("DATE (LOCAL)", time(facts.moment, isLocal: true)),
            ]
        case .eventID: [CaptionLine("EVENT ID", facts.eventID)]
        case .correlationID: [CaptionLine("CORRELATION ID", facts.correlationID)]
        case .selectionTxnID: [CaptionLine("SELECTION TXN ID", facts.selectionTxnID)]
        case .user: [CaptionLine("USER", facts.user)]
        case .appID: [CaptionLine("APP ID", facts.appID)]
        case .appName: [CaptionLine("APP NAME", facts.appName)]
        case .sheetName: [CaptionLine("SHEET NAME", facts.sheetName)]
        case .viewingDuration:
            [CaptionLine("VIEWING DURATION (s)", facts.durationMilliseconds.map { Self.seconds($0) })]
        }
    }

    /// `2026-02-11 09:14:03`.
    private func time(_ moment: UTCTime?, isLocal: Bool) -> String {
        guard let moment else { return ObjectDataName.invalidTime }
        let ahead = isLocal ? secondsAhead(moment.milliseconds / 1000) : 0
        let text = UTCTime(milliseconds: moment.milliseconds + 1000 * ahead).iso8601
        return String(text.dropLast(5)).replacing("T", with: " ")
    }

    /// Milliseconds as seconds with two decimals.
    private static func seconds(_ milliseconds: Double) -> String {
        // Beyond this no hundredth is left in a double anyway, and the digits are those of the number.
        guard abs(milliseconds) < 1e15 else { return "\(milliseconds / 1000)" }
        let hundredths = Int64((abs(milliseconds) / 10).rounded())
        let fraction = hundredths % 100
        let sign = milliseconds < 0 && hundredths > 0 ? "-" : ""
        return "\(sign)\(hundredths / 100).\(fraction < 10 ? "0" : "")\(fraction)"
    }

    /// The zone of the system, which follows the environment and `/etc/localtime`.
    package static func systemZone(seconds: Int64) -> Int64 {
        var time = time_t(seconds)
        var parts = tm()
        guard localtime_r(&time, &parts) != nil else { return 0 }
        return Int64(parts.tm_gmtoff)
    }
}
