/// What `Butler-SOS.auditEvents.apiToken` says about authentication.
package enum APIToken: Sendable, Hashable {
    /// The name under which its use is recorded.
    package static let name = "apiToken"

    /// The key isn't written: a token is made at the first start and kept in the data directory.
    case generated
    /// The key is an empty text: authentication is off unless there are other tokens.
    case off
    /// The token that clients send.
    case configured(Secret)

    init(_ section: ConfigurationView, _ reading: inout ConfigurationReading) {
        guard section.isWritten("apiToken") else {
            self = .generated
            return
        }
        guard let secret = reading.secret(section, "apiToken") else {
            self = .off
            return
        }
        if secret.isEmpty {
            reading.note(.warning, section, "apiToken", "is empty: authentication by this token is off")
            self = .off
            return
        }
        reading.requireHeaderText(secret, section, "apiToken")
        if secret.hasOuterWhitespace {
            let message = "begins or ends with white space; it is compared as it stands, so no client can match it"
            reading.note(.warning, section, "apiToken", message)
        }
        self = .configured(secret)
    }
}
