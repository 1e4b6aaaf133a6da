/// Reads what the compact protocol of Thrift says: structures as dictionaries by field id.
struct ThriftReader {
    enum Value: Equatable {
        case boolean(Bool)
        case integer(Int64)
        case binary([UInt8])
        case list([Value])
        case structure([Int64: Value])
    }

    private struct Malformed: Error {}

    private let bytes: [UInt8]
    private var position = 0

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// Whether everything was read.
    var isAtEnd: Bool { position == bytes.count }

    mutating func structure() throws -> [Int64: Value] {
        var fields: [Int64: Value] = [:]
        var last: Int64 = 0
        while true {
            let head = try byte()
            if head == 0 { return fields }
            last = head >> 4 == 0 ? try zigzag() : last + Int64(head >> 4)
            fields[last] = try value(head & 15, inList: false)
        }
    }

    mutating func varint() throws -> UInt64 {
        var result: UInt64 = 0
        var shift: UInt64 = 0
        while true {
            let next = try byte()
            result |= UInt64(next & 0x7F) << shift
            shift += 7
            if next < 0x80 { return result }
        }
    }

    private mutating func value(_ type: UInt8, inList: Bool) throws -> Value {
        switch type {
        case 1, 2:
            return .boolean(inList ? try byte() == 1 : type == 1)
        case 3:
            return .integer(Int64(Int8(bitPattern: try byte())))
        case 4, 5, 6:
            return .integer(try zigzag())
        case 8:
            let count = Int(try varint())
            guard position + count <= bytes.count else { throw Malformed() }
            defer { position += count }
            return .binary(Array(bytes[position..<position + count]))
        case 9:
            let head = try byte()
            let count = head >> 4 == 15 ? Int(try varint()) : Int(head >> 4)
            return .list(try (0..<count).map { _ in try value(head & 15, inList: true) })
        case 12:
            return .structure(try structure())
        default:
            throw Malformed()
        }
    }

    private mutating func zigzag() throws -> Int64 {
        let word = try varint()
        return Int64(bitPattern: word >> 1) ^ -Int64(bitPattern: word & 1)
    }

    private mutating func byte() throws -> UInt8 {
        guard position < bytes.count else { throw Malformed() }
        defer { position += 1 }
        return bytes[position]
    }
}
