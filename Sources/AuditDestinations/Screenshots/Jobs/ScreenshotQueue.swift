import AuditEvents
import AuditJournal
import HeapModule

/// Decides when which screenshot is tried, and which outcomes are to be recorded; pure.
///
/// Each job gets at most one pending outcome and then exactly one final one, never two in the same batch of records; so
/// which of them carries the event's row is decided here alone.
package struct ScreenshotQueue {
    /// What to do now.
    package enum Action: Sendable, Hashable {
        /// Make this attempt, counted from 1, and report it with ``finished(_:_:now:random:)``.
        case attempt(JournalOffset, number: Int)
        /// Make these records durable and report with ``recorded(_:)`` and ``recordingFailed(_:now:)``.
        case record([ScreenshotOutcome])
    }

    /// A moment and whom it concerns.
    private struct Moment: Comparable {
        let due: Duration
        let event: JournalOffset

        static func < (left: Moment, right: Moment) -> Bool {
            (left.due, left.event.rawValue) < (right.due, right.event.rawValue)
        }
    }

    /// Most outcomes in one batch of records.
    package static let maximumRecords = 500
    /// Wait after the journal refused a batch.
    package static let recordingPause = Duration.seconds(1)

    private let settings: ScreenshotJobSettings
    private var jobs: [JournalOffset: ScreenshotJob] = [:]
    /// First attempts; they come before further ones, so that a dead host doesn't hold up the pictures of others.
    private var promptDue = Heap<Moment>()
    /// Further attempts, which get half of the places at most.
    private var patientDue = Heap<Moment>()
    private var rowsDue = Heap<Moment>()
    /// Jobs with an outcome to record, in the order in which it became known.
    private var unrecorded: [JournalOffset] = []
    /// Offsets of open jobs; those that are done leave when they are the smallest.
    private var order = Heap<JournalOffset>()
    private var running = 0
    /// Further attempts among those under way.
    private var runningPatient = 0
    private var isRecording = false
    private var recordNotBefore = Duration.zero

    /// Starts without jobs.
    package init(_ settings: ScreenshotJobSettings) {
        self.settings = settings
    }

    /// Jobs without a durable final outcome.
    package var openCount: Int { jobs.count }

    /// Attempts under way.
    package var runningCount: Int { running }

    /// Whether another job may be added.
    package var hasRoom: Bool { jobs.count < settings.maximumOpen }

    /// Takes a job; `age` is the time since its event came in.
    package mutating func add(_ event: JournalOffset, id: EventID, age: Duration, isRowWritten: Bool, now: Duration) {
        precondition(jobs[event] == nil, "an event has one job")
        let begin = now - max(age, .zero)
        jobs[event] = ScreenshotJob(
            event: event,
            eventID: id,
            deadline: begin + settings.patience,
            isRowWritten: isRowWritten
        )
        order.insert(event)
        promptDue.insert(Moment(due: now, event: event))
        if !isRowWritten { rowsDue.insert(Moment(due: begin + settings.pendingAfter, event: event)) }
    }

    /// What is due at `now`; each action is handed out once.
    package mutating func actions(now: Duration) -> [Action] {
        var actions: [Action] = []
        while let event = nextAttempt(now: now) {
            let number = attempts(of: event) + 1
            running += 1
            if number > ScreenshotJobSettings.promptAttempts { runningPatient += 1 }
            jobs[event]?.attempts = number
            actions.append(.attempt(event, number: number))
        }
        while let next = rowsDue.min, next.due <= now || jobs[next.event] == nil {
            rowsDue.removeMin()
            guard let job = jobs[next.event], !job.isRowWritten, job.final == nil else { continue }
            unrecorded.append(next.event)
        }
        if let batch = nextRecords(now: now) { actions.append(.record(batch)) }
        return actions
    }

    /// The next moment at which ``actions(now:)`` has something new, if nothing is reported before.
    package var nextDue: Duration? {
        let prompt = running < settings.concurrency ? promptDue.min?.due : nil
        let patient = hasPatientPlace ? patientDue.min?.due : nil
        let record = unrecorded.isEmpty || isRecording ? nil : recordNotBefore
        return [prompt, patient, rowsDue.min?.due, record].compactMap(\.self).min()
    }

    /// First offset that this queue still needs; `end` when it needs none before it.
    package mutating func firstOpen(before end: JournalOffset) -> JournalOffset {
        while let first = order.min {
            if jobs[first] != nil { return min(first, end) }
            order.removeMin()
        }
        return end
    }

    /// Attempts of a job that is open, 0 for others.
    package func attempts(of event: JournalOffset) -> Int { jobs[event]?.attempts ?? 0 }

    /// Takes the result of an attempt, and returns when the next one is due, if there is to be one.
    ///
    /// `random` is in `0..<1`.
    @discardableResult
    package mutating func finished(
        _ event: JournalOffset,
        _ result: AttemptResult,
        now: Duration,
        random: Double
    ) -> Duration? {
        running -= 1
        if attempts(of: event) > ScreenshotJobSettings.promptAttempts { runningPatient -= 1 }
        guard let job = jobs[event] else { preconditionFailure("a running job is open") }
        let final: ScreenshotOutcome.Result
        switch result {
        case .stored(let evidence): final = .stored(evidence)
        case .lost(let loss): final = .lost(loss)
        case .tryAgain(let trouble, let notBefore):
            let due = RetrySchedule.next(
                afterAttempts: job.attempts,
                now: now,
                deadline: job.deadline,
                notBefore: notBefore,
                random: random
            )
            if let due {
                let moment = Moment(due: due, event: event)
                if job.isPrompt { promptDue.insert(moment) } else { patientDue.insert(moment) }
                return due
            }
            let message = "given up after \(job.attempts) attempts; the last: \(trouble.message)"
            final = .lost(ScreenshotLoss(reason: trouble.reason, message: message))
        }
        jobs[event]?.final = final
        unrecorded.append(event)
        return nil
    }

    /// The batch that was handed out is durable.
    package mutating func recorded(_ outcomes: [ScreenshotOutcome]) {
        isRecording = false
        for outcome in outcomes {
            if outcome.isFinal {
                jobs[outcome.event] = nil
            } else {
                jobs[outcome.event]?.isRowWritten = true
                // A final outcome that came meanwhile had to wait for this one.
                if jobs[outcome.event]?.final != nil { unrecorded.append(outcome.event) }
            }
        }
    }

    /// Nothing of the batch, or not all of it, is durable: what isn't comes again.
    package mutating func recordingFailed(_ outcomes: [ScreenshotOutcome], now: Duration) {
        isRecording = false
        recordNotBefore = now + Self.recordingPause
        unrecorded.insert(contentsOf: outcomes.map(\.event), at: 0)
    }

    private var hasPatientPlace: Bool {
        running < settings.concurrency && runningPatient < max(1, settings.concurrency / 2)
    }

    /// Takes the job whose attempt comes next, if one is due and there is a place for it.
    private mutating func nextAttempt(now: Duration) -> JournalOffset? {
        if running < settings.concurrency, let next = promptDue.min, next.due <= now {
            return promptDue.removeMin().event
        }
        if hasPatientPlace, let next = patientDue.min, next.due <= now { return patientDue.removeMin().event }
        return nil
    }

    private mutating func nextRecords(now: Duration) -> [ScreenshotOutcome]? {
        guard !isRecording, !unrecorded.isEmpty, recordNotBefore <= now else { return nil }
        var outcomes: [ScreenshotOutcome] = []
        var events: Set<JournalOffset> = []
        let batch = unrecorded.prefix(Self.maximumRecords)
        unrecorded.removeFirst(batch.count)
        for event in batch where events.insert(event).inserted {
            guard let job = jobs[event], job.final != nil || !job.isRowWritten else { continue }
            outcomes.append(
                ScreenshotOutcome(
                    event: event,
                    eventID: job.eventID,
                    writesRow: !job.isRowWritten,
                    attempts: job.attempts,
                    result: job.final ?? .pending
                )
            )
        }
        guard !outcomes.isEmpty else { return nil }
        isRecording = true
        return outcomes
    }
}
