import ArgumentParser
import AsyncHTTPClient
import AuditDestinations
import AuditJournal
import Foundation
import NIOCore
import NIOHTTP1

/// `vidimus destinations`: how far each destination has come.
struct DestinationsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "destinations",
        abstract: "Show how far each destination has come, and what is wrong with it.",
        discussion: """
            Asks the operator door of a running server; without one it reads cursors and dead letters in the data \
            directory. Lag is the number of records that a destination has not confirmed yet. Lost records must be 0; \
            dead letters are events that a destination can never store, set aside in <data>/dead-letters.

            Exit codes: 0 when every destination is well, also when the server is stopped, however far they lag; 1 when \
            one is in trouble, has lost records or a damaged cursor, or when nothing can be found out; 64 for a wrong \
            command line.
            """
    )

    @Option(help: "Directory of the server (default ./vidimus-data).")
    var data = "vidimus-data"

    @Option(help: "Address of the operator door.")
    var host = "127.0.0.1"

    @Option(help: "Port of the operator door.")
    var operatorPort = 8_788

    func run() async throws {
        let states: [DestinationState]
        do {
            if let live = try await Self.ask("http://\(host):\(operatorPort)/api/v1/destinations") {
                states = live
            } else {
                StandardError.print("No server answers at \(host):\(operatorPort); this is what its files say.")
                states = try DestinationState.stored(in: DataDirectory(path: data))
            }
        } catch {
            StandardError.print("vidimus destinations: \(error)")
            throw ExitStatus.failure
        }
        print(DestinationState.table(states))
        if states.contains(where: { $0.reason != nil || $0.lost > 0 }) { throw ExitStatus.failure }
    }

    /// Nil when nobody answers.
    private static func ask(_ url: String) async throws -> [DestinationState]? {
        let response: HTTPClientResponse
        do {
            response = try await HTTPClient.shared.execute(HTTPClientRequest(url: url), timeout: .seconds(5))
        } catch {
            return nil
        }
        guard response.status.code == 200 else { return nil }
        let body = try await response.body.collect(upTo: 1 << 20)
        return try JSONDecoder().decode([DestinationState].self, from: Data(body.readableBytesView))
    }
}
