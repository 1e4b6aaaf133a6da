/// What a failing call has done nevertheless.
package enum FaultMode: Sendable, Hashable, CaseIterable {
    /// Nothing.
    case failedAndNotStored
    /// Everything; only the answer is a failure.
    case failedButStored
}
