/// A bearer token with the name under which its use is recorded.
package struct NamedToken: Sendable, Hashable {
    /// The name, unique among all tokens.
    package var name: String

    /// The token, not empty.
    package var value: Secret

    /// Creates a token.
    package init(name: String, value: Secret) {
        self.name = name
        self.value = value
    }

    static func list(_ ingest: ConfigurationView, _ reading: inout ConfigurationReading) -> [NamedToken] {
        var tokens: [NamedToken] = []
        var names: Set<String> = [APIToken.name]
        for item in ingest.objects("tokens") {
            let name = item.text("name")
            if item.isWritten("name"), !names.insert(name).inserted {
                reading.problem(item, "name", "'\(name)' is taken by another token")
            }
            guard let value = reading.secret(item, "value") else { continue }
            if value.isEmpty { reading.problem(item, "value", "is empty; a token needs at least one character") }
            if value.hasOuterWhitespace {
                let message = "begins or ends with white space; it is compared as it stands, so no client can match it"
                reading.note(.warning, item, "value", message)
            }
            tokens.append(NamedToken(name: name, value: value))
        }
        return tokens
    }
}
