import AuditDestinations
import Foundation
import Pictures

/// A store over real directories: content, and the targets `a` and `b`.
final class StorePlace: Sendable {
    let directory: TemporaryDirectory
    private let drawing = PictureWorkers(threads: 2)
    private let writing = PictureWorkers(threads: 2)

    init() throws {
        directory = try TemporaryDirectory()
    }

    /// Runs `body` with a place and ends its threads.
    static func with(_ body: (StorePlace) async throws -> Void) async throws {
        let place = try StorePlace()
        do {
            try await body(place)
        } catch {
            await place.stop()
            throw error
        }
        await place.stop()
    }

    func stop() async {
        await drawing.stop()
        await writing.stop()
    }

    func path(_ name: String) -> String { "\(directory.path)/\(name)" }

    func store(
        targets: [String] = ["a", "b"],
        fields: Set<ScreenshotCaptionField> = [],
        quotaBytes: Int = ScreenshotStorageSettings.defaultQuotaBytes,
        clock: DeliveryClock = .system,
        makeDirectory: @escaping ScreenshotStore.MakeDirectory = { PosixPublishingDirectory(path: $0, isPrivate: true) }
    ) throws -> ScreenshotStore {
        try ScreenshotStore(
            ScreenshotStorageSettings(
                contentDirectory: path("content"),
                targets: targets.map { ScreenshotTarget(name: $0, directory: path($0)) },
                caption: ScreenshotCaption(fields: fields, secondsAhead: { _ in 3600 }),
                quotaBytes: quotaBytes
            ),
            drawing: drawing,
            writing: writing,
            clock: clock,
            makeDirectory: makeDirectory
        )
    }

    /// Names below a directory, with their subdirectories, sorted; empty when there is none.
    func files(_ name: String) -> [String] {
        let names = FileManager.default.enumerator(atPath: path(name))?.compactMap { $0 as? String } ?? []
        return names.filter { entry in
            var isDirectory: ObjCBool = false
            return FileManager.default.fileExists(atPath: path("\(name)/\(entry)"), isDirectory: &isDirectory)
                && !isDirectory.boolValue
        }.sorted()
    }

    func bytes(_ path: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
    }
}
