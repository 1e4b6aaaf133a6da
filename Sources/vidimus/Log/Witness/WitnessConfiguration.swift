import MerkleLog

/// A witness that is asked to cosign checkpoints.
package struct WitnessConfiguration: Sendable, Hashable {
    /// Its public key.
    package let key: NoteVerifier
    /// Prefix to which `/add-checkpoint` is added.
    package let url: String

    /// Reads the list.
    static func list(_ log: ConfigurationView, _ reading: inout ConfigurationReading) -> [WitnessConfiguration] {
        var witnesses: [WitnessConfiguration] = []
        for item in log.objects("witnesses") {
            do throws(KeyError) {
                let key = try NoteVerifier(item.text("key"))
                guard key.type == .cosignature else { throw .wrongType(key.type) }
                if witnesses.contains(where: { $0.key.id == key.id }) {
                    reading.problem(item, "key", "is that of another witness too")
                }
                witnesses.append(WitnessConfiguration(key: key, url: item.text("url")))
            } catch {
                reading.problem(item, "key", "is no verifier key of a witness: \(error)")
            }
        }
        return witnesses
    }
}
