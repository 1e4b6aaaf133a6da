/// Everything that a server is told from outside, checked and with every default in place.
package struct ServerConfiguration: Sendable, Hashable {
    /// Directory of the journal and everything derived from it; default `./vidimus-data`.
    package var dataDirectory: String

    /// The door for browsers.
    package var ingest: IngestConfiguration

    /// The door for operators.
    package var operators: OperatorConfiguration

    /// The web console.
    package var console: ConsoleConfiguration

    /// Sizes of the journal.
    package var journal: JournalConfiguration

    /// Name of the log in its signed checkpoints; default `vidimus.local/audit-log`.
    package var logOrigin: String

    /// Witnesses that are asked to cosign checkpoints.
    package var witnesses: [WitnessConfiguration]

    /// Where events go besides the journal.
    package var destinations: DestinationsConfiguration

    /// Certificates for calls to Qlik Sense.
    package var qlik: QlikCertificates

    /// What tells this configuration from another, without telling a secret: 64 hexadecimal digits.
    package var fingerprint = ""

    /// What the author of the file should know, in no particular order.
    package var notes: [ConfigurationNote]

    init(_ root: ConfigurationView, _ reading: inout ConfigurationReading) {
        let butlerSOS = root.object("Butler-SOS")
        let vidimus = root.object("Vidimus")
        let auditEvents = butlerSOS.object("auditEvents")
        self.dataDirectory = vidimus.text("data")
        self.ingest = IngestConfiguration(auditEvents, vidimus.object("ingest"), &reading)
        self.operators = OperatorConfiguration(vidimus.object("operator"))
        self.console = ConsoleConfiguration(vidimus.object("console"))
        self.journal = JournalConfiguration(vidimus.object("journal"))
        self.logOrigin = vidimus.object("log").text("origin")
        self.witnesses = WitnessConfiguration.list(vidimus.object("log"), &reading)
        let destinations = auditEvents.object("destination")
        self.destinations = DestinationsConfiguration(
            destinations,
            vidimus.object("destinations"),
            screenshots: vidimus.object("screenshots"),
            &reading
        )
        self.qlik = QlikCertificates(butlerSOS, for: self.destinations.screenshots, &reading)
        Self.noteForeignSections(of: butlerSOS, fetchesScreenshots: self.destinations.screenshots != nil, &reading)
        self.notes = []
        for conflict in directoryConflicts(reading.paths) {
            let view = conflict.claim.keys.dropLast().reduce(destinations) { $0.object($1) }
            reading.problem(view, conflict.claim.lastKey, conflict.message)
        }
        if !butlerSOS.isWritten("auditEvents") {
            reading.note(.warning, butlerSOS, "auditEvents", "is missing; the API runs with its defaults")
        }
        if ingest.isEnabled, ingest.port != 0, operators.port == ingest.port,
            operators.host == ingest.host || [operators.host, ingest.host].contains("0.0.0.0")
        {
            let message = "\(operators.port) is also the port of Butler-SOS.auditEvents; the two doors need two ports"
            reading.problem(vidimus.object("operator"), "port", message)
        }
    }

    private static func noteForeignSections(
        of butlerSOS: ConfigurationView,
        fetchesScreenshots: Bool,
        _ reading: inout ConfigurationReading
    ) {
        let own = ConfigurationSchema.butlerSOS.keys.map(\.name)
        for name in butlerSOS.writtenNames where !own.contains(name) {
            reading.note(.information, butlerSOS, name, "belongs to Butler SOS and is ignored")
        }
        // There, these levels turn on pictures of each step of a crop.
        guard fetchesScreenshots, let level = butlerSOS.foreignText("logLevel"), ["debug", "silly"].contains(level)
        else { return }
        let message = "\(level): no debug pictures are made; each download is kept as it came, beside the cropped one"
        reading.note(.warning, butlerSOS, "logLevel", message)
    }
}
