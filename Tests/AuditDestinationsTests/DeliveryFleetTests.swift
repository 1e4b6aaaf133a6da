import AuditDestinations
import AuditTesting
import ServiceLifecycle
import Testing

/// Destinations that neither answer nor fail.
@Suite(.inTurn) struct DeliveryFleetTests {
    @Test func aDestinationThatNeverAnswersIsToldOfOnce() async throws {
        let clock = ManualClock()
        let place = SilentDestination()
        let log = CapturedLog()
        let delivery = Delivery(
            destination: place,
            source: InMemoryRecordSource(),
            store: InMemoryDeliveryStore(),
            policy: .immediate,
            clock: clock.deliveryClock,
            logger: DeliveryHarness.silent
        )
        let fleet = DeliveryFleet([delivery], clock: clock.deliveryClock, logger: log.logger())
        let group = ServiceGroup(services: [fleet], logger: DeliveryHarness.silent)
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await group.run() }
            await place.asked.wait()
            for look in 1...3 {
                await clock.waitForSleeps(look)
                clock.advance(by: DeliveryFleet.patience)
            }
            await clock.waitForSleeps(4)
            #expect(delivery.status.condition == .starting)
            #expect(delivery.status.startingSinceMilliseconds == 1_780_000_000_000)
            place.answers.open()
            await group.triggerGracefulShutdown()
            try await tasks.waitForAll()
        }
        #expect(log.lines.filter { $0.contains("still starting") }.count == 1)
        #expect(delivery.status.startingSinceMilliseconds == nil)
    }
}

/// Prepares only once it is let.
private final class SilentDestination: Destination {
    let name = "silent"
    let asked = Latch()
    let answers = Latch()

    func prepare() async throws(DestinationError) {
        asked.open()
        await answers.wait()
    }

    func deliver(_ batch: DeliveryBatch) async throws(DestinationError) {}
}
