/// How often a picture was asked for, this time included.
package struct AttemptNumber: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// 1 for the first attempt.
    package let value: Int

    /// Counts from 1.
    package init(_ value: Int) {
        precondition(value > 0, "attempts are counted from 1")
        self.value = value
    }

    /// The number.
    package var description: String { "\(value)" }

    /// Compares the numbers.
    package static func < (left: AttemptNumber, right: AttemptNumber) -> Bool { left.value < right.value }
}
