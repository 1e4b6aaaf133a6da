extension ConfigurationSchema {
    /// `Butler-SOS.auditEvents`: the ingest API and its destinations.
    static let auditEvents: [ConfigurationKey] = [
        ConfigurationKey(
            "enable",
            .boolean,
            default: true,
            "Whether the audit event API runs. With `false` the server starts only its operator door."
        ),
        ConfigurationKey(
            "host",
            .text(.host),
            default: "127.0.0.1",
            "Address to listen on; `0.0.0.0` for all IPv4 addresses."
        ),
        ConfigurationKey("port", listenPort, default: 8_787, "TCP port; 0 takes any free one and prints it."),
        ConfigurationKey(
            "apiToken",
            .secret,
            default: .described("made at the first start"),
            """
            Bearer token that clients send. An empty text switches authentication off. Compared byte for byte, outer \
            white space included.
            """
        ),
        ConfigurationKey("destination", destination, "Where events go besides the journal."),
        ConfigurationKey("tls", tls, "HTTPS on the same port."),
        ConfigurationKey("queue", queue, "Limits of the event queue."),
        ConfigurationKey("cors", cors, "Which web origins may read the answers."),
        ConfigurationKey("rateLimit", rateLimit, "Requests of one client address."),
    ]

    private static let tls: [ConfigurationKey] = [
        ConfigurationKey("enable", .boolean, default: false, "Whether the API speaks HTTPS instead of HTTP."),
        ConfigurationKey(
            "cert",
            .text(.any),
            default: .requiredWhen("with `enable: true`"),
            "Path of the PEM certificate chain, leaf first. Read again on SIGHUP."
        ),
        ConfigurationKey(
            "key",
            .text(.any),
            default: .requiredWhen("with `enable: true`"),
            "Path of the PEM private key. Read again on SIGHUP."
        ),
        ConfigurationKey(
            "ca",
            .text(.any),
            default: .described("none"),
            "Path of a PEM file with further certificates of the chain. It doesn't turn on client certificates."
        ),
        ConfigurationKey(
            "passphrase",
            .nullable(.secret),
            default: .described("none"),
            "Passphrase of an encrypted key."
        ),
        ConfigurationKey(
            "minVersion",
            .choice(["TLSv1.2", "TLSv1.3"]),
            default: "TLSv1.2",
            "Lowest TLS version spoken; older ones are not supported."
        ),
    ]

    private static let queue: [ConfigurationKey] = [
        ConfigurationKey(
            "messageQueue",
            messageQueue,
            "Checked, but without effect: the queue is the journal on disk, bounded by `Vidimus.journal.queueBytes`."
        ),
        ConfigurationKey("rateLimit", queueRateLimit, "Events of all clients together."),
        ConfigurationKey(
            "queueMetrics",
            [ConfigurationKey("influxdb", queueMetrics, "Queue metrics for InfluxDB.")],
            "Checked, but without effect: metrics are served on the operator door."
        ),
    ]

    private static let messageQueue: [ConfigurationKey] = [
        ConfigurationKey("maxConcurrent", anyNumber, default: 10, "No effect."),
        ConfigurationKey("maxSize", anyNumber, default: 200, "No effect."),
        ConfigurationKey("backpressureThreshold", anyNumber, default: 80, "No effect."),
    ]

    private static let queueRateLimit: [ConfigurationKey] = [
        ConfigurationKey(
            "enable",
            .boolean,
            default: false,
            "Whether events a minute are limited for the whole server."
        ),
        ConfigurationKey(
            "maxMessagesPerMinute",
            anyNumber,
            default: 600,
            "Events a minute, at least 1 when enabled; fractions are cut. Beyond it clients get 429."
        ),
    ]

    private static let queueMetrics: [ConfigurationKey] = [
        ConfigurationKey("enable", .boolean, default: false, "No effect."),
        ConfigurationKey("writeFrequency", anyNumber, default: 20_000, "No effect (milliseconds)."),
        ConfigurationKey("measurementName", .text(.any), default: "audit_events_queue", "No effect."),
        ConfigurationKey("tags", staticTags, default: .described("none"), "No effect."),
    ]

    private static let cors: [ConfigurationKey] = [
        ConfigurationKey(
            "allowedOrigins",
            .list(.text(.any)),
            default: .described("`[\"*\"]`"),
            """
            Origins whose pages may read the answers, such as `https://qlik.example.com`, compared exactly; `*` \
            means all, an empty list switches CORS off. This is no access control: the token is.
            """
        )
    ]

    private static let rateLimit: [ConfigurationKey] = [
        ConfigurationKey("enable", .boolean, default: true, "Whether requests are limited for each client address."),
        ConfigurationKey(
            "maxPerMinute",
            .integer(1...1_000_000_000),
            default: 6_000,
            """
            Requests of one address in a window of 60 seconds; every line of a batch counts. Beyond it clients get \
            429.
            """
        ),
    ]

    /// Constant name and value pairs that are added to every row.
    static let staticTags = ConfigurationShape.nullable(
        .list(
            .object(
                ConfigurationObject(keys: [
                    ConfigurationKey(
                        "name",
                        .text(.any),
                        default: .required,
                        "Name of the tag; the last of equal names wins."
                    ),
                    ConfigurationKey("value", .text(.any), default: .required, "Value of the tag."),
                ])
            )
        )
    )
}
