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

    /// Reads the list; names and values differ from each other and from those of `apiToken`.
    static func list(
        _ ingest: ConfigurationView,
        beside apiToken: APIToken,
        _ reading: inout ConfigurationReading
    ) -> [NamedToken] {
        var tokens: [NamedToken] = []
        var names: Set<String> = [APIToken.name]
        var owners: [Secret: String] = [:]
        if case .configured(let secret) = apiToken { owners[secret] = APIToken.name }
        for item in ingest.objects("tokens") {
            let name = item.text("name")
            if item.isWritten("name"), !names.insert(name).inserted {
                reading.problem(item, "name", "'\(name)' is taken by another token")
            }
            guard let value = reading.secret(item, "value") else { continue }
            if value.isEmpty { reading.problem(item, "value", "is empty; a token needs at least one character") }
            if let owner = owners[value], !value.isEmpty {
                let message =
                    "is the value of the token '\(owner)' too; events keep the name of the token that was used,"
                reading.problem(item, "value", message + " so give each a value of its own")
            }
            owners[value] = owners[value] ?? name
            reading.requireHeaderText(value, item, "value")
            if value.hasOuterWhitespace {
                let message = "begins or ends with white space; it is compared as it stands, so no client can match it"
                reading.note(.warning, item, "value", message)
            }
            tokens.append(NamedToken(name: name, value: value))
        }
        return tokens
    }
}
