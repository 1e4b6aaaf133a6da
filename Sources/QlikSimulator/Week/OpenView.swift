/// A chart on screen: a stopwatch whose laps are segments, each with what was shown meanwhile.
struct OpenView: Sendable {
    /// The selections and the data on screen.
    struct Shown: Sendable, Hashable {
        var transaction: SimulatedUUID
        var dataState: Int64
    }

    /// A lap.
    struct Segment: Sendable {
        let shown: Shown
        var milliseconds: Int64
    }

    let object: SimulatedObject
    /// When it came into view.
    let entered: Int64
    /// The selections then in force.
    let enterTransaction: SimulatedUUID
    private(set) var shown: Shown
    private(set) var segments: [Segment] = []
    /// Milliseconds that nobody looked.
    private(set) var paused: Int64 = 0
    /// Whether its data was recorded as it is now.
    var isCaptured = false
    private var lapStart: Int64

    init(_ object: SimulatedObject, showing shown: Shown, at time: Int64) {
        self.object = object
        self.shown = shown
        entered = time
        enterTransaction = shown.transaction
        lapStart = time
    }

    /// Milliseconds that it was looked at, as of the last lap.
    var duration: Int64 { segments.reduce(0) { $0 + $1.milliseconds } }

    /// Counts what went by.
    mutating func lap(at time: Int64) {
        guard time > lapStart else { return }
        if let last = segments.last, last.shown == shown {
            segments[segments.count - 1].milliseconds += time - lapStart
        } else {
            segments.append(Segment(shown: shown, milliseconds: time - lapStart))
        }
        lapStart = time
    }

    /// Other selections or other data are on screen from now on.
    mutating func show(_ shown: Shown, at time: Int64) {
        lap(at: time)
        self.shown = shown
    }

    /// Nobody looks between two times.
    mutating func pause(from start: Int64, until end: Int64) {
        lap(at: start)
        paused += end - start
        lapStart = end
    }
}
