import ArgumentParser
import AuditJournal
import MerkleLog

/// `vidimus witness key`: makes the key of a witness, and prints its public half.
struct WitnessKeyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "key",
        abstract: "Print the public key of the witness; make one if there is none."
    )

    @OptionGroup var options: WitnessOptions

    @Option(help: "Name of the witness for a new key, such as witness.example.com/audit.")
    var name: String?

    func run() throws {
        do {
            let storage = try options.storage()
            if let name {
                guard let name = KeyName(name) else { throw CommandFailure("\(name): \(KeyError.invalidName)") }
                guard try WitnessKey.create(name: name, in: storage) else {
                    throw CommandFailure("\(options.state) already has a key; leave out --name to see it")
                }
            }
            print(try WitnessKey.load(from: storage).verifier.text)
        } catch {
            StandardError.print("vidimus witness key: \(error)")
            throw ExitStatus.failure
        }
    }
}
