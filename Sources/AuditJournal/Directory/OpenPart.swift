/// The newest file of a destination that lets its newest file grow.
///
/// Kept in the cursor, so that a batch goes on with exactly this file after a restart, and repeats exactly the same
/// file after a crash.
package struct OpenPart: Sendable, Hashable, Codable {
    /// First record of the file, which is also part of its name.
    package let from: JournalOffset
    /// What windows are counted in: `hour` or `day`.
    package let unit: String
    /// The hour or day that it is for, counted since 1970-01-01 UTC by the time of receipt.
    package let window: Int64
    /// Bytes of the envelopes in it so far; a file that is large enough grows no more.
    package let bytes: Int

    /// Describes a file that may grow.
    package init(from: JournalOffset, unit: String, window: Int64, bytes: Int) {
        self.from = from
        self.unit = unit
        self.window = window
        self.bytes = bytes
    }

    private enum CodingKeys: String, CodingKey {
        case from, unit, window, bytes
    }

    /// Reads the object that `docs/formats/cursor.md` describes; without a unit, windows are hours.
    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        from = try container.decode(JournalOffset.self, forKey: .from)
        unit = try container.decodeIfPresent(String.self, forKey: .unit) ?? "hour"
        window = try container.decode(Int64.self, forKey: .window)
        bytes = try container.decode(Int.self, forKey: .bytes)
    }
}
