import AuditServer

extension IngestSettings {
    /// The settings of the ingest door; `generatedToken` is asked for only when no token is configured.
    init(_ configuration: IngestConfiguration, generatedToken: () throws -> IngestionToken) rethrows {
        var tokens = configuration.tokens.map { AccessTokens.Named(name: $0.name, value: $0.value.reveal()) }
        switch configuration.apiToken {
        case .off: break
        case .configured(let secret): tokens.append(.init(name: APIToken.name, value: secret.reveal()))
        case .generated: tokens.append(.init(name: IngestionToken.name, value: try generatedToken().value))
        }
        self.init(host: configuration.host, port: configuration.port, tokens: AccessTokens(tokens))
        cors = CORSPolicy(allowedOrigins: configuration.allowedOrigins)
        requestsPerMinutePerAddress = configuration.requestsPerMinutePerAddress
        eventsPerMinute = configuration.eventsPerMinute
        collects = configuration.collects
        trustedProxies = configuration.trustedProxies
        tls = configuration.tls.map { tls in
            IngestTLSSettings(
                certificatePath: tls.certificatePath,
                keyPath: tls.keyPath,
                chainPath: tls.chainPath,
                passphrase: tls.passphrase?.reveal(),
                requiresTLS13: tls.requiresTLS13
            )
        }
        announcedVersion = VidimusVersion.announced
        limits.maximumConnections = configuration.maximumConnections
        limits.maximumConnectionsPerAddress = configuration.maximumConnectionsPerAddress
    }
}
