import AuditDestinations
import AuditJournal
import AuditTesting
import Testing

@Suite(.inTurn) struct DeliveryStateMachineTests {
    @Test func anEmptyJournalIsWaitedFor() {
        var script = DeliveryScript(policy: .waiting)
        #expect(script.start(end: 0) == .wait(beyond: offset(0), atMost: nil))
        #expect(script.machine.condition == .idle)
    }

    @Test func anIncompleteBatchWaitsForItsFirstRecordOnly() {
        var script = DeliveryScript(policy: .waiting)
        _ = script.start(end: 0)
        #expect(script.after(.waited, now: 5, end: 1) == .wait(beyond: offset(3), atMost: .seconds(20)))
        // More records don't prolong the wait.
        #expect(script.after(.waited, now: 15, end: 3) == .wait(beyond: offset(3), atMost: .seconds(10)))
        #expect(script.after(.waited, now: 25, end: 3) == .read(from: offset(0), maximumCount: 3))
    }

    @Test func aFullBatchGoesAtOnce() {
        var script = DeliveryScript(policy: .waiting)
        #expect(script.start(end: 9) == .read(from: offset(0), maximumCount: 4))
    }

    @Test func zeroWaitDeliversWhatIsThere() {
        var script = DeliveryScript(policy: BatchPolicy(maximumRecords: 4, maximumBytes: nil, maximumWait: .zero))
        #expect(script.start(end: 1) == .read(from: offset(0), maximumCount: 1))
    }

    @Test func thePendingRangeIsDurableBeforeAnythingIsDelivered() {
        var script = DeliveryScript(policy: .waiting)
        _ = script.start(end: 9)
        #expect(script.after(.recordsRead(4), end: 9) == .announce(range(0, 4)))
        #expect(script.machine.cursor?.pending == nil)
        #expect(script.after(.announced, end: 9) == .deliver(range(0, 4), rejected: []))
        #expect(script.machine.cursor?.pending == range(0, 4))
    }

    @Test func theCursorPassesOnlyWhatWasConfirmed() {
        var script = DeliveryScript(policy: .waiting)
        script.deliverFirstBatch(end: 9)
        #expect(script.machine.cursor?.next == offset(0))
        #expect(script.after(.delivered(tally(4)), end: 9) == .confirm(offset(4)))
        #expect(script.machine.cursor?.next == offset(0))
        #expect(script.after(.confirmed, end: 9) == .read(from: offset(4), maximumCount: 4))
        #expect(script.machine.cursor?.next == offset(4))
        #expect(script.machine.positionsPassed == 4)
    }

    @Test func aBatchThatBytesCutShortLeavesTheRestDueAtOnce() {
        var script = DeliveryScript(policy: .waiting)
        _ = script.start(end: 3)
        #expect(script.after(.waited, now: 20, end: 3) == .read(from: offset(0), maximumCount: 3))
        _ = script.after(.recordsRead(1), now: 20, end: 3)
        _ = script.after(.announced, now: 20, end: 3)
        _ = script.after(.delivered(tally(1)), now: 20, end: 3)
        #expect(script.after(.confirmed, now: 20, end: 3) == .read(from: offset(1), maximumCount: 2))
    }

    @Test func recoveryRepeatsExactlyThePendingRange() {
        var script = DeliveryScript(policy: .waiting)
        #expect(script.after(.cursorLoaded(next: offset(5), pending: range(5, 7)), end: 90) == .prepare)
        #expect(script.after(.prepared, end: 90) == .deliver(range(5, 7), rejected: []))
    }

    @Test func aBacklogComesInLargerBatchesUpToItsBound() {
        let policy = BatchPolicy(
            maximumRecords: 4,
            maximumBacklogRecords: 50,
            maximumBytes: nil,
            maximumWait: .seconds(20)
        )
        var script = DeliveryScript(policy: policy)
        _ = script.after(.cursorLoaded(next: offset(0), pending: nil), end: 90)
        #expect(script.after(.prepared, end: 90) == .read(from: offset(0), maximumCount: 50))
        _ = script.after(.recordsRead(50), end: 90)
        _ = script.after(.announced, end: 90)
        _ = script.after(.delivered(tally(50)), end: 90)
        #expect(script.after(.confirmed, end: 90) == .read(from: offset(50), maximumCount: 40))
        _ = script.after(.recordsRead(40), end: 91)
        _ = script.after(.announced, end: 91)
        _ = script.after(.delivered(tally(40)), end: 91)
        // Nothing is behind any more: the last record waits for company as usual.
        #expect(script.after(.confirmed, end: 91) == .wait(beyond: offset(93), atMost: .seconds(20)))
    }

    @Test func unavailabilityRepeatsTheSameBatchLaterAndLater() {
        var script = DeliveryScript(policy: .waiting)
        script.deliverFirstBatch(end: 9)
        let failure = DeliveryEvent.failed(.destination(.unavailable(reason: "down", retryAfter: nil)))
        #expect(script.after(failure, end: 9, random: 0) == .pause(.milliseconds(500)))
        #expect(script.machine.condition == .retrying(reason: "down"))
        #expect(script.after(.paused, end: 99) == .deliver(range(0, 4), rejected: []))
        #expect(script.after(failure, end: 99, random: 0) == .pause(.seconds(1)))
        #expect(script.after(.paused, end: 99) == .deliver(range(0, 4), rejected: []))
        #expect(script.after(failure, end: 99, random: 0.5) == .pause(.seconds(3)))
        _ = script.after(.paused, end: 99)
        _ = script.after(.delivered(tally(4)), end: 99)
        #expect(script.machine.condition == .delivering)
        _ = script.after(.confirmed, end: 99)
        #expect(script.machine.failures == 0)
    }

    @Test func retryAfterIsHonouredAndBounded() {
        var script = DeliveryScript(policy: .waiting)
        script.deliverFirstBatch(end: 9)
        let polite = DeliveryEvent.failed(.destination(.unavailable(reason: "busy", retryAfter: .seconds(120))))
        #expect(script.after(polite, end: 9) == .pause(.seconds(120)))
        _ = script.after(.paused, end: 9)
        let endless = DeliveryEvent.failed(.destination(.unavailable(reason: "busy", retryAfter: .seconds(1 << 40))))
        #expect(script.after(endless, end: 9) == .pause(.seconds(900)))
    }

    @Test func rejectedRecordsAreBuriedBeforeTheRestIsDelivered() {
        var script = DeliveryScript(policy: .waiting)
        script.deliverFirstBatch(end: 9)
        let rejections = [
            RecordRejection(offset: offset(2), reason: "b"), RecordRejection(offset: offset(1), reason: "a"),
        ]
        let action = script.after(.failed(.destination(.recordsRejected(rejections))), end: 9)
        #expect(action == .bury(rejections.reversed(), batch: range(0, 4)))
        #expect(script.after(.buried, end: 9) == .deliver(range(0, 4), rejected: [offset(1), offset(2)]))
        let mixed = DeliveryTally(delivered: 2, rejected: 2)
        #expect(script.after(.delivered(mixed), end: 9) == .confirm(offset(4)))
        // The next batch begins without them.
        _ = script.after(.confirmed, end: 9)
        _ = script.after(.recordsRead(4), end: 9)
        #expect(script.after(.announced, end: 9) == .deliver(range(4, 8), rejected: []))
    }

    @Test(arguments: [[9], [], [1, 1]])
    func rejectionsThatMakeNoSenseNeverPassARecord(offsets: [UInt64]) {
        var script = DeliveryScript(policy: .waiting)
        script.deliverFirstBatch(end: 9)
        let rejections = offsets.map { RecordRejection(offset: offset($0), reason: "x") }
        let action = script.after(.failed(.destination(.recordsRejected(rejections))), end: 9)
        #expect(action == .pause(.seconds(30)))
        #expect(script.machine.condition.name == "misconfigured")
        #expect(script.after(.paused, end: 9) == .deliver(range(0, 4), rejected: []))
    }

    @Test func aConfirmationWithoutReadingPassesNothing() {
        var script = DeliveryScript(policy: .waiting)
        script.deliverFirstBatch(end: 9)
        #expect(script.after(.delivered(nil), end: 9) == .pause(.seconds(30)))
        #expect(script.after(.paused, end: 9) == .deliver(range(0, 4), rejected: []))
        #expect(script.after(.delivered(tally(3)), end: 9) == .pause(.seconds(30)))
        #expect(script.machine.cursor?.next == offset(0))
        #expect(script.machine.condition.name == "misconfigured")
    }

    @Test func misconfigurationIsLookedAtSlowlyAndPreparedAgain() {
        var script = DeliveryScript(policy: .waiting)
        script.deliverFirstBatch(end: 9)
        let failure = DeliveryEvent.failed(.destination(.misconfigured(reason: "no such directory")))
        for _ in 0..<5 {
            #expect(script.after(failure, end: 9) == .pause(.seconds(30)))
            #expect(script.machine.condition == .misconfigured(reason: "no such directory"))
            #expect(script.after(.paused, end: 9) == .prepare)
        }
        #expect(script.after(.prepared, end: 9) == .deliver(range(0, 4), rejected: []))
    }

    @Test func misconfigurationIsKnownBeforeTheFirstRecord() {
        var script = DeliveryScript(policy: .waiting)
        _ = script.after(.cursorLoaded(next: offset(0), pending: nil), end: 0)
        let failure = DeliveryEvent.failed(.destination(.misconfigured(reason: "read-only")))
        #expect(script.after(failure, end: 0) == .pause(.seconds(30)))
        #expect(script.machine.condition == .misconfigured(reason: "read-only"))
        #expect(script.after(.paused, end: 0) == .prepare)
        #expect(script.after(.prepared, end: 0) == .wait(beyond: offset(0), atMost: nil))
        #expect(script.machine.condition == .idle)
    }

    @Test func eachStepOfTheStoreIsRepeatedUntilItSucceeds() {
        var script = DeliveryScript(policy: .waiting)
        let failure = DeliveryEvent.failed(.store(DeliveryStoreError(reason: "full")))
        #expect(script.after(failure, end: 9, random: 0) == .pause(.milliseconds(500)))
        #expect(script.machine.condition == .storeFailing(reason: "full"))
        #expect(script.after(.paused, end: 9) == .loadCursor)
        _ = script.start(end: 9)
        _ = script.after(.recordsRead(4), end: 9)
        _ = script.after(failure, end: 9)
        #expect(script.after(.paused, end: 99) == .announce(range(0, 4)))
        _ = script.after(.announced, end: 99)
        let rejection = RecordRejection(offset: offset(1), reason: "a")
        _ = script.after(.failed(.destination(.recordsRejected([rejection]))), end: 99)
        _ = script.after(failure, end: 99)
        #expect(script.after(.paused, end: 99) == .bury([rejection], batch: range(0, 4)))
        _ = script.after(.buried, end: 99)
        _ = script.after(.delivered(DeliveryTally(delivered: 3, rejected: 1)), end: 99)
        _ = script.after(failure, end: 99)
        // Confirmed is confirmed: only the cursor is written again.
        #expect(script.after(.paused, end: 99) == .confirm(offset(4)))
    }

    @Test func anUnreadableJournalIsNamedAndTriedAgain() {
        var script = DeliveryScript(policy: .waiting)
        #expect(script.start(end: 9) == .read(from: offset(0), maximumCount: 4))
        _ = script.after(.failed(.journal(reason: "damaged")), end: 9)
        #expect(script.machine.condition == .journalUnreadable(reason: "damaged"))
        #expect(script.after(.paused, end: 9) == .read(from: offset(0), maximumCount: 4))
    }

    @Test func aCursorBeyondTheJournalIsNotFollowed() {
        var script = DeliveryScript(policy: .waiting)
        #expect(script.after(.cursorLoaded(next: offset(10), pending: nil), end: 9) == .pause(.seconds(30)))
        #expect(script.machine.condition.reason?.contains("cursors/test.json") == true)
        #expect(script.after(.paused, end: 9) == .loadCursor)
        #expect(script.after(.cursorLoaded(next: offset(8), pending: range(8, 10)), end: 9) == .pause(.seconds(30)))
        #expect(script.after(.paused, end: 9) == .loadCursor)
        // A journal that grows past a wrong cursor doesn't make it right.
        #expect(script.after(.cursorLoaded(next: offset(10), pending: nil), end: 20) == .pause(.seconds(30)))
        #expect(script.after(.cursorLoaded(next: offset(9), pending: nil), end: 20) == .prepare)
    }

    @Test func theCureForACursorNeverDoublesRows() throws {
        var script = DeliveryScript(policy: .waiting)
        _ = script.after(.cursorLoaded(next: offset(10), pending: nil), end: 9)
        let reason = try #require(script.machine.condition.reason)
        #expect(reason.contains("offset 10") && reason.contains("ends at 9"))
        #expect(reason.contains("move the destination's files away and run 'vidimus rebuild"))
        // Without its cursor file a table would be delivered again beside the files that it has.
        #expect(!reason.contains("remove"))
    }

    @Test(arguments: [range(3, 5), range(4, 4)])
    func aCursorThatContradictsItselfIsNotFollowed(pending: Range<JournalOffset>) {
        var script = DeliveryScript(policy: .waiting)
        #expect(script.after(.cursorLoaded(next: offset(4), pending: pending), end: 9) == .pause(.seconds(30)))
        #expect(script.machine.condition.name == "misconfigured")
    }

    @Test func shutdownDeliversThePartialBatchAtOnceAndStops() {
        var script = DeliveryScript(policy: .waiting)
        #expect(script.start(end: 2) == .wait(beyond: offset(3), atMost: .seconds(20)))
        script.machine.beginDrain(end: offset(2))
        #expect(script.after(.waited, now: 1, end: 2) == .read(from: offset(0), maximumCount: 2))
        _ = script.after(.recordsRead(2), end: 5)
        _ = script.after(.announced, end: 5)
        _ = script.after(.delivered(tally(2)), end: 5)
        // What came after the shutdown began stays for the next start.
        #expect(script.after(.confirmed, end: 5) == .stop)
        #expect(script.machine.condition == .stopped)
    }

    @Test func aDrainTriesOnceMoreAndNeverWaits() {
        var script = DeliveryScript(policy: .waiting)
        script.deliverFirstBatch(end: 9)
        let failure = DeliveryEvent.failed(.destination(.unavailable(reason: "down", retryAfter: nil)))
        _ = script.after(failure, end: 9)
        script.machine.beginDrain(end: offset(9))
        #expect(script.after(.paused, end: 9) == .deliver(range(0, 4), rejected: []))
        #expect(script.after(failure, end: 9) == .stop)
        #expect(script.machine.condition == .stopped)
        #expect(script.machine.lastTrouble == "down")
    }

    @Test func aDrainDoesNotTryWhatAnOperatorHasToCure() {
        var script = DeliveryScript(policy: .waiting)
        script.deliverFirstBatch(end: 9)
        _ = script.after(.failed(.destination(.misconfigured(reason: "no"))), end: 9)
        script.machine.beginDrain(end: offset(9))
        #expect(script.after(.paused, end: 9) == .stop)
    }

    @Test func aDrainStillBuriesAndDeliversTheRest() {
        var script = DeliveryScript(policy: .waiting)
        script.deliverFirstBatch(end: 4)
        script.machine.beginDrain(end: offset(4))
        let rejection = RecordRejection(offset: offset(1), reason: "a")
        _ = script.after(.failed(.destination(.recordsRejected([rejection]))), end: 4)
        #expect(script.after(.buried, end: 4) == .deliver(range(0, 4), rejected: [offset(1)]))
        _ = script.after(.delivered(DeliveryTally(delivered: 3, rejected: 1)), end: 4)
        #expect(script.after(.confirmed, end: 4) == .stop)
    }
}
