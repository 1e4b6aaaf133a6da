/// How often the log is published; the defaults are meant for production.
package struct LogSettings: Sendable {
    /// Between two checkpoints at least this much time passes.
    ///
    /// A record that comes alone is covered at once, one under load after this long at the latest. Each checkpoint costs
    /// four syncs and 300 bytes for ever.
    package var interval = Duration.milliseconds(400)

    /// Time before the next attempt after one that failed.
    package var retryInterval = Duration.seconds(1)

    /// How long a graceful stop goes on covering what is not covered yet; the rest is for the next start.
    package var finalBound = Duration.seconds(2)

    /// The defaults.
    package init() {}
}
