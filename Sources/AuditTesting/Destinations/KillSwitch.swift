import Synchronization

/// Stops the world of one simulated process at a chosen step.
///
/// Every durable step asks ``pass(_:)`` first. At the chosen step it is failed and not done, or done but reported as
/// failed; from then on nothing changes any more, as after `kill -9`, until a new process begins with a new switch.
package final class KillSwitch: Sendable {
    /// What became of the step at which the process died.
    package enum Moment: Sendable, CaseIterable {
        /// The step didn't happen.
        case before
        /// The step happened, and nobody learned of it.
        case after
    }

    /// What a durable step has to do.
    package enum Verdict: Sendable {
        case proceed, failWithoutDoing, doAndFail
    }

    private struct State {
        var steps: [String] = []
        var isDead = false
    }

    private let state = Mutex(State())
    private let killStep: Int?
    private let moment: Moment
    private let died: Latch

    /// Kills at step number `killStep`, counted from 0, and opens `died`; nil never kills.
    package init(killStep: Int? = nil, moment: Moment = .before, died: Latch = Latch()) {
        self.killStep = killStep
        self.moment = moment
        self.died = died
    }

    /// Whether the process has died.
    package var isDead: Bool { state.withLock { $0.isDead } }

    /// Names of all steps so far.
    package var steps: [String] { state.withLock { $0.steps } }

    /// Asks whether the step `name` may happen.
    package func pass(_ name: String) -> Verdict {
        let verdict = state.withLock { state -> Verdict in
            if state.isDead { return .failWithoutDoing }
            defer { state.steps.append(name) }
            guard state.steps.count == killStep else { return .proceed }
            state.isDead = true
            return moment == .before ? .failWithoutDoing : .doAndFail
        }
        if case .proceed = verdict { return verdict }
        died.open()
        return verdict
    }
}
