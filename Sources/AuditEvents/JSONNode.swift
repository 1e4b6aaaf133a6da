/// One entry of a tape: a JSON value or an object key, 16 bytes.
///
/// Containers are followed by their contents, an object's as key, value, key, value; ``span`` steps over all of it.
struct JSONNode {
    /// What a value is.
    enum Kind: UInt8 {
        case null, `false`, `true`, number, string, array, object
    }

    /// Offset of the first byte; of a string, the first one after the quotation mark.
    var start: UInt32
    /// Offset after the last byte; of a string, that of the closing quotation mark.
    var end: UInt32
    /// How many nodes this value has with everything in it; the next value is that many nodes further.
    var span: UInt32
    /// What it is.
    var kind: Kind
    /// What was noticed while scanning.
    var flags: Flags

    /// Facts that spare a reader a second look at the bytes.
    struct Flags: OptionSet {
        let rawValue: UInt8
        /// The string has escape sequences.
        static let escaped = Flags(rawValue: 1)
        /// The string has bytes over 0x7F.
        static let nonASCII = Flags(rawValue: 2)
        /// The number has a fraction or an exponent.
        static let notPlain = Flags(rawValue: 4)
    }
}
