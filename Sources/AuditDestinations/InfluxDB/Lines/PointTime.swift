import AuditEvents
import AuditJournal

/// The time of a point: the event's millisecond, and below it digits of the offset.
///
/// A database takes two points of the same series and time for one. So a record that is delivered twice overwrites
/// itself, and two events of one millisecond stay two, unless they lie exactly a multiple of 1,000,000 records apart.
package struct PointTime: Sendable, Hashable {
    private static let nanosecondsInMillisecond: Int64 = 1_000_000

    /// The milliseconds that 64 bits of nanoseconds can hold: years 1677 to 2262.
    private static let representable = -9_223_372_036_854...9_223_372_036_853 as ClosedRange<Int64>

    /// Nanoseconds since 1970-01-01 UTC.
    package let nanoseconds: Int64

    /// Whether the event's own time has no place here, so that the time of reception stands for it.
    package let isReceiveTime: Bool

    /// Takes the event's time if it has one that a database can hold, else the time of reception.
    package init(eventMilliseconds: Int64?, receivedMilliseconds: Int64, offset: JournalOffset) {
        let own = eventMilliseconds.flatMap { Self.representable.contains($0) ? $0 : nil }
        let received = min(max(receivedMilliseconds, Self.representable.lowerBound), Self.representable.upperBound)
        let below = Int64(offset.rawValue % UInt64(Self.nanosecondsInMillisecond))
        nanoseconds = (own ?? received) * Self.nanosecondsInMillisecond + below
        isReceiveTime = own == nil
    }
}
