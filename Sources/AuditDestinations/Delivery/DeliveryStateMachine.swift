import AuditJournal

/// Decides what a delivery does next; a value without effects: events in, one action out.
///
/// Order of steps for a batch, and what a crash after each leaves behind:
/// 1. announce: the pending range is durable. The next start delivers exactly this range.
/// 2. deliver: the destination has some or all of it. The next start delivers the range again; a repeat is harmless.
/// 3. bury, only when records were rejected: their dead letters are durable. The next start has them rejected again
///    and finds their letters written.
/// 4. confirm: the cursor is behind the range. Nothing is left to do.
///
/// A failure changes nothing but the condition: after a pause the same step is done again.
package struct DeliveryStateMachine: Sendable {
    /// Where the delivery stands.
    package private(set) var phase = DeliveryPhase.loading
    /// How it is doing.
    package private(set) var condition = DeliveryCondition.starting
    /// The cursor as it is known to be durable; nil until loaded.
    package private(set) var cursor: Cursor?
    /// What the positions passed since the start held.
    package private(set) var tally = DeliveryTally()
    /// Positions that the cursor passed since the start.
    package private(set) var positionsPassed = 0
    /// Failures in a row that lead to ever longer waits.
    package private(set) var failures = 0
    /// How often something went wrong since the start.
    package private(set) var troubles = 0
    /// What went wrong last.
    package private(set) var lastTrouble: String?

    private let name: String
    private let policy: BatchPolicy
    private let retry: RetryPolicy
    /// Records of the pending range that have their dead letters.
    private var rejected: Set<JournalOffset> = []
    /// What the destination read of the range that is being confirmed.
    private var confirmedTally = DeliveryTally()
    /// Records below this have waited long enough.
    private var dueBelow = JournalOffset(0)
    /// Where the journal ended when the cursor was loaded first.
    ///
    /// No sound cursor was ever beyond it, and a journal that grows past a wrong cursor doesn't make it right.
    private var firstEnd: JournalOffset?
    /// Where a drain ends; nil while no shutdown is under way.
    private var drainEnd: JournalOffset?

    /// Starts before the first step; `name` is used in texts.
    package init(name: String, policy: BatchPolicy, retry: RetryPolicy) {
        self.name = name
        self.policy = policy
        self.retry = retry
    }

    /// The first action of a loop.
    package func start() -> DeliveryAction { .loadCursor }

    /// Shutdown began: deliver at once what is durable below `end`, then stop; stop also at the first failure.
    package mutating func beginDrain(end: JournalOffset) {
        if drainEnd == nil { drainEnd = end }
    }

    /// Takes note that the loop ended before its time, by cancellation.
    package mutating func abandon() {
        _ = finish()
    }

    /// Returns the action that follows `event`.
    package mutating func next(after event: DeliveryEvent, at moment: DeliveryMoment) -> DeliveryAction {
        switch (event, phase) {
        case (.failed(let failure), _): return failed(failure, at: moment)
        case (.paused, _): return paused(at: moment)
        case (.cursorLoaded(let next, let pending), .loading):
            return cursorLoaded(Cursor(next: next, pending: pending), at: moment)
        case (.prepared, .preparing): return prepared(at: moment)
        case (.waited, .gathering): return gather(at: moment)
        case (.recordsRead(let count), .reading(let from, let maximumCount)):
            precondition((1...maximumCount).contains(count), "a batch has at least one record and no surplus")
            return enter(.announcing(from..<from.advanced(by: count)), at: moment)
        case (.announced, .announcing(let range)):
            cursor = Cursor(next: range.lowerBound, pending: range)
            return enter(.delivering(range), at: moment)
        case (.delivered(let tally), .delivering(let range)): return delivered(range, tally, at: moment)
        case (.buried, .burying(let rejections, let range)):
            rejected.formUnion(rejections.map(\.offset))
            return enter(.delivering(range), at: moment)
        case (.confirmed, .confirming(let range)): return confirmed(range, at: moment)
        default: preconditionFailure("\(event) can't happen in \(phase)")
        }
    }

    private mutating func cursorLoaded(_ loaded: Cursor, at moment: DeliveryMoment) -> DeliveryAction {
        let end = firstEnd ?? moment.end
        firstEnd = end
        if let fault = CursorFault.check(loaded, end: end) {
            return troubled(.misconfigured(reason: fault.cure(for: name)), delay: retry.misconfiguredDelay)
        }
        cursor = loaded
        return enter(.preparing, at: moment)
    }

    private mutating func prepared(at moment: DeliveryMoment) -> DeliveryAction {
        if let pending = cursor?.pending { return enter(.delivering(pending), at: moment) }
        phase = .gathering(since: nil)
        return gather(at: moment)
    }

    /// Looks whether a batch is due; nothing is pending here.
    private mutating func gather(at moment: DeliveryMoment) -> DeliveryAction {
        guard let cursor, case .gathering(let seen) = phase else { preconditionFailure("gathers with a cursor") }
        let limit = min(drainEnd ?? moment.end, moment.end)
        guard cursor.next < limit else {
            if drainEnd != nil { return finish() }
            return enter(.gathering(since: nil), at: moment)
        }
        let since = seen ?? moment.now
        let count = min(cursor.next.distance(to: limit), policy.maximumBacklogRecords)
        if moment.now - since >= policy.maximumWait { dueBelow = max(dueBelow, limit) }
        if count >= policy.maximumRecords || cursor.next < dueBelow || drainEnd != nil {
            return enter(.reading(from: cursor.next, maximumCount: count), at: moment)
        }
        return enter(.gathering(since: since), at: moment)
    }

    private mutating func delivered(
        _ range: Range<JournalOffset>,
        _ tally: DeliveryTally?,
        at moment: DeliveryMoment
    ) -> DeliveryAction {
        guard let tally, tally.positions == range.count else {
            let reason = "\(name) confirmed offsets \(range) without reading them to the end; nothing is passed over"
            return troubled(.misconfigured(reason: reason), delay: retry.misconfiguredDelay)
        }
        confirmedTally = tally
        return enter(.confirming(range), at: moment)
    }

    private mutating func confirmed(_ range: Range<JournalOffset>, at moment: DeliveryMoment) -> DeliveryAction {
        cursor = Cursor(next: range.upperBound, pending: nil)
        tally.add(confirmedTally)
        positionsPassed += range.count
        rejected = []
        failures = 0
        phase = .gathering(since: nil)
        return gather(at: moment)
    }

    private mutating func failed(_ failure: DeliveryFailure, at moment: DeliveryMoment) -> DeliveryAction {
        switch failure {
        case .destination(.recordsRejected(let rejections)): return bury(rejections, at: moment)
        case .destination(.misconfigured(let reason)):
            // Whatever is cured on disk or elsewhere has to be prepared again.
            phase = .preparing
            return troubled(.misconfigured(reason: reason), delay: retry.misconfiguredDelay)
        case .destination(.unavailable(let reason, let retryAfter)):
            return troubled(.retrying(reason: reason), delay: backOff(at: moment, retryAfter: retryAfter))
        case .destination(.journalUnreadable(let reason)), .journal(let reason):
            return troubled(.journalUnreadable(reason: reason), delay: backOff(at: moment))
        case .store(let error):
            return troubled(.storeFailing(reason: error.reason), delay: backOff(at: moment))
        }
    }

    private mutating func bury(_ rejections: [RecordRejection], at moment: DeliveryMoment) -> DeliveryAction {
        let offsets = rejections.map(\.offset)
        guard case .delivering(let range) = phase, !offsets.isEmpty,
            offsets.allSatisfy({ range.contains($0) && !rejected.contains($0) }), Set(offsets).count == offsets.count
        else {
            let reason = "\(name) rejected offsets that are not in its batch: \(offsets); nothing is passed over"
            return troubled(.misconfigured(reason: reason), delay: retry.misconfiguredDelay)
        }
        return enter(.burying(rejections.sorted { $0.offset < $1.offset }, in: range), at: moment)
    }

    private mutating func backOff(at moment: DeliveryMoment, retryAfter: Duration? = nil) -> Duration {
        failures += 1
        return retry.delay(afterFailures: failures, retryAfter: retryAfter, random: moment.random)
    }

    private mutating func troubled(_ condition: DeliveryCondition, delay: Duration) -> DeliveryAction {
        self.condition = condition
        troubles += 1
        lastTrouble = condition.reason
        return drainEnd == nil ? .pause(delay) : finish()
    }

    private mutating func paused(at moment: DeliveryMoment) -> DeliveryAction {
        if drainEnd != nil, case .misconfigured = condition { return finish() }
        if case .gathering = phase { return gather(at: moment) }
        return action(for: phase, at: moment)
    }

    private mutating func finish() -> DeliveryAction {
        phase = .finished
        condition = .stopped
        return .stop
    }

    private mutating func enter(_ phase: DeliveryPhase, at moment: DeliveryMoment) -> DeliveryAction {
        self.phase = phase
        switch phase {
        case .gathering:
            condition = .idle
            failures = 0
        case .confirming: condition = .delivering
        case .announcing, .delivering:
            // After a failure the trouble stays visible until the destination has confirmed.
            if condition.reason == nil { condition = .delivering }
        default: break
        }
        return action(for: phase, at: moment)
    }

    /// The step that belongs to a phase; asked for again after a failure.
    private func action(for phase: DeliveryPhase, at moment: DeliveryMoment) -> DeliveryAction {
        switch phase {
        case .loading: return .loadCursor
        case .preparing: return .prepare
        case .gathering(let since):
            guard let cursor else { preconditionFailure("gathers with a cursor") }
            guard let since else { return .wait(beyond: cursor.next, atMost: nil) }
            let full = cursor.next.advanced(by: policy.maximumRecords - 1)
            return .wait(beyond: full, atMost: policy.maximumWait - (moment.now - since))
        case .reading(let from, let maximumCount): return .read(from: from, maximumCount: maximumCount)
        case .announcing(let range): return .announce(range)
        case .delivering(let range): return .deliver(range, rejected: rejected)
        case .burying(let rejections, let range): return .bury(rejections, batch: range)
        case .confirming(let range): return .confirm(range.upperBound)
        case .finished: return .stop
        }
    }
}
