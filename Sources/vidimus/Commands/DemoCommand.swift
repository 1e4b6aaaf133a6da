import ArgumentParser
import AsyncHTTPClient
import AuditJournal
import Foundation
import NIOCore
import QlikSimulator

/// `vidimus demo`: simulated people at work.
struct DemoCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo",
        abstract: "Let simulated users work in a simulated Qlik Sense site and post what they do.",
        discussion: """
            Needs a running server ('vidimus serve') and posts over HTTP to it as the extension in a browser would: \
            sheets opened, selections, charts in view and for how long, the data behind them. Time runs faster than in \
            the real world; the events are dated so that the story ends now.

            With --seed the same events come each time, to the byte; a second run is then recognised as a repeat.

            Exit codes: 0 when events were accepted; 1 when none was, or no server answered; 64 for a wrong command line.
            """
    )

    @Option(help: "Directory of the server, for its ingestion token (default ./vidimus-data).")
    var data = "vidimus-data"

    @Option(help: "Address of the server.")
    var host = "127.0.0.1"

    @Option(help: "Port of the server.")
    var port = 8_787

    @Option(help: "Bearer token; without it the one in the data directory is used.")
    var token: String?

    @Option(help: "People at work at the same time.")
    var users = 6

    @Option(help: "Seconds that the demonstration takes.")
    var seconds = 60

    @Option(help: "How many times faster than in the real world time runs.")
    var speed = 20.0

    @Option(help: "Number that decides what happens; without it every run is different.")
    var seed: UInt64?

    @Option(help: "Port of the simulated Qlik Sense site, for pictures.")
    var sitePort = 8_743

    @Option(help: "Port of the site's proxy service, for tickets.")
    var ticketPort = 8_744

    @Flag(help: "Print the configuration of a server that fetches the pictures of this demonstration, and end.")
    var printConfig = false

    /// How long the site stays open after the last event.
    private static let lastPicturesSeconds = 5

    func validate() throws {
        let checks: [(Bool, String)] = [
            ((1...1_000).contains(users), "--users \(users): 1 to 1000 people can be at work"),
            ((1...86_400).contains(seconds), "--seconds \(seconds): between 1 second and a day"),
            ((1...1_000).contains(speed), "--speed \(speed): between 1 and 1000 times"),
            ((1...65_535).contains(port), "--port \(port): a port is a number from 1 to 65535"),
            ((1...65_535).contains(sitePort), "--site-port \(sitePort): a port is a number from 1 to 65535"),
            ((1...65_535).contains(ticketPort), "--ticket-port \(ticketPort): a port is a number from 1 to 65535"),
            (sitePort != ticketPort, "--site-port and --ticket-port: the two doors need two ports"),
        ]
        for (isRight, message) in checks where !isRight { throw ValidationError(message) }
    }

    func run() async throws {
        let site = DemonstrationSite(port: sitePort, servicePort: ticketPort, data: data)
        if printConfig {
            print(site.configuration(data: data), terminator: "")
            return
        }
        do {
            let token = try token ?? IngestionToken.read(in: DataDirectory(path: data))
            let baseURL = "http://\(host.contains(":") ? "[\(host)]" : host):\(port)"
            try await Self.requireServer(at: baseURL)
            let transport = HTTPEventTransport(client: .shared, baseURL: baseURL, token: token)
            let people = SimulatedSite()
            let qlik = try await site.open(people)
            let demonstration = Demonstration(
                users: users,
                seconds: seconds,
                speed: speed,
                seed: seed ?? .random(in: 0 ... .max),
                isRepeatable: seed != nil,
                pictures: SiteScreenshotSource(site: qlik, prefix: DemonstrationSite.prefix)
            )
            let statistics = try await demonstration.run(
                people,
                through: EventPoster(transport: transport),
                server: baseURL
            )
            print(Demonstration.summary(statistics))
            // The last pictures are still on their way.
            try await Task.sleep(for: .seconds(Self.lastPicturesSeconds))
            await qlik.close()
            if statistics.accepted == 0 {
                throw CommandFailure("nothing was accepted; a 401 means that the token is another server's")
            }
        } catch let failure as CommandFailure {
            StandardError.print("vidimus demo: \(failure)")
            throw ExitStatus.failure
        }
    }

    /// Asks once whether anybody answers, so that a missing server is told at once and not after many retries.
    private static func requireServer(at baseURL: String) async throws {
        do {
            let request = HTTPClientRequest(url: baseURL + "/health/live")
            _ = try await HTTPClient.shared.execute(request, timeout: .seconds(5))
        } catch {
            throw CommandFailure("nothing answers at \(baseURL) (\(error)); start 'vidimus serve' there first")
        }
    }
}
