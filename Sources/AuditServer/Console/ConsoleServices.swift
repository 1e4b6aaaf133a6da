import AuditJournal
import Logging
import Synchronization

/// What the pages of the console work with.
final class ConsoleServices: Sendable {
    let settings: ConsoleSettings
    let accounts: AccountStore
    let passwords: PasswordWorker
    let sessions: Mutex<SessionTable>
    let signInGuard = Mutex(SignInGuard())
    let templates: ConsoleTemplates
    let recorder: ConsoleRecorder
    let sources: ConsoleSources
    let reviews: FindingReviews
    let extensionFile: FileOnDisk
    let random: RandomSource
    let logger: Logger
    /// Hash of the link that makes the first administrator; good while nobody was ever let in.
    let firstLink: SecretToken
    /// Key of the tokens in forms for people who are not signed in.
    let formKey: SecretToken

    init(
        settings: ConsoleSettings,
        accounts: AccountStore,
        sources: ConsoleSources,
        logger: Logger,
        random: RandomSource,
        passwordCost: PasswordHash.Cost
    ) {
        self.settings = settings
        self.accounts = accounts
        self.sources = sources
        reviews = FindingReviews(catalog: sources.catalog, records: sources.records)
        extensionFile = FileOnDisk(path: settings.extensionFile)
        self.logger = logger
        self.random = random
        passwords = PasswordWorker(cost: passwordCost, random: random)
        sessions = Mutex(
            SessionTable(
                SessionTable.Lifetime(
                    idleMilliseconds: Int64(settings.idleMinutes) * 60_000,
                    totalMilliseconds: Int64(settings.sessionHours) * 3_600_000
                )
            )
        )
        templates = ConsoleTemplates()
        recorder = ConsoleRecorder(random: random, append: sources.append)
        firstLink = SecretToken(from: random)
        formKey = SecretToken(from: random)
    }

    /// Appends a record of what a handler does.
    func record(_ record: ConsoleRecord, of request: ConsoleRequest) async throws {
        try await recorder.record(record, of: request)
    }
}
