import AuditDestinations
import AuditEvents
import Dispatch
import Synchronization

/// Look-ups where names that begin with `dead` block a thread until they are let go.
final class BlockingNames: Sendable {
    static let answer = [NetworkAddress("127.0.0.1")].compactMap(\.self)

    let lookups: NameLookups
    private let gate: Gate

    private final class Gate: Sendable {
        let isOpen = Atomic(false)
        let asked = Atomic(0)
        let semaphore = DispatchSemaphore(value: 0)
    }

    init(threads: Int) {
        let gate = Gate()
        self.gate = gate
        lookups = NameLookups(threads: threads) { name in
            gate.asked.add(1, ordering: .relaxed)
            if name.hasPrefix("dead"), !gate.isOpen.load(ordering: .acquiring) {
                gate.semaphore.wait()
                // The next one goes as well.
                gate.semaphore.signal()
            }
            return Self.answer
        }
    }

    /// Waits until so many look-ups have begun.
    func waitForQuestions(_ count: Int) async {
        while gate.asked.load(ordering: .relaxed) < count { await Task.yield() }
    }

    /// Every look-up gets its answer from now on.
    func letGo() {
        gate.isOpen.store(true, ordering: .releasing)
        gate.semaphore.signal()
    }

    func stop() async {
        letGo()
        await lookups.stop()
    }
}
