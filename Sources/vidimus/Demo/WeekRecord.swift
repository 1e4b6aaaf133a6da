import AuditJournal
import Foundation
import QlikSimulator

/// What a data directory knows of the week that a demonstration filled in: `<data>/demo-site/week.json`.
///
/// Written before the first event and again after the last one, so that a run that was interrupted is made good by posting
/// the same events once more: those that are there already have the same ids.
struct WeekRecord: Codable {
    /// The seed of the week.
    let seed: UInt64
    /// When the week ends, in milliseconds since 1970-01-01 UTC.
    let untilMilliseconds: Int64
    /// The time zone that people live in, by its IANA name.
    let zone: String
    /// Whether all of it was accepted.
    var isComplete = false

    private static let file = "week.json"
    private static let maximumBytes = 4_096

    /// The week that it tells of.
    var week: WorkWeek {
        WorkWeek(
            site: SimulatedSite(),
            seed: seed,
            nowMilliseconds: untilMilliseconds,
            zone: zone
        )
    }

    /// Reads what `directory` has; nil when no week was begun.
    ///
    /// - Throws: ``CommandFailure`` when there is something that can't be read.
    static func read(in directory: String) throws(CommandFailure) -> WeekRecord? {
        guard FileManager.default.fileExists(atPath: "\(directory)/\(file)") else { return nil }
        do {
            let storage = PosixStorage(path: directory)
            let bytes = try DurableFile.read(file, in: storage, maximumBytes: maximumBytes)
            return try JSONDecoder().decode(WeekRecord.self, from: Data(bytes))
        } catch {
            throw CommandFailure("\(directory)/\(file): \(error); pass --no-week, or delete the file")
        }
    }

    /// Keeps it in `directory`, which is there.
    ///
    /// - Throws: ``CommandFailure`` when it can't be written.
    func write(in directory: String) throws(CommandFailure) {
        do {
            let bytes = try JSONEncoder().encode(self)
            try DurableFile.replace(Self.file, in: PosixStorage(path: directory), with: Array(bytes))
        } catch {
            throw CommandFailure("\(directory)/\(Self.file): \(error); pass --no-week to go on without a week")
        }
    }
}
