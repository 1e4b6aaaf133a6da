extension Double {
    /// Whether this is a finite number without a fraction.
    var isIntegral: Bool {
        guard isFinite else { return false }
        // From 2^53 on every double is an integer.
        return magnitude >= 9_007_199_254_740_992 || Double(Int64(self)) == self
    }
}
