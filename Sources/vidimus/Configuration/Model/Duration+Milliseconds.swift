extension Duration {
    /// The longest period that a configuration can ask for: 366 days.
    private static let maximumMilliseconds = 366.0 * 86_400_000

    /// A number of milliseconds between zero and 366 days; what lies outside is taken for the nearer end.
    static func milliseconds(boundedMilliseconds value: Double) -> Duration {
        .microseconds(Int64(min(max(value, 0), maximumMilliseconds) * 1_000))
    }
}
