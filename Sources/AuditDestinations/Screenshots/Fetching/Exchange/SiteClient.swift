import AuditEvents

/// Sends requests to listed names: resolves, checks each address, and connects to exactly what was checked.
struct SiteClient: Sendable {
    /// How many addresses of one name are tried when no connection is made.
    private static let maximumTries = 3

    let transport: any SiteTransport
    let resolver: HostResolver
    let clock: DeliveryClock

    /// Sends one request; on a connection that isn't made, to the next address of the name.
    func send(_ call: ExchangeCall) async throws(ExchangeFault) -> ExchangeAnswer {
        let start = clock.now()
        var fault = ExchangeFault.nameUnknown("\(call.host)")
        let addresses = try await addresses(call)
        for address in addresses {
            let left = call.limits.total - (clock.now() - start)
            guard left > .zero else { throw .timedOut("no address could be connected to in time") }
            do {
                return try await transport.exchange(call.to(address, outOf: addresses.count, within: left))
            } catch {
                guard Self.isUnconnected(error), !call.progress.isSent else { throw error }
                fault = error
            }
        }
        throw fault
    }

    private static func isUnconnected(_ fault: ExchangeFault) -> Bool {
        switch fault {
        case .unreachable, .connectTimedOut: true
        default: false
        }
    }

    /// The addresses that may be connected to, best first.
    private func addresses(_ call: ExchangeCall) async throws(ExchangeFault) -> [NetworkAddress] {
        let found: [NetworkAddress]
        switch call.host {
        case .address(let address): found = [address]
        case .name(let name): found = try await lookUp(name, for: call)
        }
        guard !found.isEmpty else { throw .nameUnknown("\(call.host)") }
        let permitted = found.filter(AddressPolicy.permits)
        guard !permitted.isEmpty else { throw .addressForbidden("\(call.host)") }
        return Array(permitted.prefix(Self.maximumTries))
    }

    /// Nobody waits longer for addresses than for a connection, however long a resolver takes.
    private func lookUp(_ name: String, for call: ExchangeCall) async throws(ExchangeFault) -> [NetworkAddress] {
        let (resolver, clock) = (resolver, clock)
        do {
            return try await withThrowingTaskGroup(of: [NetworkAddress]?.self) { group in
                group.addTask { try await resolver.addresses(name) }
                group.addTask {
                    try await clock.sleep(call.limits.connect)
                    return nil
                }
                defer { group.cancelAll() }
                guard let found = try await group.next() ?? nil else {
                    throw ExchangeFault.timedOut("no address of the name was found in time")
                }
                return found
            }
        } catch let fault as ExchangeFault {
            throw fault
        } catch {
            throw error is CancellationError ? .cancelled : .nameUnknown(name)
        }
    }
}
