import AuditJournal
import Dispatch
import Synchronization

/// Hashes passwords one after the other on a thread of its own.
///
/// One at a time bounds the memory, and a bounded queue bounds the wait: whoever floods the login gets "busy" and
/// doesn't slow anything else.
final class PasswordWorker: Sendable {
    /// Checks that may wait for their turn.
    static let maximumWaiting = 16

    private let queue = DispatchQueue(label: "vidimus.console.passwords")
    private let waiting = Atomic<Int>(0)
    private let cost: PasswordHash.Cost
    private let random: RandomSource
    /// Nobody's; checked when there is no account, so that the answer takes as long.
    private let decoy: PasswordHash

    init(cost: PasswordHash.Cost, random: RandomSource) {
        self.cost = cost
        self.random = random
        var bytes = [UInt8](repeating: 0, count: 32)
        bytes.withUnsafeMutableBytes { random.fill($0) }
        guard let password = Password(SecretToken.base64URL(bytes)) else { preconditionFailure("it is not empty") }
        decoy = PasswordHash(of: password, cost: cost, random: random)
    }

    /// Hashes a new password; nil when too many others wait.
    func hash(_ password: Password) async -> PasswordHash? {
        await run { [cost, random] in PasswordHash(of: password, cost: cost, random: random) }
    }

    /// Whether `password` fits `hash`; nil when too many others wait.
    ///
    /// Without a hash it never fits, and takes as long.
    func check(_ password: Password, against hash: PasswordHash?) async -> Bool? {
        let compared = hash ?? decoy
        return await run { compared.matches(password) }.map { $0 && hash != nil }
    }

    private func run<Value: Sendable>(_ work: @escaping @Sendable () -> Value) async -> Value? {
        guard waiting.wrappingAdd(1, ordering: .relaxed).newValue <= Self.maximumWaiting else {
            waiting.wrappingSubtract(1, ordering: .relaxed)
            return nil
        }
        defer { waiting.wrappingSubtract(1, ordering: .relaxed) }
        return await withCheckedContinuation { continuation in
            queue.async { continuation.resume(returning: work()) }
        }
    }
}
