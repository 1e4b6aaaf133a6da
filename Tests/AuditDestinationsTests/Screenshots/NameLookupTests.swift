import AuditDestinations
import AuditEvents
import AuditTesting
import Testing

/// A resolver that blocks holds up nobody who asks for something else, and nobody for long.
@Suite(.inTurn) struct NameLookupTests {
    private func with(threads: Int, _ body: (BlockingNames) async throws -> Void) async throws {
        let names = BlockingNames(threads: threads)
        do {
            try await body(names)
        } catch {
            await names.stop()
            throw error
        }
        await names.stop()
    }

    @Test func aNameThatHangsHoldsUpNoOther() async throws {
        try await with(threads: 2) { names in
            let hanging = Task { try await names.lookups.addresses(of: "dead.test") }
            await names.waitForQuestions(1)
            for number in 0..<20 {
                let addresses = try await names.lookups.addresses(of: "live\(number).test")
                #expect(addresses == BlockingNames.answer)
            }
            hanging.cancel()
            await #expect(throws: CancellationError.self) { try await hanging.value }
        }
    }

    @Test func whoAsksForTheSameNameSharesOneLookUp() async throws {
        try await with(threads: 1) { names in
            let tasks = (0..<10).map { _ in Task { try await names.lookups.addresses(of: "dead.test") } }
            await names.waitForQuestions(1)
            tasks[0].cancel()
            await #expect(throws: CancellationError.self) { try await tasks[0].value }
            names.letGo()
            for task in tasks.dropFirst() {
                let addresses = try await task.value
                #expect(addresses == BlockingNames.answer)
            }
        }
    }

    @Test func namesThatHangAreBounded() async throws {
        try await with(threads: 1) { names in
            let tasks = (0..<NameLookups.maximumNames).map { number in
                Task { try await names.lookups.addresses(of: "dead\(number).test") }
            }
            var refused: ExchangeFault?
            while refused == nil {
                let probe = Task { try await names.lookups.addresses(of: "other.test") }
                probe.cancel()
                do {
                    _ = try await probe.value
                } catch {
                    refused = error as? ExchangeFault
                }
                await Task.yield()
            }
            #expect(refused?.name == "unreachable")
            for task in tasks { task.cancel() }
        }
    }

    @Test func aDownloadWaitsNoLongerThanForAConnection() async throws {
        try await with(threads: 1) { names in
            let place = try await FetchPlace(plain: true) { _, _ in .picture }
            let settings = try place.settings(hosts: ["dead.test"], tickets: false)
            let clock = ManualClock()
            let resolver = HostResolver { try await names.lookups.addresses(of: $0) }
            try await place.withFetcher(settings, resolver: resolver, clock: clock.deliveryClock) { fetcher in
                async let name = place.once(fetcher, url: "http://dead.test/s.png")
                await clock.waitForSleeps(1)
                clock.advance(by: .seconds(10))
                #expect(await name == "again timed-out")
            }
            #expect(place.log.lines.isEmpty)
        }
    }
}
