import AuditDestinations

/// A directory of parts whose durable steps a ``KillSwitch`` can stop, and that can be made to fail by name.
package struct FaultyPartDirectory: PartDirectory {
    private let inner: any PartDirectory
    private let steps: FaultySteps

    /// Wraps `inner`; `fault` names the system error with which a step fails without being done.
    package init(
        _ inner: any PartDirectory,
        killSwitch: KillSwitch = KillSwitch(),
        fault: @escaping @Sendable (_ step: String) -> Int32? = { _ in nil }
    ) {
        self.inner = inner
        steps = FaultySteps(killSwitch: killSwitch, fault: fault)
    }

    package var path: String { inner.path }

    package func prepare(owner logID: String) throws(PosixError) -> String? {
        try steps.perform("prepare") { () throws(PosixError) in try inner.prepare(owner: logID) }
    }

    package func create(_ name: TemporaryName) throws(PosixError) -> PartFile {
        try steps.perform("create") { () throws(PosixError) in try inner.create(name) }
    }

    package func seal(_ file: PartFile) throws(PosixError) {
        try steps.perform("seal") { () throws(PosixError) in try inner.seal(file) }
    }

    package func replace(_ temporary: TemporaryName, as name: String) throws(PosixError) {
        try steps.perform("replace") { () throws(PosixError) in try inner.replace(temporary, as: name) }
    }

    package func removeTemporary(_ name: TemporaryName) throws(PosixError) {
        try steps.perform("removeTemporary") { () throws(PosixError) in try inner.removeTemporary(name) }
    }

    package func names() throws(PosixError) -> [String] {
        try inner.names()
    }

    package func remove(_ name: String) throws(PosixError) {
        try steps.perform("remove") { () throws(PosixError) in try inner.remove(name) }
    }

    package func sync() throws(PosixError) {
        try steps.perform("sync") { () throws(PosixError) in try inner.sync() }
    }
}
