extension ConfigurationSchema {
    /// `Vidimus`: everything that Butler SOS doesn't have.
    static let vidimus: [ConfigurationKey] = [
        ConfigurationKey(
            "data",
            .text(.nonEmpty),
            default: "./vidimus-data",
            "Directory of the journal and everything derived from it; made with mode 0700 when missing. `--data` wins."
        ),
        ConfigurationKey("operator", operators, "The door for operators: metrics, proofs, console."),
        ConfigurationKey("console", console, "The web console: pages for people on the operator door."),
        ConfigurationKey("ingest", ingest, "What is ours on the ingest door."),
        ConfigurationKey("journal", journal, "Sizes of the journal."),
        ConfigurationKey(
            "log",
            [
                ConfigurationKey(
                    "origin",
                    .text(.logOrigin),
                    default: "vidimus.local/audit-log",
                    """
                    Name of the log in its signed checkpoints, such as `audit.example.com/vidimus`. It becomes part \
                    of the log's identity at the first start; don't change it afterwards.
                    """
                ),
                ConfigurationKey(
                    "witnesses",
                    .nullable(.list(.object(witness))),
                    default: .described("none"),
                    "Witnesses that are asked to cosign checkpoints (C2SP tlog-witness)."
                ),
            ],
            "The signed log."
        ),
        ConfigurationKey("destinations", destinations, "What is ours on the destinations."),
        ConfigurationKey("screenshots", ownScreenshots, "What is ours on screenshots."),
    ]

    private static let witness = ConfigurationObject(keys: [
        ConfigurationKey("key", .text(.nonEmpty), default: .required, "Public key of the witness, as it prints it."),
        ConfigurationKey(
            "url",
            .text(.serviceURL),
            default: .required,
            "Address of the witness, to which `/add-checkpoint` is added."
        ),
    ])

    private static let operators: [ConfigurationKey] = [
        ConfigurationKey(
            "host",
            .text(.host),
            default: "127.0.0.1",
            "Address to listen on. Beyond loopback, put a proxy with TLS in front."
        ),
        ConfigurationKey("port", listenPort, default: 8_788, "TCP port; 0 takes any free one and prints it."),
    ]

    private static let ingest: [ConfigurationKey] = [
        ConfigurationKey(
            "collect",
            .boolean,
            default: true,
            """
            Whether extensions are told to collect. `false` makes them stop within 15 minutes, until it is `true` \
            again; events that come all the same are kept.
            """
        ),
        ConfigurationKey(
            "trustedProxies",
            .nullable(.list(.text(.addressRange))),
            default: .described("none"),
            "Addresses and CIDR ranges of proxies whose `X-Forwarded-For` is believed."
        ),
        ConfigurationKey(
            "tokens",
            .nullable(.list(.object(namedToken))),
            default: .described("none"),
            "Further bearer tokens beside `apiToken`; the name of the one used is kept with each event."
        ),
        ConfigurationKey(
            "maxConnections",
            .integer(1...1_000_000),
            default: 10_000,
            "Open connections; at the bound the longest idle one is closed."
        ),
        ConfigurationKey(
            "maxConnectionsPerAddress",
            .integer(1...1_000_000),
            default: 1_000,
            "Open connections of one client address."
        ),
    ]

    private static let namedToken = ConfigurationObject(keys: [
        ConfigurationKey(
            "name",
            .text(.tokenName),
            default: .required,
            "Name of the token, unique; `apiToken` is taken."
        ),
        ConfigurationKey("value", .secret, default: .required, "The token, not empty."),
    ])

    private static let journal: [ConfigurationKey] = [
        ConfigurationKey(
            "segmentBytes",
            .integer((1 << 20)...(4 << 30)),
            default: .number(Double(128 << 20)),
            "Size at which a new segment file begins."
        ),
        ConfigurationKey(
            "queueBytes",
            .integer((4 << 20)...(1 << 30)),
            default: .number(Double(64 << 20)),
            "Bytes that may wait to be written; beyond them clients get 503."
        ),
    ]

    private static let destinations: [ConfigurationKey] = [
        ConfigurationKey("influxdb", ownInfluxDB, "InfluxDB."),
        ConfigurationKey("parquet", files, "Parquet files."),
        ConfigurationKey("qvd", files, "QVD files."),
    ]

    private static let ownInfluxDB: [ConfigurationKey] = [
        ConfigurationKey(
            "tagging",
            .choice(["bounded", "compat"]),
            default: .described("`bounded`, unless the measurement in an InfluxDB 1 has these tags already"),
            """
            `bounded`: `eventId`, `correlationId` and `selectionTxnId` are fields, so that series stay few; \
            `compat`: they are tags, as Butler SOS writes them.
            """
        ),
        ConfigurationKey("tls", .boolean, default: false, "Whether requests go over TLS; certificates are verified."),
        ConfigurationKey(
            "caFile",
            .nullable(.text(.nonEmpty)),
            default: .described("the system's"),
            "Path of a PEM file with the certificates of the authorities that are trusted."
        ),
        ConfigurationKey(
            "pathPrefix",
            .text(.any),
            default: "",
            "Path before that of every request, for a database behind a proxy, such as `/influx`."
        ),
    ]

    private static let files: [ConfigurationKey] = [
        ConfigurationKey(
            "rollUp",
            .choice(["none", "hour", "day"]),
            default: "none",
            """
            Whether the newest file grows by atomic replacement, so that there is at most about one an hour or a \
            day; `none`: files never change.
            """
        ),
        ConfigurationKey(
            "retentionDays",
            .nullable(.integer(1...36_500)),
            default: .described("for ever"),
            "Days after which a file is removed, counted from the day in its name. The journal keeps its events."
        ),
    ]
}
