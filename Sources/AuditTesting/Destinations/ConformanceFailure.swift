/// A promise that a destination, or the loop, didn't keep.
package struct ConformanceFailure: Error, CustomStringConvertible {
    /// The check and what went wrong.
    package let description: String

    init(_ check: String, _ text: String) {
        description = "\(check): \(text)"
    }
}
