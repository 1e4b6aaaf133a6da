/// Position of a record in the journal, counted in records from 0; also its leaf index in the Merkle log.
package struct JournalOffset: Sendable, Hashable, Codable, CustomStringConvertible {
    /// Beyond any journal, and far from where arithmetic overflows: what is greater in a file is not an offset.
    package static let maximum = JournalOffset(1 << 62)

    /// Number of records before this one.
    package let rawValue: UInt64

    /// Names the record that has `rawValue` records before it.
    package init(_ rawValue: UInt64) {
        self.rawValue = rawValue
    }

    /// Offset of the following record.
    package var next: JournalOffset { JournalOffset(rawValue + 1) }

    /// Decimal digits without a group separator.
    package var description: String { String(rawValue) }

    /// Reads a bare JSON number.
    package init(from decoder: any Decoder) throws {
        rawValue = try decoder.singleValueContainer().decode(UInt64.self)
    }

    /// Writes a bare JSON number.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(rawValue)
    }
}

extension JournalOffset: Strideable {
    // Strideable would compare by distance, which is slower and overflows for numbers that no journal has.
    package static func == (left: JournalOffset, right: JournalOffset) -> Bool { left.rawValue == right.rawValue }
    package static func < (left: JournalOffset, right: JournalOffset) -> Bool { left.rawValue < right.rawValue }

    /// Number of records from this one to `other`; negative when `other` is earlier.
    package func distance(to other: JournalOffset) -> Int {
        other.rawValue >= rawValue ? Int(other.rawValue - rawValue) : -Int(rawValue - other.rawValue)
    }

    /// Offset `count` records later, or earlier when `count` is negative.
    package func advanced(by count: Int) -> JournalOffset {
        count >= 0 ? JournalOffset(rawValue + UInt64(count)) : JournalOffset(rawValue - UInt64(-count))
    }
}
