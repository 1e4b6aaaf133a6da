/// Every key that a configuration file may have.
///
/// One place for shapes, defaults and meanings: files are checked against it, the typed model takes its defaults from
/// it, and the reference in `docs/configuration.md` is rendered from it.
package enum ConfigurationSchema {
    /// The whole file.
    package static let root = ConfigurationObject(keys: [
        ConfigurationKey(
            "Butler-SOS",
            .object(butlerSOS),
            default: .described("see its keys"),
            "What is shared with Butler SOS."
        ),
        ConfigurationKey("Vidimus", vidimus, "What only this server knows."),
    ])

    /// The part of a Butler SOS configuration that is read here; its other sections are left alone.
    static let butlerSOS = ConfigurationObject(
        keys: [
            ConfigurationKey("auditEvents", auditEvents, "The audit event API and the destinations of its events."),
            ConfigurationKey("cert", certificates, "The client certificate for Qlik Sense, exported from its console."),
            ConfigurationKey(
                "serversToMonitor",
                .object(serversToMonitor),
                default: .described("see its keys"),
                "Only `rejectUnauthorized` is read."
            ),
        ],
        isOpen: true
    )

    /// Any TCP port to listen on; 0 takes a free one.
    static let listenPort = ConfigurationShape.integer(0...65_535)

    /// A TCP port to connect to.
    static let remotePort = ConfigurationShape.integer(1...65_535)

    /// Any finite number; for keys whose value has no effect or is put right later.
    static let anyNumber = ConfigurationShape.number(-Double.greatestFiniteMagnitude...Double.greatestFiniteMagnitude)

    /// Zero or more, such as milliseconds.
    static let notNegative = ConfigurationShape.number(0...Double.greatestFiniteMagnitude)

    private static let certificates: [ConfigurationKey] = [
        ConfigurationKey(
            "clientCert",
            .text(.any),
            default: .described("`config/certificate/client.pem`"),
            "Path of the PEM client certificate."
        ),
        ConfigurationKey(
            "clientCertKey",
            .text(.any),
            default: .described("`config/certificate/client_key.pem`"),
            "Path of its PEM key."
        ),
        ConfigurationKey(
            "clientCertCA",
            .text(.any),
            default: .described("`config/certificate/root.pem`"),
            "Path of the PEM root certificate of the Qlik Sense site."
        ),
        ConfigurationKey(
            "clientCertPassphrase",
            .nullable(.secret),
            default: .described("none"),
            "Passphrase of the key, if the export has one."
        ),
    ]

    private static let serversToMonitor = ConfigurationObject(
        keys: [
            ConfigurationKey(
                "rejectUnauthorized",
                .boolean,
                default: true,
                "Whether the certificate of the proxy service is verified when tickets are bought; image hosts always are."
            )
        ],
        isOpen: true
    )
}
