/// A UUID as 128 bits.
package struct SimulatedUUID: Sendable, Hashable, CustomStringConvertible {
    /// The first 64 bits.
    package let high: UInt64

    /// The last 64 bits.
    package let low: UInt64

    /// The lower-case form 8-4-4-4-12.
    package var description: String {
        var bytes: [UInt8] = []
        append(to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Appends the 36 characters of ``description``.
    func append(to bytes: inout [UInt8]) {
        for position in 0..<32 {
            if position == 8 || position == 12 || position == 16 || position == 20 { bytes.append(UInt8(ascii: "-")) }
            appendDigit(position, to: &bytes)
        }
    }

    /// Appends the 32 digits without hyphens.
    func appendDigits(to bytes: inout [UInt8]) {
        for position in 0..<32 { appendDigit(position, to: &bytes) }
    }

    private func appendDigit(_ position: Int, to bytes: inout [UInt8]) {
        let half = position < 16 ? high : low
        let digit = UInt8(truncatingIfNeeded: half >> UInt64(60 - 4 * (position & 15))) & 0xF
        bytes.append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10)
    }
}
