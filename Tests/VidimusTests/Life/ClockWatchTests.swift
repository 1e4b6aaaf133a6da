import AuditTesting
import Testing
import vidimus

/// Steps of the wall clock, told from its running.
@Suite(.inTurn) struct ClockWatchTests {
    @Test func aClockThatRunsIsNoStep() {
        var watch = ClockWatch(wall: 1_000_000, steady: 0)
        #expect(watch.look(wall: 1_005_000, steady: 5_000) == nil)
        // A busy machine looks late; both clocks went on.
        #expect(watch.look(wall: 1_905_000, steady: 905_000) == nil)
        #expect(watch.look(wall: 1_906_000 + ClockWatch.bound, steady: 906_000) == nil)
    }

    @Test func aStepIsToldOnceWithItsDirection() {
        var watch = ClockWatch(wall: 1_000_000, steady: 0)
        #expect(watch.look(wall: 1_008_600, steady: 5_000)?.byMilliseconds == 3_600)
        #expect(watch.look(wall: 1_013_600, steady: 10_000) == nil)
        #expect(watch.look(wall: 13_600, steady: 15_000)?.byMilliseconds == -1_005_000)
        #expect(watch.look(wall: 18_600, steady: 20_000) == nil)
    }
}
