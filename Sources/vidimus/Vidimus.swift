import ArgumentParser

/// The command line.
struct Vidimus: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "vidimus",
        abstract: "An audit trail for Qlik Sense: who looked at what, when, and what was on the screen.",
        discussion: """
            A browser extension inside Qlik Sense posts what users see as JSON events. The server makes each durable \
            in an append-only journal before it answers, and delivers copies to files and databases.

            Start with 'vidimus serve', try it with 'vidimus demo', look with 'vidimus events'.
            """,
        version: VidimusVersion.current,
        subcommands: [
            ServeCommand.self, DemoCommand.self, EventsCommand.self, WhoSawCommand.self, UsageCommand.self,
            CoverageCommand.self, VerifyCommand.self, ExportCommand.self, CheckConfigCommand.self,
            DestinationsCommand.self, RebuildCommand.self, LogCommand.self, WitnessCommand.self,
        ]
    )
}
