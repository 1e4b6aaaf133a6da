#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// Where random bytes come from; tests give a seeded one.
package struct RandomSource: Sendable {
    /// Fills the whole buffer; callable from any thread.
    package let fill: @Sendable (UnsafeMutableRawBufferPointer) -> Void

    /// Uses `fill` for every draw.
    package init(fill: @escaping @Sendable (UnsafeMutableRawBufferPointer) -> Void) {
        self.fill = fill
    }

    /// The generator of the operating system, fit for keys and salts.
    package static let system = RandomSource { buffer in
        // At most 256 bytes a call; within that it can't fail on a system that has the call.
        for start in stride(from: 0, to: buffer.count, by: 256) {
            let part = UnsafeMutableRawBufferPointer(rebasing: buffer[start..<min(start + 256, buffer.count)])
            guard let address = part.baseAddress else { continue }
            precondition(getentropy(address, part.count) == 0, "the system has random bytes")
        }
    }

    /// One random word.
    package func word() -> UInt64 {
        var word: UInt64 = 0
        withUnsafeMutableBytes(of: &word) { fill($0) }
        return word
    }
}
