/// Names a seat; never used twice in one run.
package struct SeatID: Sendable, Hashable {
    /// Counted from 1.
    let number: Int
}
