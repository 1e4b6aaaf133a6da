/// One event as an extension would send it.
package struct SimulatedEvent: Sendable, Hashable {
    /// The version of the extension that the events seem to come from.
    package static let extensionVersion = "0.4.1"

    /// The event's type, such as `selection.state.changed`.
    package let type: String

    /// When it happened, in milliseconds since 1970-01-01 UTC.
    package let timestampMilliseconds: Int64

    /// Whether it carries the data behind a chart.
    package let carriesObjectData: Bool

    /// The envelope, one line of JSON without a line break.
    package let bytes: [UInt8]
}
