import ArgumentParser

/// `vidimus log`: what operators do with the signed log.
struct LogCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "log",
        abstract: "Look after the signed log.",
        subcommands: [RotateKeyCommand.self, WitnessRequestCommand.self, AddCosignatureCommand.self]
    )
}
