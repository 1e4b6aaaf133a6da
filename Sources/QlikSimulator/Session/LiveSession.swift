/// A simulated person at work: tells what happens next and after how long, for ever.
package protocol LiveSession: Sendable {
    /// The next event, and how many milliseconds after the one before it happens.
    mutating func next() -> (delayMilliseconds: Int64, event: SimulatedEvent)
}
