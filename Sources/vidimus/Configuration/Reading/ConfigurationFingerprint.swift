import AuditEvents
import Crypto

/// What tells two configurations apart without telling a secret: SHA-256 of the file as it is understood.
///
/// Hashed is a JSON text of the keys that the schema has, sorted, each secret replaced by ten asterisks. So comments,
/// order and other programs' sections change nothing, and neither does another password.
enum ConfigurationFingerprint {
    /// 64 hexadecimal digits.
    static func of(_ root: ConfigurationNode) -> String {
        Hexadecimal.text(of: SHA256.hash(data: redacted(root)))
    }

    /// The text that is hashed.
    static func redacted(_ root: ConfigurationNode) -> [UInt8] {
        var json = JSONWriter()
        write(root, .object(ConfigurationSchema.root), to: &json)
        return json.bytes
    }

    private static func write(_ node: ConfigurationNode, _ shape: ConfigurationShape, to json: inout JSONWriter) {
        switch (node.content, shape) {
        case (_, .nullable(let inner)): write(node, inner, to: &json)
        case (.null, _): json.null()
        case (_, .secret): json.string(Secret("").description)
        case (.mapping(let entries), .object(let object)):
            json.beginObject()
            for entry in entries.sorted(by: { $0.name < $1.name }) {
                guard let key = object.key(entry.name) else { continue }
                json.key(entry.name)
                write(entry.value, key.shape, to: &json)
            }
            json.endObject()
        case (.list(let items), .list(let item)):
            json.beginArray()
            for node in items { write(node, item, to: &json) }
            json.endArray()
        case (.boolean(let value), _): json.boolean(value)
        case (.number(let value, _), _): json.string(ConfigurationShape.text(value))
        case (.text(let text), _): json.string(text)
        // Of the wrong shape, which the schema check has refused.
        case (.mapping, _), (.list, _): json.null()
        }
    }
}
