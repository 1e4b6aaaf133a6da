import AuditEvents
import Crypto

/// The content of a frame: five length-prefixed texts, then the JSON bytes.
///
/// Each text is preceded by a little-endian `UInt16`: 0 when it is absent, its bytes of UTF-8 plus
/// one otherwise. Source: `docs/formats/segment.md`, "Content".
struct FrameContent {
    /// The texts, and the receive time from the frame header.
    let facts: ReceptionFacts
    /// Type of an own record.
    let ownType: String?
    /// Where the JSON starts in the content.
    let jsonStart: Int

    /// Number of texts in format version 1.
    private static let textCount = 5

    /// Encodes what stands before the JSON bytes.
    static func encode(_ facts: ReceptionFacts, ownType: String?) -> [UInt8] {
        let texts = [facts.clientAddress, facts.userAgent, facts.tokenName, facts.extensionVersion, ownType]
        var bytes: [UInt8] = []
        bytes.reserveCapacity(texts.reduce(0) { $0 + 2 + ($1?.utf8.count ?? 0) })
        for text in texts {
            guard let text else {
                bytes.append(0)
                bytes.append(0)
                continue
            }
            let prefix = UInt16(text.utf8.count + 1)
            bytes.append(UInt8(truncatingIfNeeded: prefix))
            bytes.append(UInt8(truncatingIfNeeded: prefix >> 8))
            bytes.append(contentsOf: text.utf8)
        }
        return bytes
    }

    /// Reads the texts; nil when the lengths don't fit or a text is not UTF-8.
    init?(decoding content: UnsafeRawBufferPointer, receivedAtMilliseconds: Int64) {
        var texts: [String?] = []
        var position = 0
        for _ in 0..<Self.textCount {
            guard position + 2 <= content.count else { return nil }
            let prefix = Int(UInt16(littleEndian: content.loadUnaligned(fromByteOffset: position, as: UInt16.self)))
            position += 2
            guard prefix > 0 else {
                texts.append(nil)
                continue
            }
            let length = prefix - 1
            guard length <= ReceptionFacts.maximumTextBytes, position + length <= content.count,
                let text = String(validating: content[position..<position + length], as: UTF8.self)
            else { return nil }
            texts.append(text)
            position += length
        }
        guard let clientAddress = texts[0] else { return nil }
        facts = ReceptionFacts(
            receivedAtMilliseconds: receivedAtMilliseconds,
            clientAddress: clientAddress,
            userAgent: texts[1],
            tokenName: texts[2],
            extensionVersion: texts[3]
        )
        ownType = texts[4]
        jsonStart = position
    }

    /// SHA-256(salt ‖ event id ‖ content), the content given in two parts.
    static func commitment(salt: Salt, id: EventID, parts first: [UInt8], _ second: [UInt8]) -> Commitment {
        first.withUnsafeBytes { first in
            second.withUnsafeBytes { second in commitment(salt: salt, id: id, parts: first, second) }
        }
    }

    /// SHA-256(salt ‖ event id ‖ content), the content given in two parts.
    static func commitment(
        salt: Salt,
        id: EventID,
        parts first: UnsafeRawBufferPointer,
        _ second: UnsafeRawBufferPointer
    ) -> Commitment {
        withUnsafeTemporaryAllocation(byteCount: 32, alignment: 8) { head in
            guard let start = head.baseAddress else { preconditionFailure("32 bytes were allocated") }
            salt.write(to: start)
            id.write(to: start + Salt.byteCount)
            var hash = SHA256()
            hash.update(bufferPointer: UnsafeRawBufferPointer(head))
            hash.update(bufferPointer: first)
            hash.update(bufferPointer: second)
            return Commitment(hash.finalize())
        }
    }
}
