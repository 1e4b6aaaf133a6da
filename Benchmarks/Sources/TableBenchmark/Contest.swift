import Glibc

/// A writer or a baseline, measured round by round.
struct Contest {
    let name: String
    /// Does the work once and returns the bytes of its result.
    let work: () throws -> Int
    private(set) var bytes = 0
    private var seconds: [Double] = []

    init(_ name: String, work: @escaping () throws -> Int) {
        self.name = name
        self.work = work
    }

    /// The median of all rounds.
    var median: Double { seconds.sorted()[seconds.count / 2] }

    mutating func round() throws {
        let start = Self.processorSeconds()
        bytes = try work()
        seconds.append(Self.processorSeconds() - start)
    }

    /// CPU time of this process; other processes don't disturb it much.
    private static func processorSeconds() -> Double {
        var time = timespec()
        guard clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time) == 0 else { return 0 }
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}
