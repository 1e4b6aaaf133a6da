import Glibc

/// CPU time of this process; other processes don't disturb it much.
enum ProcessorTime {
    /// Seconds since the process began.
    static var seconds: Double {
        var time = timespec()
        guard clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time) == 0 else { return 0 }
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    /// Prints how many of `count` things a second of `work` makes.
    static func measure(_ name: String, count: Int, _ work: () throws -> Void) rethrows {
        let start = seconds
        try work()
        let taken = seconds - start
        print("\(name): \(Int(Double(count) / taken))/s (\(count) in \(Int(taken * 1000)) ms)")
    }
}
