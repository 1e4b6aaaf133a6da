import Synchronization

/// Removes parts of days that are long past, once a day.
final class PartRetention: Sendable {
    private let days: Int?
    private let today: @Sendable () -> Int64
    private let swept = Mutex<Int64?>(nil)

    /// Keeps parts for `days` days, or for ever; `today` counts UTC days since 1970-01-01.
    init(days: Int?, today: @escaping @Sendable () -> Int64) {
        self.days = days
        self.today = today
    }

    /// Removes what is due, unless that was done today already.
    func sweep(_ directory: any PartDirectory, fileExtension: String) throws(PosixError) {
        guard let days else { return }
        let now = today()
        guard swept.withLock({ $0 != now }) else { return }
        for name in try directory.names() {
            guard let part = PartName(name, fileExtension: fileExtension), part.day < now - Int64(days) else {
                continue
            }
            try directory.remove(name)
        }
        swept.withLock { $0 = now }
    }
}
