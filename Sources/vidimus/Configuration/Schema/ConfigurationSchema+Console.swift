extension ConfigurationSchema {
    /// `Vidimus.console`: the pages for people on the operator door.
    static let console: [ConfigurationKey] = [
        ConfigurationKey(
            "publicOrigin",
            .nullable(.text(.webOrigin)),
            default: .described("`http://` and the address that the operator door listens on"),
            """
            Where browsers reach the console, when a proxy stands in front of it. With `https://` its cookies are \
            sent over TLS only.
            """
        ),
        ConfigurationKey(
            "requireReason",
            .boolean,
            default: false,
            "Whether a person has to say why, before seeing what people saw; the reason becomes part of each record."
        ),
        ConfigurationKey(
            "idleMinutes",
            .integer(1...1_440),
            default: 30,
            "Minutes without a request after which a person is signed out."
        ),
        ConfigurationKey(
            "sessionHours",
            .integer(1...168),
            default: 12,
            "Hours after which a person is signed out in any case."
        ),
        ConfigurationKey(
            "trustedProxies",
            .nullable(.list(.text(.addressRange))),
            default: .described("none"),
            """
            Addresses and CIDR ranges of proxies in front of the operator door whose `X-Forwarded-For` is believed: \
            they decide whose tries to sign in are counted together.
            """
        ),
        ConfigurationKey(
            "extensionFile",
            .nullable(.text(.nonEmpty)),
            default: .described("none"),
            "Path of the extension's zip, as `scripts/build-extension` makes it; the page Health then offers it."
        ),
    ]
}
