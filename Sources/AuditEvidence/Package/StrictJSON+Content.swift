import AuditEvents
import MerkleLog

extension StrictJSON {
    /// A string, or the digits of a number as they were received; empty for anything else.
    static func shownText(_ value: JSONValue?) -> String {
        value?.string ?? value?.numberText ?? ""
    }

    /// A decimal number of at most 19 digits without sign and leading zeros; nil for anything else.
    static func plainNumber(_ value: JSONValue?) -> UInt64? {
        let text = shownText(value)
        return text.utf8.count <= 19 ? StrictDecimal.value(of: text.utf8) : nil
    }
}
