/// How far one destination has confirmed, and what it is in the middle of.
package struct Cursor: Sendable, Hashable, Codable {
    /// First offset that the destination has not confirmed.
    package var next: JournalOffset

    /// Range that is being published; after a crash exactly this range is repeated.
    package var pending: Range<JournalOffset>?

    /// The file that goes on growing; nil for destinations without such files.
    package var openPart: OpenPart?

    /// A destination that stands before `next`.
    package init(next: JournalOffset, pending: Range<JournalOffset>? = nil, openPart: OpenPart? = nil) {
        self.next = next
        self.pending = pending
        self.openPart = openPart
    }

    private enum CodingKeys: String, CodingKey {
        case format, next, pending, openPart
    }

    private struct Span: Codable {
        let from: JournalOffset
        let to: JournalOffset
    }

    private static let format = 1

    /// Reads the object that `docs/formats/cursor.md` describes.
    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let format = try container.decode(Int.self, forKey: .format)
        guard format == Self.format else {
            throw DecodingError.dataCorruptedError(
                forKey: .format,
                in: container,
                debugDescription: "cursor format \(format) is unknown to this program"
            )
        }
        next = try container.decode(JournalOffset.self, forKey: .next)
        guard next <= JournalOffset.maximum else {
            throw DecodingError.dataCorruptedError(
                forKey: .next,
                in: container,
                debugDescription: "no journal has that many records"
            )
        }
        pending = try container.decodeIfPresent(Span.self, forKey: .pending).map { span in
            guard span.from <= span.to, span.to <= JournalOffset.maximum else {
                throw DecodingError.dataCorruptedError(
                    forKey: .pending,
                    in: container,
                    debugDescription: "the pending range ends before it begins, or beyond any journal"
                )
            }
            return span.from..<span.to
        }
        openPart = try container.decodeIfPresent(OpenPart.self, forKey: .openPart)
        guard openPart.map({ $0.from <= next && $0.bytes >= 0 }) ?? true else {
            throw DecodingError.dataCorruptedError(
                forKey: .openPart,
                in: container,
                debugDescription: "the open part begins behind the cursor"
            )
        }
    }

    /// Writes the object that `docs/formats/cursor.md` describes.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(Self.format, forKey: .format)
        try container.encode(next, forKey: .next)
        if let pending {
            try container.encode(Span(from: pending.lowerBound, to: pending.upperBound), forKey: .pending)
        }
        try container.encodeIfPresent(openPart, forKey: .openPart)
    }
}
