import AuditEvents
import AuditJournal
import AuditServer
import Dispatch
import Synchronization

/// A journal double that keeps what it is given and answers like the real one, from a thread of its own.
final class RecordingSink: EventSink {
    enum Behaviour: Sendable {
        /// Stores; repeats of an id are duplicates when the bytes are equal, else conflicts.
        case stores
        /// Refuses everything.
        case refuses(JournalRefusal)
        /// Keeps replies until ``RecordingSink/release()``.
        case holds
    }

    private struct State {
        var behaviour: Behaviour
        var envelopes: [(envelope: Envelope, facts: ReceptionFacts)] = []
        var offsets: [EventID: UInt64] = [:]
        var callSizes: [Int] = []
        var held: [@Sendable () -> Void] = []
    }

    private let state: Mutex<State>
    private let queue = DispatchQueue(label: "recording-sink")

    init(_ behaviour: Behaviour = .stores) {
        state = Mutex(State(behaviour: behaviour))
    }

    var envelopes: [Envelope] { state.withLock { $0.envelopes.map(\.envelope) } }

    var facts: [ReceptionFacts] { state.withLock { $0.envelopes.map(\.facts) } }

    /// How many submissions each call had.
    var callSizes: [Int] { state.withLock { $0.callSizes } }

    /// Calls whose reply is kept.
    var heldCount: Int { state.withLock { $0.held.count } }

    func become(_ behaviour: Behaviour) {
        state.withLock { $0.behaviour = behaviour }
    }

    /// Lets held replies go.
    func release() {
        let held = state.withLock { state in
            defer { state.held = [] }
            return state.held
        }
        for reply in held { queue.async(execute: reply) }
    }

    func submit(_ submissions: [Submission], reply: @escaping @Sendable ([AppendOutcome]) -> Void) {
        state.withLock { state in
            state.callSizes.append(submissions.count)
            let outcomes = submissions.map { Self.store($0, in: &state) }
            let answer: @Sendable () -> Void = { reply(outcomes) }
            if case .holds = state.behaviour { state.held.append(answer) } else { queue.async(execute: answer) }
        }
    }

    private static func store(_ submission: Submission, in state: inout State) -> AppendOutcome {
        if case .refuses(let refusal) = state.behaviour { return .refused(refusal) }
        guard case .envelope(let envelope) = submission.content else { return .refused(.closed) }
        if let known = state.offsets[envelope.id] {
            let isSame = state.envelopes[Int(known)].envelope.bytes == envelope.bytes
            return isSame ? .duplicate(of: JournalOffset(known)) : .conflict(with: JournalOffset(known))
        }
        let offset = UInt64(state.envelopes.count)
        state.offsets[envelope.id] = offset
        state.envelopes.append((envelope, submission.facts))
        return .stored(JournalOffset(offset))
    }
}
