/// Lengths of time for people.
enum DurationText {
    /// Milliseconds as hours, minutes and seconds, such as `1:02:07` or `0:42`; empty for nil.
    static func clock(_ milliseconds: Int64?) -> String {
        guard let milliseconds else { return "" }
        let seconds = (milliseconds + 500) / 1_000
        let (minutes, rest) = (seconds / 60, two(seconds % 60))
        return minutes < 60 ? "\(minutes):\(rest)" : "\(minutes / 60):\(two(minutes % 60)):\(rest)"
    }

    private static func two(_ number: Int64) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
