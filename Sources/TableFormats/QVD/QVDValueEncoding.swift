/// How values that are not text become symbols.
///
/// A value is a key of 64 bits: integers, milliseconds and days as they are, numbers as their IEEE bits, truth values
/// as Qlik's −1 and 0. Keys are equal exactly when the symbols are.
enum QVDValueEncoding: Sendable {
    /// Type 1 within 32 bits, type 2 up to 2⁵³, text beyond: a double would be another number.
    case integer
    /// Type 2, whole numbers too, so that a column is of one kind.
    case number
    /// Type 6 with `YYYY-MM-DD hh:mm:ss.fff`, or that as text if the day has no serial.
    case timestamp
    /// Type 5 with `YYYYMMDD`, or `YYYY-MM-DD` as text if the day has no serial.
    case day

    /// Largest magnitude up to which every integer is a double.
    static let exactMagnitude: UInt64 = 1 << 53

    /// The encoding of a column; nil for text.
    init?(_ type: ColumnType) {
        switch type {
        case .text, .json: return nil
        case .integer, .boolean: self = .integer
        case .number: self = .number
        case .timestamp: self = .timestamp
        case .day: self = .day
        }
    }

    /// The key of a number; both zeros have one, since they are equal.
    static func key(_ number: Double) -> Int64 {
        number == 0 ? 0 : Int64(bitPattern: number.bitPattern)
    }

    /// The key of a truth value.
    static func key(_ boolean: Bool) -> Int64 {
        boolean ? -1 : 0
    }

    /// Whether the value is written as text and nothing else.
    func isText(_ key: Int64) -> Bool {
        switch self {
        case .integer: key.magnitude > Self.exactMagnitude
        case .number: false
        case .timestamp: !QVDCalendar.milliseconds.contains(key)
        case .day: !QVDCalendar.days.contains(key)
        }
    }

    /// Bytes that ``append(_:to:)`` appends.
    func byteCount(_ key: Int64) -> Int {
        guard !isText(key) else {
            var bytes: [UInt8] = []
            append(key, to: &bytes)
            return bytes.count
        }
        switch self {
        case .integer: return Int32(exactly: key) == nil ? 9 : 5
        case .number: return 9
        case .timestamp: return 9 + 23 + 1
        case .day: return 5 + 8 + 1
        }
    }

    /// Appends the symbol of a value: type byte and payload.
    func append(_ key: Int64, to bytes: inout [UInt8]) {
        let isText = isText(key)
        switch self {
        case .integer:
            if let small = Int32(exactly: key) {
                bytes.append(1)
                Self.append(small, to: &bytes)
            } else if !isText {
                bytes.append(2)
                Self.append(Double(key), to: &bytes)
            } else {
                bytes.append(4)
                bytes.append(contentsOf: String(key).utf8)
                bytes.append(0)
            }
        case .number:
            bytes.append(2)
            Self.append(Double(bitPattern: UInt64(bitPattern: key)), to: &bytes)
        case .timestamp:
            bytes.append(isText ? 4 : 6)
            if !isText { Self.append(QVDCalendar.serial(milliseconds: key), to: &bytes) }
            QVDCalendar.appendTimestamp(milliseconds: key, to: &bytes)
            bytes.append(0)
        case .day:
            bytes.append(isText ? 4 : 5)
            if !isText { Self.append(Int32(key + QVDCalendar.serialOf1970), to: &bytes) }
            QVDCalendar.appendDay(key, separator: isText ? UInt8(ascii: "-") : nil, to: &bytes)
            bytes.append(0)
        }
    }

    private static func append(_ integer: Int32, to bytes: inout [UInt8]) {
        for shift in stride(from: 0, to: 32, by: 8) { bytes.append(UInt8(truncatingIfNeeded: integer >> shift)) }
    }

    private static func append(_ number: Double, to bytes: inout [UInt8]) {
        let bits = number.bitPattern
        for shift in stride(from: 0, to: 64, by: 8) { bytes.append(UInt8(truncatingIfNeeded: bits >> UInt64(shift))) }
    }
}
