import AuditJournal
import Logging
import MerkleLog
import ServiceLifecycle

/// Asks all witnesses for cosignatures on the newest checkpoint, again and again, and publishes what they give.
///
/// A witness that doesn't answer never delays a checkpoint nor another witness.
struct WitnessRounds: Service {
    /// Time between two rounds; a checkpoint that is never cosigned is covered by the next one that is.
    private static let interval = Duration.seconds(5)

    let publisher: LogPublisher
    let clients: [WitnessClient]
    let logger: Logger

    func run() async throws {
        var cosigned: UInt64 = 0
        var troubles: [KeyName: String] = [:]
        repeat {
            guard let snapshot = publisher.snapshot, snapshot.size > cosigned else { continue }
            let (signatures, failures) = await ask(snapshot)
            for (name, trouble) in failures where troubles[name] != trouble {
                logger.warning("A witness did not cosign", metadata: ["witness": "\(name)", "error": "\(trouble)"])
            }
            for name in troubles.keys where failures[name] == nil {
                logger.notice("A witness cosigns again", metadata: ["witness": "\(name)"])
            }
            troubles = failures
            guard !signatures.isEmpty else { continue }
            do {
                try publisher.publish(cosigned: snapshot.checkpoint.adding(signatures))
                // Whoever did not sign this one is asked again for the same, while there is no newer one.
                if failures.isEmpty { cosigned = snapshot.size }
            } catch {
                logger.warning("Cosignatures were not stored", metadata: ["error": "\(error)"])
            }
        } while await pause()
    }

    private func ask(_ snapshot: LogSnapshot) async -> (signatures: [NoteSignature], failures: [KeyName: String]) {
        await withTaskGroup(of: WitnessAnswer.self) { group in
            for client in clients {
                group.addTask { await WitnessAnswer(asking: client, for: snapshot) }
            }
            var signatures: [NoteSignature] = []
            var failures: [KeyName: String] = [:]
            for await answer in group {
                if let signature = answer.signature { signatures.append(signature) }
                if let trouble = answer.trouble { failures[answer.name] = trouble }
            }
            return (signatures, failures)
        }
    }

    /// False when the server stops.
    private func pause() async -> Bool {
        do {
            try await cancelWhenGracefulShutdown { try await Task.sleep(for: Self.interval) }
            return true
        } catch {
            return false
        }
    }
}
