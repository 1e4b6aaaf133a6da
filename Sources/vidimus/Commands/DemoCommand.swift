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

            Before that it fills in a week, once for each data directory: forty people of three departments with office \
            hours and weekends, from seven days ago until now or from a little earlier, in the time zone of this \
            machine (TZ). It is an invention with past times; that it was received now is told by the server. \
            'week.json' in 'demo-site' of the data directory says that it is there. At the end a question is printed \
            that the week can answer. With --no-week only live people work; with --users 0 only the week is filled in.

            With --site it also serves a page in DIRECTORY, in which a person can sign in as somebody and look at charts \
            while the trail grows; it prints where, and goes on until Ctrl-C. Nobody else is at work then, unless --users \
            says so.

            With --seed the same week comes each time, but for its dates. With --seed and --no-week the same events come \
            each time, to the byte; a second run is then recognised as a repeat.

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

    @Flag(
        inversion: .prefixedNo,
        help: "Fill in a week first, if the data directory has none yet (default; with --site --no-week)."
    )
    var week: Bool?

    @Option(help: "People at work at the same time (default 6; with --site nobody).")
    var users: Int?

    @Option(help: "Seconds that the demonstration takes.")
    var seconds = 60

    @Option(help: "How many times faster than in the real world time runs.")
    var speed = 20.0

    @Option(help: "Number that decides what happens; without it live people do something else in every run.")
    var seed: UInt64?

    @Option(help: "Port of the simulated Qlik Sense site, for pictures.")
    var sitePort = 8_743

    @Option(help: "Port of the site's proxy service, for tickets.")
    var ticketPort = 8_744

    @Option(
        help: ArgumentHelp("Serve the page in this directory to people with a browser.", valueName: "directory")
    )
    var site: String?

    @Option(help: "Port of that page, over http.")
    var pagePort = 8_745

    @Flag(help: "Print the configuration of a server that fetches the pictures of this demonstration, and end.")
    var printConfig = false

    /// People at work.
    private var people: Int { users ?? (site == nil ? 6 : 0) }

    /// Whether the data directory is to have a week.
    private var fillsWeek: Bool { week ?? (site == nil) }

    func validate() throws {
        let fewest = site == nil && !fillsWeek ? 1 : 0
        let checks: [(Bool, String)] = [
            ((fewest...1_000).contains(people), "--users \(people): \(fewest) to 1000 people can be at work"),
            ((1...86_400).contains(seconds), "--seconds \(seconds): between 1 second and a day"),
            ((1...1_000).contains(speed), "--speed \(speed): between 1 and 1000 times"),
            ((1...65_535).contains(port), "--port \(port): a port is a number from 1 to 65535"),
            ((1...65_535).contains(sitePort), "--site-port \(sitePort): a port is a number from 1 to 65535"),
            ((1...65_535).contains(ticketPort), "--ticket-port \(ticketPort): a port is a number from 1 to 65535"),
            ((1...65_535).contains(pagePort), "--page-port \(pagePort): a port is a number from 1 to 65535"),
            (sitePort != ticketPort, "--site-port and --ticket-port: the two doors need two ports"),
            (
                site == nil || (pagePort != sitePort && pagePort != ticketPort),
                "--page-port: the page needs a port of its own"
            ),
        ]
        for (isRight, message) in checks where !isRight { throw ValidationError(message) }
    }

    func run() async throws {
        let place = DemonstrationSite(port: sitePort, servicePort: ticketPort, pagePort: pagePort, data: data)
        if printConfig {
            print(place.configuration(data: data), terminator: "")
            return
        }
        do {
            let token = try token ?? IngestionToken.read(in: DataDirectory(path: data))
            let baseURL = "http://\(host.contains(":") ? "[\(host)]" : host):\(port)"
            let catalogue = SimulatedSite()
            let page = try site.map { directory throws(CommandFailure) in
                try Self.page(in: directory, of: catalogue, endpoint: baseURL, key: token)
            }
            try await Self.requireServer(at: baseURL)
            let qlik = try await place.open(catalogue, page: page)
            let pictures = SiteScreenshotSource(site: qlik, prefix: DemonstrationSite.prefix)
            let demonstration = demonstration(with: pictures)
            let transport = HTTPEventTransport(client: .shared, baseURL: baseURL, token: token)
            if fillsWeek {
                let week = DemonstrationWeek(
                    directory: place.certificates,
                    seed: seed ?? WorkWeek.defaultSeed,
                    // It ends where the live people begin.
                    untilMilliseconds: demonstration.startMilliseconds
                )
                try await week.fill(through: transport, pictures: pictures)
            }
            if page == nil {
                try await Self.run(demonstration, in: catalogue, through: transport, server: baseURL, pictures: qlik)
            } else {
                let address = qlik.baseURL(DemonstrationSite.prefix, over: .plainProxy) + "/demo/"
                StandardError.print("Open \(address) in a browser; Ctrl-C ends the demonstration.")
                try await DemonstrationEnd.run {
                    guard demonstration.users > 0 else { return }
                    try await Self.run(
                        demonstration,
                        in: catalogue,
                        through: transport,
                        server: baseURL,
                        pictures: qlik
                    )
                }
            }
            await qlik.close()
        } catch let failure as CommandFailure {
            StandardError.print("vidimus demo: \(failure)")
            throw ExitStatus.failure
        }
    }

    private func demonstration(with pictures: any ScreenshotSource) -> Demonstration {
        let catalogue = SimulatedSite()
        // After a week those work whom one knows from it.
        let staff = fillsWeek ? Staff.all.count : 0
        return Demonstration(
            users: people,
            seconds: seconds,
            speed: speed,
            // Dated now, live people need ids that no run had before.
            seed: fillsWeek ? .random(in: 0 ... .max) : seed ?? .random(in: 0 ... .max),
            isRepeatable: seed != nil && !fillsWeek
        ) { number, seed, start in
            guard number >= staff else {
                return StaffSession(
                    site: catalogue,
                    number: number,
                    seed: seed,
                    startMilliseconds: start,
                    screenshots: pictures
                )
            }
            return SimulatedUserSession(
                site: catalogue,
                user: catalogue.user(number),
                seed: seed,
                startMilliseconds: start,
                screenshots: pictures
            )
        }
    }

    /// Lets simulated people work until their time is over, if there are any, and waits for the last pictures.
    private static func run(
        _ demonstration: Demonstration,
        in catalogue: SimulatedSite,
        through transport: HTTPEventTransport,
        server baseURL: String,
        pictures site: QlikSite
    ) async throws {
        guard demonstration.users > 0 else {
            try await LastPictures.wait(at: site)
            return
        }
        let statistics = try await demonstration.run(
            catalogue,
            through: EventPoster(transport: transport),
            server: baseURL
        )
        print(Demonstration.summary(statistics))
        try await LastPictures.wait(at: site)
        if statistics.accepted == 0 {
            throw CommandFailure("nothing was accepted; a 401 means that the token is another server's")
        }
    }

    private static func page(
        in directory: String,
        of catalogue: SimulatedSite,
        endpoint: String,
        key: String
    ) throws(CommandFailure) -> DemoClient {
        do throws(DemoFiles.Fault) {
            let files = try DemoFiles(directory: directory)
            return DemoClient(people: catalogue, files: files, endpoint: endpoint, key: key)
        } catch {
            throw CommandFailure("--site: \(error); name the directory of a page")
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
