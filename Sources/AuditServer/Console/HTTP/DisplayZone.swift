import AuditEvents
import Foundation

/// The time zone in which a page shows times and reads them.
package struct DisplayZone: Sendable, Hashable {
    /// Name in the tz database, such as `Europe/Berlin`.
    package let name: String
    private let zone: TimeZone

    /// Coordinated universal time, which everybody gets who chose nothing.
    package static let utc: DisplayZone = {
        guard let zone = TimeZone(secondsFromGMT: 0) else { preconditionFailure("UTC exists") }
        return DisplayZone(name: "UTC", zone: zone)
    }()

    /// All names that can be chosen, sorted.
    static let allNames: [String] =
        ["UTC"] + TimeZone.knownTimeZoneIdentifiers.filter { $0.contains("/") }.sorted()

    private init(name: String, zone: TimeZone) {
        self.name = name
        self.zone = zone
    }

    /// A zone by its name; nil when there is none.
    package init?(_ name: String?) {
        guard let name, name.utf8.count <= 64 else { return nil }
        if name == "UTC" {
            self = .utc
            return
        }
        guard name.contains("/"), let zone = TimeZone(identifier: name) else { return nil }
        self.init(name: name, zone: zone)
    }

    /// Offset from UTC at a moment, such as `+02:00`.
    package func offset(at milliseconds: Int64) -> String {
        let minutes = secondsFromUTC(at: milliseconds) / 60
        let (hours, rest) = abs(minutes).quotientAndRemainder(dividingBy: 60)
        return (minutes < 0 ? "-" : "+") + Self.twoDigits(hours) + ":" + Self.twoDigits(rest)
    }

    /// `2026-11-21`.
    func day(_ milliseconds: Int64) -> String { String(local(milliseconds).prefix(10)) }

    /// `14:32:05`.
    func clock(_ milliseconds: Int64) -> String { String(local(milliseconds).dropFirst(11).prefix(8)) }

    /// `2026-11-21 14:32:05`.
    package func text(_ milliseconds: Int64) -> String { "\(day(milliseconds)) \(clock(milliseconds))" }

    /// `2026-11-21T14:32:05`, as forms have it.
    func input(_ milliseconds: Int64) -> String { "\(day(milliseconds))T\(clock(milliseconds))" }

    /// `2026-11-21T14:32:05.123+02:00`, for machines.
    package func machine(_ milliseconds: Int64) -> String {
        local(milliseconds).dropLast() + offset(at: milliseconds)
    }

    /// Reads a day, a day with a clock time, or a full date and time with its own zone; nil for anything else.
    ///
    /// Of the hour that a clock runs through twice, the first is taken; in the one it leaps over, the moment after.
    package func milliseconds(_ text: String?) -> Int64? {
        guard let text else { return nil }
        if let time = UTCTime(dateTime: text) { return time.milliseconds }
        let plain = text.replacing(" ", with: "T")
        let full = [plain, plain + ":00", plain + "T00:00:00"].first { UTCTime(dateTime: $0 + "Z") != nil }
        guard let full, let local = UTCTime(dateTime: full + "Z")?.milliseconds else { return nil }
        let first = local - Int64(secondsFromUTC(at: local - 86_400_000 / 2)) * 1_000
        let candidates = [
            first, local - Int64(secondsFromUTC(at: first)) * 1_000,
            local - Int64(secondsFromUTC(at: local + 86_400_000 / 2)) * 1_000,
        ]
        return candidates.filter { self.localMilliseconds($0) == local }.min() ?? candidates.max()
    }

    private func local(_ milliseconds: Int64) -> String {
        UTCTime(milliseconds: localMilliseconds(milliseconds)).iso8601
    }

    private func localMilliseconds(_ milliseconds: Int64) -> Int64 {
        milliseconds + Int64(secondsFromUTC(at: milliseconds)) * 1_000
    }

    private func secondsFromUTC(at milliseconds: Int64) -> Int {
        zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(milliseconds) / 1_000))
    }

    private static func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
