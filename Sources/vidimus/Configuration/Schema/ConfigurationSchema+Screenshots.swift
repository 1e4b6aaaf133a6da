extension ConfigurationSchema {
    /// `Butler-SOS.auditEvents.destination.screenshots`.
    static let screenshots: [ConfigurationKey] = [
        ConfigurationKey(
            "enable",
            .boolean,
            default: false,
            "Whether pictures are fetched and stored; independent of `destination.enable` and `destination.type`."
        ),
        ConfigurationKey(
            "downloadTimeoutMs",
            anyNumber,
            default: 15_000,
            "Milliseconds without data after which a download counts as failed; 0 and less mean the default."
        ),
        ConfigurationKey(
            "storageTargets",
            .nullable(.list(.object(storageTarget))),
            default: .described("one flat target `audit-events/screenshots`"),
            "Where pictures are stored; `null` or an empty list means nowhere."
        ),
        ConfigurationKey(
            "allowedImageDownloadHosts",
            .nullable(.list(.text(.nonEmpty))),
            default: .described("none"),
            """
            Hosts that pictures may be fetched from, redirects included; without any nothing is fetched. `host` permits \
            the port of the event's own URL, `host:port` exactly that port, `http://host:port` also tickets without TLS.
            """
        ),
        ConfigurationKey("addInImageMetadata", imageMetadata, "A second picture with facts written above it."),
        ConfigurationKey(
            "auth",
            screenshotAuthentication,
            "How the server identifies itself when it fetches a picture."
        ),
    ]

    /// `Vidimus.screenshots`.
    static let ownScreenshots: [ConfigurationKey] = [
        ConfigurationKey(
            "retrySeconds",
            .number(0...86_400),
            default: 600,
            "Seconds after an event came in during which its picture is tried; at least three attempts are made."
        ),
        ConfigurationKey(
            "maxConcurrent",
            .integer(1...64),
            default: 8,
            "Pictures that are fetched at the same time."
        ),
        ConfigurationKey(
            "deniedUserDirectories",
            .nullable(.list(.text(.nonEmpty))),
            default: .described("`INTERNAL`"),
            "User directories that `userTicket` asks no ticket for; `null` or an empty list denies none."
        ),
        ConfigurationKey(
            "virtualProxies",
            .nullable(.list(.text(.nonEmpty))),
            default: .described("none"),
            "Prefixes of virtual proxies, where they can't be told from the pictures' URLs, such as `a/b`."
        ),
        ConfigurationKey(
            "sessionCookies",
            .nullable(.list(.text(.cookieName))),
            default: .described("none"),
            "Names of session cookies besides `X-Qlik-Session` and those that begin with it and a dash."
        ),
        ConfigurationKey(
            "maxDirectoryMegabytes",
            .integer(1...1_000_000_000),
            default: 102_400,
            "Megabytes that pictures may take in each directory; beyond them nothing more is stored there."
        ),
    ]

    private static let storageTarget = ConfigurationObject(keys: [
        ConfigurationKey("enable", .boolean, default: .required, "Whether pictures are stored here."),
        ConfigurationKey("type", .choice(["flat"]), default: .required, "Layout; all files in one directory."),
        ConfigurationKey("directory", .text(.nonEmpty), default: .required, "Directory, made when missing."),
    ])

    private static let imageMetadata: [ConfigurationKey] = [
        ConfigurationKey(
            "enable",
            .boolean,
            default: false,
            "Whether the second picture `<name>_metadata.png` is made."
        ),
        ConfigurationKey("fields", imageMetadataFields, "Which facts are written."),
    ]

    private static let imageMetadataFields: [ConfigurationKey] = [
        ConfigurationKey("date", .boolean, default: false, "Time of the event, in UTC and local time."),
        ConfigurationKey("eventId", .boolean, default: false, "Id of the event."),
        ConfigurationKey("correlationId", .boolean, default: false, "Correlation id of the event."),
        ConfigurationKey("selectionTxnId", .boolean, default: false, "Id of the selection transaction."),
        ConfigurationKey("user", .boolean, default: false, "The user's full identity."),
        ConfigurationKey("appId", .boolean, default: false, "Id of the app."),
        ConfigurationKey("appName", .boolean, default: false, "Name of the app."),
        ConfigurationKey("sheetName", .boolean, default: false, "Name of the sheet."),
        ConfigurationKey("viewingDuration", .boolean, default: false, "Seconds in view."),
    ]

    private static let screenshotAuthentication: [ConfigurationKey] = [
        ConfigurationKey(
            "mode",
            .choice(["none", "qpsTicket", "userTicket"]),
            default: "none",
            "`none`: no login; `qpsTicket`: as one fixed user; `userTicket`: as the very user of the event."
        ),
        ConfigurationKey(
            "qps",
            proxyService,
            "The Qlik Sense proxy service that gives out tickets.",
            refused: proxyServiceRefusals
        ),
        ConfigurationKey("sessionCache", sessionCache, "Keeps the sessions that tickets buy."),
    ]

    private static let proxyService: [ConfigurationKey] = [
        ConfigurationKey(
            "host",
            .text(.host),
            default: .requiredWhen("with a ticket mode"),
            "Host of the proxy service, as named in its certificate."
        ),
        ConfigurationKey("port", remotePort, default: 4_243, "TCP port of the proxy service API."),
        ConfigurationKey(
            "ticketTimeoutMs",
            anyNumber,
            default: 5_000,
            "Milliseconds that a ticket request may take; 0 and less mean the default."
        ),
        ConfigurationKey(
            "virtualProxy",
            .text(.any),
            default: "",
            "Prefix of the virtual proxy for `qpsTicket`; `userTicket` takes it from the picture's URL."
        ),
        ConfigurationKey(
            "userDirectory",
            .text(.nonEmpty),
            default: .requiredWhen("with `mode: qpsTicket`"),
            "Directory of the fixed user."
        ),
        ConfigurationKey(
            "userId",
            .text(.nonEmpty),
            default: .requiredWhen("with `mode: qpsTicket`"),
            "Id of the fixed user."
        ),
    ]

    private static let proxyServiceRefusals = [
        "defaultVirtualProxy": "is obsolete: the virtual proxy is taken from the picture's URL, or from virtualProxy",
        "userDirectoryMappings": "is obsolete: directory and id are taken from the event as sent",
    ]

    private static let sessionCache: [ConfigurationKey] = [
        ConfigurationKey(
            "enable",
            .boolean,
            default: false,
            "Whether sessions are kept for further pictures of the same user."
        ),
        ConfigurationKey(
            "ttlSeconds",
            .number(1...2_147_483),
            default: 120,
            "Seconds after which a session is given up."
        ),
        ConfigurationKey("maxEntries", .integer(1...1_000_000), default: 100, "Most sessions that are kept."),
    ]
}
