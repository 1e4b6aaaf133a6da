import AuditEvents
import AuditJournal

/// What there is to say at a start, decided from this start and the one before.
struct ServerStart {
    /// What this server is now.
    let identity: LogIdentity
    let configuration: String
    let collects: Bool
    /// What the one before left; nil at the first start.
    let before: ServerState?

    /// The state while the server runs.
    var state: ServerState {
        ServerState(isRunning: true, configuration: configuration, collects: collects, keyID: identity.keyID)
    }

    /// The state until the records are durable: a crash before that leaves a start that was not recorded.
    var beginning: ServerState {
        var state = before ?? ServerState(isRunning: true, configuration: configuration, collects: true, keyID: "")
        state.isRunning = true
        return state
    }

    /// How the run before ended.
    private var previousStop: String {
        before.map { $0.isRunning ? "unclean" : "clean" } ?? "none"
    }

    /// The records in their order.
    var records: [OwnRecord] {
        var records: [OwnRecord] = []
        if before?.keyID != identity.keyID {
            records.append(
                OwnRecord("log.key.created") { json in
                    json.write("logId", identity.logID)
                    json.write("origin", identity.origin)
                    json.write("verifierKey", identity.verifierKey)
                }
            )
        }
        records.append(
            OwnRecord("server.started") { json in
                json.write("version", VidimusVersion.current)
                json.write("logId", identity.logID)
                json.write("origin", identity.origin)
                json.write("keyId", identity.keyID)
                json.write("configurationSha256", configuration)
                json.write("previousStop", previousStop)
            }
        )
        if let before, before.configuration != configuration {
            records.append(
                OwnRecord("server.configuration.changed") { json in
                    json.write("fromSha256", before.configuration)
                    json.write("toSha256", configuration)
                }
            )
        }
        if (before?.collects ?? true) != collects {
            records.append(OwnRecord(collects ? "server.collection.resumed" : "server.collection.paused") { _ in })
        }
        return records
    }
}
