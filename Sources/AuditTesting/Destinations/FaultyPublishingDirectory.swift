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
    private let killSwitch: KillSwitch
    private let fault: @Sendable (_ step: String) -> Int32?

    /// Wraps `inner`; `fault` names the system error with which a step fails without being done.
    package init(
        _ inner: any PublishingDirectory,
        killSwitch: KillSwitch = KillSwitch(),
        fault: @escaping @Sendable (_ step: String) -> Int32? = { _ in nil }
    ) {
        self.inner = inner
        self.killSwitch = killSwitch
        self.fault = fault
    }

    package var path: String { inner.path }

    package func prepare() throws(PosixError) {
        try step("prepare") { () throws(PosixError) in try inner.prepare() }
    }

    package func make() throws(PosixError) {
        try step("make") { () throws(PosixError) in try inner.make() }
    }

    package func writeTemporary(_ name: TemporaryName, _ bytes: [UInt8]) throws(PosixError) {
        try step("writeTemporary") { () throws(PosixError) in try inner.writeTemporary(name, bytes) }
    }

    package func publish(_ temporary: TemporaryName, as name: String) throws(PosixError) -> Bool {
        var isPublished = false
        try step("publish") { () throws(PosixError) in isPublished = try inner.publish(temporary, as: name) }
        return isPublished
    }

    package func removeTemporary(_ name: TemporaryName) throws(PosixError) {
        try step("removeTemporary") { () throws(PosixError) in try inner.removeTemporary(name) }
    }

    package func read(_ name: String, maximumBytes: Int) throws(PosixError) -> [UInt8]? {
        if killSwitch.isDead { throw PosixError("read after death", code: EIO) }
        if let code = fault("read") { throw PosixError("read \(name)", code: code) }
        return try inner.read(name, maximumBytes: maximumBytes)
    }

    package func sync() throws(PosixError) {
        try step("sync") { () throws(PosixError) in try inner.sync() }
    }

    private func step(_ name: String, _ body: () throws(PosixError) -> Void) throws(PosixError) {
        if let code = fault(name) { throw PosixError(name, code: code) }
        switch killSwitch.pass(name) {
        case .proceed: return try body()
        case .failWithoutDoing: break
        case .doAndFail: try body()
        }
        throw PosixError("killed at \(name)", code: EIO)
    }
}
