import AuditEvents
import MerkleLog

/// What the tree's leaf says of a record: its offset, when it came, and its commitment.
///
/// Source: `docs/formats/log-entry.md`. Personal data is not part of it, so anybody may read it.
package struct LogEntry: Sendable, Hashable {
    /// Most bytes of an entry's text.
    package static let maximumBytes = 128

    /// Record that the entry stands for; also the index of its leaf.
    package let offset: JournalOffset
    /// The server's clock at reception, in milliseconds since 1970-01-01 UTC.
    package let receivedAtMilliseconds: Int64
    /// SHA-256 over salt, event id and content of the record.
    package let commitment: Commitment

    private static let header: StaticString = "vidimus.record/v1\n"
    private static let lineFeed = UInt8(ascii: "\n")

    /// Puts an entry together.
    package init(offset: JournalOffset, receivedAtMilliseconds: Int64, commitment: Commitment) {
        self.offset = offset
        self.receivedAtMilliseconds = receivedAtMilliseconds
        self.commitment = commitment
    }

    /// The entry of a stored record; hashes all of it.
    package init(_ record: JournalRecord) {
        self.init(
            offset: record.offset,
            receivedAtMilliseconds: record.facts.receivedAtMilliseconds,
            commitment: record.commitment
        )
    }

    /// The entry of the record that `submission` became at `offset`; hashes all of it.
    package init(_ submission: Submission, at offset: JournalOffset) {
        self.init(
            offset: offset,
            receivedAtMilliseconds: submission.facts.receivedAtMilliseconds,
            commitment: submission.commitment
        )
    }

    /// The entry of a frame, hashed where it lies.
    init(_ frame: Frame) {
        self.init(
            offset: frame.header.offset,
            receivedAtMilliseconds: frame.header.receivedAtMilliseconds,
            commitment: frame.commitment
        )
    }

    /// The text whose hash is the leaf.
    package var bytes: [UInt8] { withText { Array($0) } }

    /// Hash of the leaf: SHA-256(0x00 ‖ text).
    package var leafHash: TreeHash { withText { TreeHash.leaf($0) } }

    private func withText<Answer>(_ body: (UnsafeRawBufferPointer) -> Answer) -> Answer {
        withUnsafeTemporaryAllocation(byteCount: Self.maximumBytes, alignment: 1) { text in
            var count = Self.header.utf8CodeUnitCount
            text.copyMemory(from: UnsafeRawBufferPointer(start: Self.header.utf8Start, count: count))
            count = Self.write(offset.rawValue, isNegative: false, to: text, at: count)
            let milliseconds = receivedAtMilliseconds
            count = Self.write(milliseconds.magnitude, isNegative: milliseconds < 0, to: text, at: count)
            let rest = UnsafeMutableRawBufferPointer(rebasing: text[count...])
            count += commitment.withBytes { Base64Text.write($0, to: rest) }
            text[count] = Self.lineFeed
            return body(UnsafeRawBufferPointer(rebasing: text[...count]))
        }
    }

    /// Writes a line with a decimal number; returns where the next one begins.
    private static func write(
        _ magnitude: UInt64,
        isNegative: Bool,
        to text: UnsafeMutableRawBufferPointer,
        at start: Int
    ) -> Int {
        var digits = 1
        var power: UInt64 = 10
        while digits < 20, magnitude >= power {
            digits += 1
            if digits < 20 { power *= 10 }
        }
        var end = start
        if isNegative {
            text[end] = UInt8(ascii: "-")
            end += 1
        }
        end += digits
        var rest = magnitude
        for place in 1...digits {
            text[end - place] = UInt8(ascii: "0") + UInt8(rest % 10)
            rest /= 10
        }
        text[end] = lineFeed
        return end + 1
    }
}
