/// Database and login of InfluxDB 1: `v1Config`.
package struct InfluxDB1Access: Sendable, Hashable {
    /// Name and password; nil (the default) without a login.
    package var login: InfluxDB1Login?

    /// Database.
    package var database: String

    /// Name of the retention policy; nil for the database's own default.
    package var retentionPolicy: String?

    /// How long points of a database that is made are kept, such as `30d`; nil for ever.
    package var retentionDuration: String?

    init(_ block: ConfigurationView, _ reading: inout ConfigurationReading) {
        let authentication = block.object("auth")
        self.login = nil
        if authentication.boolean("enable") {
            let password = reading.secret(authentication, "password") ?? Secret("")
            self.login = InfluxDB1Login(username: authentication.text("username"), password: password)
        }
        self.database = reading.requiredText(block, "dbName", "with version: 1")
        let retention = block.object("retentionPolicy")
        self.retentionPolicy = retention.optionalText("name").flatMap { $0.isEmpty ? nil : $0 }
        self.retentionDuration = retention.optionalText("duration").flatMap { $0.isEmpty ? nil : $0 }
    }
}
