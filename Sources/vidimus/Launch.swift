import ArgumentParser

/// The first instructions of the program.
@main
enum Launch {
    /// Keeps signals for a server, whose stop is always an orderly one; other commands end at once as usual.
    static func main() async {
        if CommandLine.arguments.dropFirst().first == ServeCommand.configuration.commandName { HeldSignals.hold() }
        await Vidimus.main()
    }
}
