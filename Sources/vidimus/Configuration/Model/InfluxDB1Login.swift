/// Name and password for InfluxDB 1.
package struct InfluxDB1Login: Sendable, Hashable {
    /// Name of the login.
    package var username: String

    /// Password of the login.
    package var password: Secret
}
