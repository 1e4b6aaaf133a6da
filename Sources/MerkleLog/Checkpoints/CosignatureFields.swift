/// What the bytes of a `cosignature/v1` are: a time, eight bytes with the most significant first, and a signature.
///
/// Source: C2SP tlog-cosignature, "Format" and "Ed25519 signed message".
struct CosignatureFields {
    /// Later times are no POSIX timestamps.
    static let maximumTimestampSeconds = UInt64(Int64.max)

    private static let timestampByteCount = 8
    private static let signatureByteCount = 64

    /// Seconds since 1970-01-01 UTC.
    let timestampSeconds: UInt64
    /// Ed25519 over ``message(for:)``.
    let signature: [UInt8]

    /// Takes the bytes apart; nil when they are no cosignature.
    init?(_ bytes: [UInt8]) {
        guard bytes.count == Self.timestampByteCount + Self.signatureByteCount else { return nil }
        timestampSeconds = bytes.prefix(Self.timestampByteCount).reduce(0) { $0 << 8 | UInt64($1) }
        signature = Array(bytes.dropFirst(Self.timestampByteCount))
        guard timestampSeconds <= Self.maximumTimestampSeconds else { return nil }
    }

    /// What is signed at this time for the text of a checkpoint.
    func message(for text: [UInt8]) -> [UInt8] { Self.message(for: text, at: timestampSeconds) }

    /// What is signed at a time for the text of a checkpoint.
    static func message(for text: [UInt8], at timestampSeconds: UInt64) -> [UInt8] {
        Array("cosignature/v1\ntime \(timestampSeconds)\n".utf8) + text
    }

    /// The bytes of a cosignature.
    static func encode(timestampSeconds: UInt64, signature: [UInt8]) -> [UInt8] {
        withUnsafeBytes(of: timestampSeconds.bigEndian) { Array($0) } + signature
    }
}
