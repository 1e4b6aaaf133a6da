import AuditDestinations
import AuditEvents
import AuditJournal
import Synchronization

/// Screenshots that are there or not as a test says; remembers what was asked for.
final class ScriptedScreenshots: ScreenshotWork {
    private let asked = Mutex<[JournalOffset: Int]>([:])
    private let answer: @Sendable (JournalRecord, _ number: Int) async -> AttemptResult

    private let preparation: @Sendable () async -> Void

    /// Prepares with `prepare`, nothing unless told otherwise, and answers attempts with `answer`.
    init(
        prepare: @escaping @Sendable () async -> Void = {},
        _ answer: @escaping @Sendable (JournalRecord, _ number: Int) async -> AttemptResult
    ) {
        preparation = prepare
        self.answer = answer
    }

    /// Every picture is there at once.
    static var immediate: ScriptedScreenshots { ScriptedScreenshots { event, _ in .stored(evidence(event)) } }

    /// Attempts by event.
    var attempts: [JournalOffset: Int] { asked.withLock { $0 } }

    func prepare() async { await preparation() }

    func attempt(_ event: JournalRecord, number: Int) async -> AttemptResult {
        asked.withLock { $0[event.offset, default: 0] += 1 }
        return await answer(event, number)
    }

    static func evidence(_ event: JournalRecord) -> ScreenshotEvidence {
        ScreenshotEvidence(
            picture: StoredImage(sha256: String(repeating: "a", count: 64), byteCount: 1, fileExtension: "png"),
            width: 1,
            height: 1,
            savedPaths: ["/pictures/\(event.offset).png"]
        )
    }
}
