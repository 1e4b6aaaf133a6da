import AuditDestinations

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// The durable steps of a directory that can be made to fail by name, or be stopped by a ``KillSwitch``.
struct FaultySteps: Sendable {
    let killSwitch: KillSwitch
    /// Names the system error with which a step fails without being done.
    let fault: @Sendable (_ step: String) -> Int32?

    /// Does a step, unless it is to fail.
    func perform<Answer>(
        _ name: String,
        _ body: () throws(PosixError) -> Answer
    ) throws(PosixError) -> Answer {
        if let code = fault(name) { throw PosixError(name, code: code) }
        switch killSwitch.pass(name) {
        case .proceed: return try body()
        case .failWithoutDoing: break
        case .doAndFail: _ = try body()
        }
        throw PosixError("killed at \(name)", code: EIO)
    }
}
