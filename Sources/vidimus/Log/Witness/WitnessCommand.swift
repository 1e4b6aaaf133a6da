import ArgumentParser

/// `vidimus witness`: a small witness for a second machine, also one without a network.
struct WitnessCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "witness",
        abstract: "Watch a log from a second machine, and sign that it only grows.",
        subcommands: [WitnessKeyCommand.self, WitnessServeCommand.self, WitnessCosignCommand.self]
    )
}
