import ArgumentParser

/// How log lines are written.
package enum LogFormat: String, ExpressibleByArgument, CaseIterable {
    /// Time, level, message and `key=value` pairs.
    case text
    /// One JSON object a line.
    case json
}
