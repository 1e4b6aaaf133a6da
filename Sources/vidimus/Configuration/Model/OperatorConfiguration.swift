/// The door for operators: `Vidimus.operator`.
package struct OperatorConfiguration: Sendable, Hashable {
    /// Address to listen on; default `127.0.0.1`.
    package var host: String

    /// TCP port, 0 for any free one; default 8788.
    package var port: Int

    init(_ block: ConfigurationView) {
        self.host = block.text("host")
        self.port = block.integer("port")
    }
}
