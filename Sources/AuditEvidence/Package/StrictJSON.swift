import AuditEvents

/// Helps to read JSON of which only one text is allowed: whoever uses it writes again what was read, and compares.
enum StrictJSON {
    /// Offsets, sizes and counts are at most this.
    static let maximumNumber: Int64 = 1 << 62

    /// Scans a text and hands its value to `body`.
    static func read<Result>(
        _ bytes: [UInt8],
        _ body: (JSONValue) -> Result
    ) throws(EvidenceReadError) -> Result {
        var failure: JSONSyntaxError?
        let result = bytes.withUnsafeBytes { bytes -> Result? in
            do throws(JSONSyntaxError) {
                return try JSONScanner().withDocument(of: bytes) { body($0.root) }
            } catch {
                failure = error
                return nil
            }
        }
        guard let result else { throw .malformed("not JSON: \(failure.map { "\($0)" } ?? "empty")") }
        return result
    }

    /// An integer from 0 to ``maximumNumber``.
    static func number(_ value: JSONValue?) -> UInt64? {
        guard let number = value?.exactInteger, (0...maximumNumber).contains(number) else { return nil }
        return UInt64(number)
    }

    /// The strings of an array; nil when it has anything else.
    static func texts(_ value: JSONValue?) -> [String]? {
        guard let value, value.kind == .array else { return nil }
        var texts: [String] = []
        for element in value.elements {
            guard let text = element.string else { return nil }
            texts.append(text)
        }
        return texts
    }
}
