import AuditEvents
import AuditJournal

/// Puts what people do in the console into the journal.
final class ConsoleRecorder: Sendable {
    private let append: @Sendable (Submission) async -> AppendOutcome
    private let random: RandomSource
    private let salts: SaltSource

    /// Appends with `append`.
    init(random: RandomSource, append: @escaping @Sendable (Submission) async -> AppendOutcome) {
        self.append = append
        self.random = random
        self.salts = SaltSource(random: random)
    }

    /// Returns once the record is durable; throws ``ConsoleProblem`` when the journal refuses it.
    func record(_ record: ConsoleRecord, of request: ConsoleRequest) async throws {
        let own = OwnRecord(
            id: EventID(high: random.word(), low: random.word()),
            type: record.kind.rawValue,
            bytes: record.json(of: request)
        )
        let facts = ReceptionFacts(receivedAtMilliseconds: request.milliseconds, clientAddress: "")
        switch await append(Submission(own, facts: facts, salts: salts)) {
        case .stored: return
        case .duplicate, .conflict, .refused: throw ConsoleProblem.notRecorded
        }
    }
}
