import Logging

extension InfluxDBPreparation {
    /// Makes the database together with its retention policy, in one statement, so that no crash comes between them.
    func makeDatabase(_ target: InfluxDB1Target) async throws(DestinationError) {
        let list = InfluxQLAnswer(try await ask(InfluxQL.request("SHOW DATABASES"), accepting: [200]).body)
        guard !list.firstColumn.contains(target.database) else { return await comparePolicy(target) }
        var query = "CREATE DATABASE \(InfluxQL.identifier(target.database))"
        if target.retentionPolicy != nil || target.retention != .forever {
            query += " WITH DURATION \(InfluxQL.duration(target.retention)) REPLICATION 1"
            if let name = target.retentionPolicy { query += " NAME \(InfluxQL.identifier(name))" }
        }
        let made = InfluxQLAnswer(try await ask(InfluxQL.request(query), accepting: [200, 400]).body)
        if let error = made.error {
            let cure = "check influxdb.metadata.v1Config.retentionPolicy, or make the database by hand"
            throw .misconfigured(reason: "InfluxDB can't make \(target.database): \(error); \(cure)")
        }
        logger.info("Made the database of InfluxDB", metadata: ["database": "\(target.database)"])
    }

    /// An existing database is left as it is, but its owner may have meant otherwise.
    private func comparePolicy(_ target: InfluxDB1Target) async {
        guard let wanted = target.retentionPolicy else { return }
        let query = "SHOW RETENTION POLICIES ON \(InfluxQL.identifier(target.database))"
        // Without the right to look there is nothing to compare; writes don't need it.
        guard let answer = try? await ask(InfluxQL.request(query), accepting: [200]) else { return }
        let policies = InfluxQLAnswer(answer.body)
        guard let used = policies.rows.first(where: { $0.last == "true" })?.first, used != wanted else { return }
        logger.notice(
            "The database has another default retention policy than configured; points go to its default",
            metadata: ["database": "\(target.database)", "policy": "\(used)", "configured": "\(wanted)"]
        )
    }
}
