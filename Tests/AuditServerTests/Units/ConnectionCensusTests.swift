import AuditEvents
import AuditServer
import AuditTesting
import NIOCore
import NIOEmbedded
import Synchronization
import Testing

@Suite(.inTurn) struct ConnectionCensusTests {
    private static let here = NetworkAddress(bits: 1)
    private static let there = NetworkAddress(bits: 2)

    private static func channel() throws -> EmbeddedChannel {
        let channel = EmbeddedChannel()
        try channel.connect(to: SocketAddress(ipAddress: "127.0.0.1", port: 1)).wait()
        return channel
    }

    @Test func theOneThatIsIdleLongestGivesWay() throws {
        let census = ConnectionCensus(maximumCount: 2, maximumCountPerAddress: 2)
        let channels = try (0..<3).map { _ in try Self.channel() }
        let first = try #require(census.admit(channels[0], from: Self.here, now: 1_000))
        _ = try #require(census.admit(channels[1], from: Self.there, now: 2_000))
        first.idleSince.store(3_000, ordering: .relaxed)
        _ = try #require(census.admit(channels[2], from: Self.there, now: 4_000))
        #expect(census.count == 2)
        #expect(channels.map(\.isActive) == [true, false, true])
    }

    @Test func aFullAddressGivesWayItself() throws {
        let census = ConnectionCensus(maximumCount: 10, maximumCountPerAddress: 1)
        let channels = try (0..<3).map { _ in try Self.channel() }
        _ = try #require(census.admit(channels[0], from: Self.there, now: 1_000))
        _ = try #require(census.admit(channels[1], from: Self.here, now: 2_000))
        _ = try #require(census.admit(channels[2], from: Self.here, now: 3_000))
        #expect(channels.map(\.isActive) == [true, false, true])
    }

    @Test func busyConnectionsStay() throws {
        let census = ConnectionCensus(maximumCount: 1, maximumCountPerAddress: 1)
        let channels = try (0..<2).map { _ in try Self.channel() }
        let member = try #require(census.admit(channels[0], from: Self.here, now: 1_000))
        member.idleSince.store(0, ordering: .relaxed)
        #expect(census.admit(channels[1], from: Self.there, now: 2_000) == nil)
        #expect(channels[0].isActive)
        #expect(census.count == 1)
    }

    @Test func anAddressFullOfBusyConnectionsDoesNotShutOutOthers() throws {
        let census = ConnectionCensus(maximumCount: 2, maximumCountPerAddress: 1)
        let channels = try (0..<4).map { _ in try Self.channel() }
        let busy = try #require(census.admit(channels[0], from: Self.here, now: 1_000))
        busy.idleSince.store(0, ordering: .relaxed)
        _ = try #require(census.admit(channels[1], from: Self.there, now: 1_000))
        #expect(census.admit(channels[2], from: Self.here, now: 2_000) == nil)
        // At the same moment an idle one of another address can give way.
        #expect(census.admit(channels[3], from: Self.there, now: 2_000) != nil)
    }

    @Test func leavingTwiceCountsOnce() throws {
        let census = ConnectionCensus(maximumCount: 2, maximumCountPerAddress: 2)
        let first = try #require(census.admit(try Self.channel(), from: Self.here, now: 1_000))
        let second = try #require(census.admit(try Self.channel(), from: Self.here, now: 1_000))
        census.leave(first)
        census.leave(first)
        #expect(census.count == 1)
        census.leave(second)
        #expect(census.count == 0)
    }
}
