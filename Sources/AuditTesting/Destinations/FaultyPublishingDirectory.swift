import AuditDestinations

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// A publishing directory whose durable steps a ``KillSwitch`` can stop, and that can be made to fail by name.
package struct FaultyPublishingDirectory: PublishingDirectory {
    private let inner: any PublishingDirectory
    private let steps: FaultySteps

    /// Wraps `inner`; `fault` names the system error with which a step fails without being done.
    package init(
        _ inner: any PublishingDirectory,
        killSwitch: KillSwitch = KillSwitch(),
        fault: @escaping @Sendable (_ step: String) -> Int32? = { _ in nil }
    ) {
        self.inner = inner
        steps = FaultySteps(killSwitch: killSwitch, fault: fault)
    }

    package var path: String { inner.path }

    package func prepare() throws(PosixError) {
        try steps.perform("prepare") { () throws(PosixError) in try inner.prepare() }
    }

    package func make() throws(PosixError) {
        try steps.perform("make") { () throws(PosixError) in try inner.make() }
    }

    package func writeTemporary(_ name: TemporaryName, _ bytes: [UInt8]) throws(PosixError) {
        try steps.perform("writeTemporary") { () throws(PosixError) in try inner.writeTemporary(name, bytes) }
    }

    package func publish(_ temporary: TemporaryName, as name: String) throws(PosixError) -> Bool {
        try steps.perform("publish") { () throws(PosixError) in try inner.publish(temporary, as: name) }
    }

    package func removeTemporary(_ name: TemporaryName) throws(PosixError) {
        try steps.perform("removeTemporary") { () throws(PosixError) in try inner.removeTemporary(name) }
    }

    package func read(_ name: String, maximumBytes: Int) throws(PosixError) -> [UInt8]? {
        if steps.killSwitch.isDead { throw PosixError("read after death", code: EIO) }
        if let code = steps.fault("read") { throw PosixError("read \(name)", code: code) }
        return try inner.read(name, maximumBytes: maximumBytes)
    }

    package func sync() throws(PosixError) {
        try steps.perform("sync") { () throws(PosixError) in try inner.sync() }
    }
}
