/// What a database is shown with every request; printed as asterisks.
package struct InfluxDBCredentials: Sendable, CustomStringConvertible, CustomReflectable {
    /// The header `Authorization`, nil without a login.
    let header: String?

    /// Texts that must not appear in messages.
    private let secrets: [String]

    /// No login.
    package static let none = InfluxDBCredentials(header: nil, secrets: [])

    /// Name and password, as InfluxDB 1 wants them.
    package static func basic(username: String, password: String) -> InfluxDBCredentials {
        let pair = Base64.encode(Array("\(username):\(password)".utf8))
        return InfluxDBCredentials(header: "Basic \(pair)", secrets: [password, pair])
    }

    /// A token, as InfluxDB 2 and 3 want it.
    package static func token(_ token: String) -> InfluxDBCredentials {
        InfluxDBCredentials(header: "Token \(token)", secrets: [token])
    }

    /// Replaces every secret in a message of the database, should it repeat one.
    package func redact(_ text: String) -> String {
        var result = text
        for secret in secrets where !secret.isEmpty {
            result = result.split(separator: secret, omittingEmptySubsequences: false).joined(separator: description)
        }
        return result
    }

    /// Ten asterisks.
    package var description: String { "**********" }

    /// A mirror without children.
    package var customMirror: Mirror { Mirror(self, children: []) }
}
