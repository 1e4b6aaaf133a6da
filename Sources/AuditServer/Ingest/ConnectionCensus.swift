import AuditEvents
import NIOCore
import Synchronization

/// Counts open connections, in all and by address, and says which idle one gives way when a bound is reached.
///
/// Shared by the event loops; the lock covers a few dictionary operations per connection, none per request.
package final class ConnectionCensus: Sendable {
    /// One open connection.
    package final class Member: Sendable {
        let address: NetworkAddress
        let channel: any Channel
        /// Milliseconds since which the connection is idle; 0 while it serves a request.
        ///
        /// Written by its event loop.
        package let idleSince: Atomic<Int64>

        init(address: NetworkAddress, channel: any Channel, now: Int64) {
            self.address = address
            self.channel = channel
            self.idleSince = Atomic(now)
        }
    }

    private struct State {
        var members: [ObjectIdentifier: Member] = [:]
        var countByAddress: [NetworkAddress: Int] = [:]
        /// Until when no search among all is made, because the last one found none that is idle.
        var noSearchBefore: Int64 = 0
        /// The same for the one address whose search failed last: others must not suffer for it.
        var noSearchOfAddress: (address: NetworkAddress, before: Int64)?
    }

    /// Milliseconds between two searches that find nothing, so that a flood of connections costs no scan each.
    private static let searchPauseMilliseconds: Int64 = 100

    private let maximumCount: Int
    private let maximumCountPerAddress: Int
    private let state = Mutex(State())

    /// Creates a census with its two bounds.
    package init(maximumCount: Int, maximumCountPerAddress: Int) {
        self.maximumCount = maximumCount
        self.maximumCountPerAddress = maximumCountPerAddress
    }

    /// Open connections.
    package var count: Int { state.withLock { $0.members.count } }

    /// Admits a new connection, closing the one that is idle longest if a bound is reached; nil when none is idle.
    ///
    /// The bound of one address is not applied to a proxy, which speaks for many.
    package func admit(
        _ channel: any Channel,
        from address: NetworkAddress,
        isProxy: Bool = false,
        now: Int64
    ) -> Member? {
        let member = Member(address: address, channel: channel, now: now)
        let (isAdmitted, evicted) = state.withLock { state -> (Bool, Member?) in
            var evicted: Member?
            let isAddressFull = !isProxy && state.countByAddress[address, default: 0] >= maximumCountPerAddress
            if isAddressFull || state.members.count >= maximumCount {
                evicted = Self.longestIdle(in: &state, of: isAddressFull ? address : nil, now: now)
                guard let evicted else { return (false, nil) }
                Self.remove(evicted, from: &state)
            }
            state.members[ObjectIdentifier(member)] = member
            state.countByAddress[address, default: 0] += 1
            return (true, evicted)
        }
        // The census forgot it already; its own `leave` finds nothing more to do.
        evicted?.channel.close(promise: nil)
        return isAdmitted ? member : nil
    }

    /// Forgets a closed connection.
    package func leave(_ member: Member) {
        state.withLock { Self.remove(member, from: &$0) }
    }

    private static func remove(_ member: Member, from state: inout State) {
        guard state.members.removeValue(forKey: ObjectIdentifier(member)) != nil else { return }
        let left = state.countByAddress[member.address, default: 1] - 1
        state.countByAddress[member.address] = left > 0 ? left : nil
    }

    private static func longestIdle(in state: inout State, of address: NetworkAddress?, now: Int64) -> Member? {
        if let address {
            if let pause = state.noSearchOfAddress, pause.address == address, now < pause.before { return nil }
        } else if now < state.noSearchBefore {
            return nil
        }
        var oldest: (member: Member, since: Int64)?
        for member in state.members.values where address == nil || member.address == address {
            let since = member.idleSince.load(ordering: .relaxed)
            if since > 0, since < oldest?.since ?? .max { oldest = (member, since) }
        }
        if oldest == nil {
            if let address {
                state.noSearchOfAddress = (address, now + searchPauseMilliseconds)
            } else {
                state.noSearchBefore = now + searchPauseMilliseconds
            }
        }
        return oldest?.member
    }
}
