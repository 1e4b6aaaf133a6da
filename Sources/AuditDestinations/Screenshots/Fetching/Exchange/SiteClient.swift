import AuditEvents

/// Sends requests to listed names: resolves, checks each address, and connects to exactly what was checked.
struct SiteClient: Sendable {
    /// How many addresses of one name are tried when no connection is made.
    private static let maximumTries = 3

    let transport: any SiteTransport
    let resolver: HostResolver
    let clock: DeliveryClock

    /// Sends one request; on a connection that isn't made, to the next address of the name.
    func send(
        _ request: ExchangeRequest,
        host: WebHost,
        port: Int,
        tls: TLSClient?,
        limits: ExchangeLimits
    ) async throws(ExchangeFault) -> ExchangeAnswer {
        var fault = ExchangeFault.nameUnknown("\(host)")
        let start = clock.now()
        for address in try await addresses(of: host) {
            let left = limits.total - (clock.now() - start)
            guard left > .zero else { throw .timedOut("no address could be connected to in time") }
            do {
                return try await transport.exchange(
                    request,
                    host: host,
                    port: port,
                    address: address,
                    tls: tls,
                    limits: ExchangeLimits(idle: limits.idle, total: left, bodyBytes: limits.bodyBytes)
                )
            } catch {
                guard case .unreachable = error else { throw error }
                fault = error
            }
        }
        throw fault
    }

    /// The addresses that may be connected to, best first.
    private func addresses(of host: WebHost) async throws(ExchangeFault) -> [NetworkAddress] {
        let found: [NetworkAddress]
        switch host {
        case .address(let address): found = [address]
        case .name(let name): found = try await lookUp(name)
        }
        guard !found.isEmpty else { throw .nameUnknown("\(host)") }
        let permitted = found.filter(AddressPolicy.permits)
        guard !permitted.isEmpty else { throw .addressForbidden("\(host)") }
        return Array(permitted.prefix(Self.maximumTries))
    }

    private func lookUp(_ name: String) async throws(ExchangeFault) -> [NetworkAddress] {
        do {
            return try await resolver.addresses(name)
        } catch {
            throw error is CancellationError ? .cancelled : .nameUnknown(name)
        }
    }
}
