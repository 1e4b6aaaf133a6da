import AuditDestinations

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// A directory of parts whose durable steps a ``KillSwitch`` can stop, and that can be made to fail by name.
package struct FaultyPartDirectory: PartDirectory {
    private let inner: any PartDirectory
    private let killSwitch: KillSwitch
    private let fault: @Sendable (_ step: String) -> Int32?

    /// Wraps `inner`; `fault` names the system error with which a step fails without being done.
    package init(
        _ inner: any PartDirectory,
        killSwitch: KillSwitch = KillSwitch(),
        fault: @escaping @Sendable (_ step: String) -> Int32? = { _ in nil }
    ) {
        self.inner = inner
        self.killSwitch = killSwitch
        self.fault = fault
    }

    package var path: String { inner.path }

    package func prepare(owner logID: String) throws(PosixError) -> String? {
        try step("prepare") { () throws(PosixError) in try inner.prepare(owner: logID) }
    }

    package func create(_ name: TemporaryName) throws(PosixError) -> PartFile {
        try step("create") { () throws(PosixError) in try inner.create(name) }
    }

    package func seal(_ file: PartFile) throws(PosixError) {
        try step("seal") { () throws(PosixError) in try inner.seal(file) }
    }

    package func replace(_ temporary: TemporaryName, as name: String) throws(PosixError) {
        try step("replace") { () throws(PosixError) in try inner.replace(temporary, as: name) }
    }

    package func removeTemporary(_ name: TemporaryName) throws(PosixError) {
        try step("removeTemporary") { () throws(PosixError) in try inner.removeTemporary(name) }
    }

    package func names() throws(PosixError) -> [String] {
        try inner.names()
    }

    package func remove(_ name: String) throws(PosixError) {
        try step("remove") { () throws(PosixError) in try inner.remove(name) }
    }

    package func sync() throws(PosixError) {
        try step("sync") { () throws(PosixError) in try inner.sync() }
    }

    private func step<Answer>(
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
