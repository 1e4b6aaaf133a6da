/// Where the operator door listens.
package struct OperatorSettings: Sendable, Hashable {
    /// The address to bind; loopback unless configured otherwise.
    package var host: String

    /// The TCP port; 0 takes any free one.
    package var port: Int

    /// Creates the settings.
    package init(host: String = "127.0.0.1", port: Int = 8_788) {
        self.host = host
        self.port = port
    }
}
