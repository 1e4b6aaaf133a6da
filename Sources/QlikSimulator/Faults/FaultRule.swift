/// Faults for some requests, a number of times.
package struct FaultRule: Sendable {
    /// The requests that it is for.
    package let matcher: RequestMatcher

    /// What goes wrong with each, in this order.
    package let faults: [Fault]

    /// How many matching requests go well before.
    package internal(set) var skips: Int

    /// How many matching requests meet the faults after that; nil for all.
    package internal(set) var times: Int?

    /// Creates a rule; `times` is nil for all requests from the first one after `skips`.
    package init(_ matcher: RequestMatcher, _ faults: Fault..., skips: Int = 0, times: Int? = 1) {
        precondition(skips >= 0 && times ?? 1 > 0, "a rule is for at least one request")
        self.matcher = matcher
        self.faults = faults
        self.skips = skips
        self.times = times
    }
}
