import AuditEvents
import AuditJournal
import Logging
import Pictures

/// Fetches each picture from Qlik Sense as the user who saw it, and keeps it in the data directory and the targets.
package struct FetchedScreenshots: ScreenshotWork {
    /// How often a picture that is here already is offered to a disk in trouble, before it is fetched anew.
    private static let storingAttempts = 3
    private static let storingPause = Duration.seconds(1)

    private let fetcher: ScreenshotFetcher
    private let store: ScreenshotStore
    private let clock: DeliveryClock
    private let logger: Logger

    /// Joins the two halves; `fetcher` runs as a service of its own.
    package init(fetcher: ScreenshotFetcher, store: ScreenshotStore, clock: DeliveryClock = .system, logger: Logger) {
        self.fetcher = fetcher
        self.store = store
        self.clock = clock
        self.logger = logger
    }

    package func prepare() async {
        // Cancelled only by a stop, which ends everything else too.
        guard let failures = try? await store.prepare() else { return }
        for failure in failures {
            logger.error("Screenshots can't be stored here for now", metadata: ["reason": "\(failure)"])
        }
    }

    package func attempt(_ event: JournalRecord, number: Int) async -> AttemptResult {
        let facts = ScreenshotFacts(
            envelope: event.bytes,
            receivedMilliseconds: event.facts.receivedAtMilliseconds
        )
        switch await fetcher.fetch(PictureRequest(event, facts), attempt: AttemptNumber(number)) {
        case .picture(let fetched): return await store(fetched.picture, facts)
        case .tryAgain(let trouble, let notBefore):
            return .tryAgain(
                ScreenshotLoss(reason: trouble.name, message: trouble.description),
                notBefore: notBefore
            )
        case .refused(let refusal):
            return .lost(ScreenshotLoss(reason: refusal.name, message: refusal.message))
        }
    }

    private func store(_ picture: VerifiedPicture, _ facts: ScreenshotFacts) async -> AttemptResult {
        var evidence: ScreenshotEvidence?
        var problem = "stopped"
        for attempt in 1...Self.storingAttempts {
            do {
                let stored = try await store.store(picture, facts)
                evidence = stored.evidence ?? evidence
                if stored.isEverywhere { break }
                problem = stored.failures.map(\.description).joined(separator: "; ")
                if attempt < Self.storingAttempts { try await clock.sleep(Self.storingPause) }
            } catch {
                break
            }
        }
        // The evidence is kept; a named copy that is missing is told in the record.
        if let evidence { return .stored(evidence) }
        return .tryAgain(ScreenshotLoss(reason: "storage-failed", message: problem), notBefore: nil)
    }
}
