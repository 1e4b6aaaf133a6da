/// Finds steps of the wall clock by comparing it with one that only runs forward.
package struct ClockWatch {
    /// A change of the wall clock that its own running doesn't explain.
    package struct Step: Equatable {
        /// Milliseconds that it moved; negative when it went back.
        package let byMilliseconds: Int64
        /// What it showed afterwards, in milliseconds since 1970-01-01 UTC.
        package let wallMilliseconds: Int64
    }

    /// Differences up to this many milliseconds between two looks are the ordinary drift and its correction.
    package static let bound: Int64 = 1_000

    private var wall: Int64
    private var steady: Int64

    /// Begins with what both clocks show, in milliseconds.
    package init(wall: Int64, steady: Int64) {
        self.wall = wall
        self.steady = steady
    }

    /// Looks again; answers a step that happened since the last look.
    package mutating func look(wall nowWall: Int64, steady nowSteady: Int64) -> Step? {
        let moved = (nowWall - wall) - (nowSteady - steady)
        wall = nowWall
        steady = nowSteady
        return moved.magnitude > UInt64(Self.bound) ? Step(byMilliseconds: moved, wallMilliseconds: nowWall) : nil
    }
}
