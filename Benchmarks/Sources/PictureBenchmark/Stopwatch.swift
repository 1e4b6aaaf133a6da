import Foundation

/// Prints how fast something was.
enum Stopwatch {
    /// Processor time of this process so far, in seconds.
    static var processorSeconds: Double {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    static func report(_ name: String, pictures: Int, processor: Double, wall: Double) {
        let perPicture = (processor / Double(pictures) * 100_000).rounded() / 100
        let rate = (Double(pictures) / processor * 10).rounded() / 10
        let wallRate = (Double(pictures) / wall * 10).rounded() / 10
        print("\(name): \(rate) pictures/s of processor time (\(perPicture) ms each), \(wallRate)/s by the clock")
    }
}
