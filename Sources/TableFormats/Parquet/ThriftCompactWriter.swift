/// Writes structures in the compact protocol of Apache Thrift, in which all metadata of a Parquet file is coded.
///
/// Fields of a structure are written in ascending order of their ids.
package struct ThriftCompactWriter {
    /// The type codes of the protocol, as far as Parquet needs them.
    enum TypeCode: UInt8 {
        case yes = 1
        case no = 2
        case byte = 3
        case int16 = 4
        case int32 = 5
        case int64 = 6
        case binary = 8
        case list = 9
        case structure = 12
    }

    /// The structures so far.
    package private(set) var bytes: [UInt8] = []
    /// The id of the last field of the structure that is being written; ids are coded as differences.
    private var lastField: Int16 = 0

    /// Starts without bytes.
    package init() {}

    /// Writes a structure that is no field of another one.
    package mutating func structure(_ fill: (inout Self) -> Void) {
        let outerField = lastField
        lastField = 0
        fill(&self)
        bytes.append(0)
        lastField = outerField
    }

    /// Writes a field that is a structure.
    package mutating func structure(_ id: Int16, _ fill: (inout Self) -> Void) {
        header(id, .structure)
        structure(fill)
    }

    /// Writes a field that is a truth value.
    package mutating func boolean(_ id: Int16, _ value: Bool) {
        header(id, value ? .yes : .no)
    }

    /// Writes an 8-bit field.
    package mutating func int8(_ id: Int16, _ value: Int8) {
        header(id, .byte)
        bytes.append(UInt8(bitPattern: value))
    }

    /// Writes a 16-bit field.
    package mutating func int16(_ id: Int16, _ value: Int16) {
        header(id, .int16)
        zigzag(Int64(value))
    }

    /// Writes a 32-bit field; enumerations are written so too.
    package mutating func int32(_ id: Int16, _ value: Int32) {
        header(id, .int32)
        zigzag(Int64(value))
    }

    /// Writes a 64-bit field.
    package mutating func int64(_ id: Int16, _ value: Int64) {
        header(id, .int64)
        zigzag(value)
    }

    /// Writes a field of bytes.
    package mutating func binary(_ id: Int16, _ value: [UInt8]) {
        header(id, .binary)
        binary(value)
    }

    /// Writes a field of text.
    package mutating func text(_ id: Int16, _ value: String) {
        binary(id, Array(value.utf8))
    }

    /// Writes a field that is a list of structures.
    package mutating func structures<Element>(
        _ id: Int16,
        _ elements: [Element],
        _ fill: (inout Self, Element) -> Void
    ) {
        listHeader(id, .structure, count: elements.count)
        for element in elements { structure { fill(&$0, element) } }
    }

    /// Writes a field that is a list of 32-bit numbers or enumerations.
    package mutating func int32s(_ id: Int16, _ elements: [Int32]) {
        listHeader(id, .int32, count: elements.count)
        for element in elements { zigzag(Int64(element)) }
    }

    /// Writes a field that is a list of 64-bit numbers.
    package mutating func int64s(_ id: Int16, _ elements: [Int64]) {
        listHeader(id, .int64, count: elements.count)
        for element in elements { zigzag(element) }
    }

    /// Writes a field that is a list of truth values.
    package mutating func booleans(_ id: Int16, _ elements: [Bool]) {
        listHeader(id, .yes, count: elements.count)
        for element in elements { bytes.append((element ? TypeCode.yes : .no).rawValue) }
    }

    /// Writes a field that is a list of byte strings.
    package mutating func binaries(_ id: Int16, _ elements: [[UInt8]]) {
        listHeader(id, .binary, count: elements.count)
        for element in elements { binary(element) }
    }

    private mutating func binary(_ value: [UInt8]) {
        ParquetVarint.append(UInt64(value.count), to: &bytes)
        bytes.append(contentsOf: value)
    }

    private mutating func header(_ id: Int16, _ type: TypeCode) {
        precondition(id > lastField, "fields are written in ascending order")
        let difference = id - lastField
        lastField = id
        if difference <= 15 {
            bytes.append(UInt8(difference) << 4 | type.rawValue)
        } else {
            bytes.append(type.rawValue)
            zigzag(Int64(id))
        }
    }

    private mutating func listHeader(_ id: Int16, _ type: TypeCode, count: Int) {
        header(id, .list)
        if count < 15 {
            bytes.append(UInt8(count) << 4 | type.rawValue)
        } else {
            bytes.append(0xF0 | type.rawValue)
            ParquetVarint.append(UInt64(count), to: &bytes)
        }
    }

    private mutating func zigzag(_ value: Int64) {
        ParquetVarint.append(UInt64(bitPattern: value << 1 ^ value >> 63), to: &bytes)
    }
}
