/// One run of a scanner over one text: the grammar between tokens.
///
/// Lives on the stack of `JSONScanner.scan`, so that position and counts stay in registers.
struct JSONScanPass {
    let bytes: UnsafeRawPointer
    let count: Int
    let nodes: UnsafeMutablePointer<JSONNode>
    let nodeLimit: Int
    let openContainers: UnsafeMutablePointer<UInt32>

    var position = 0
    var nodeCount = 0
    var depth = 0
    var sawConstructorKey = false

    init(
        bytes: UnsafeRawPointer,
        count: Int,
        nodes: UnsafeMutablePointer<JSONNode>,
        nodeLimit: Int,
        openContainers: UnsafeMutablePointer<UInt32>
    ) {
        self.bytes = bytes
        self.count = count
        self.nodes = nodes
        self.nodeLimit = nodeLimit
        self.openContainers = openContainers
    }

    /// Scans the whole text.
    mutating func run() throws(JSONSyntaxError) {
        if count >= 3, byte(0) == 0xEF, byte(1) == 0xBB, byte(2) == 0xBF { position = 3 }
        skipSpace()
        repeat {
            try value()
            try separator()
        } while depth > 0
        skipSpace()
        guard position == count else { throw fault(.trailingCharacters) }
    }

    /// Scans a scalar, an empty container, or the opening of a container up to its first value.
    @inline(__always)
    private mutating func value() throws(JSONSyntaxError) {
        while true {
            guard position < count else { throw fault(.unexpectedEnd) }
            switch byte(position) {
            case UInt8(ascii: "\""):
                _ = try string()
                return
            case UInt8(ascii: "{"):
                try open(.object)
                if position < count, byte(position) == UInt8(ascii: "}") { return }
                try key()
            case UInt8(ascii: "["):
                try open(.array)
                if position < count, byte(position) == UInt8(ascii: "]") { return }
            case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
                try number()
                return
            case UInt8(ascii: "t"):
                try literal("true", .true)
                return
            case UInt8(ascii: "f"):
                try literal("false", .false)
                return
            case UInt8(ascii: "n"):
                try literal("null", .null)
                return
            default:
                throw fault(.unexpectedCharacter)
            }
        }
    }

    /// After a value: closes containers, then goes to where the next value starts, if any is due.
    @inline(__always)
    private mutating func separator() throws(JSONSyntaxError) {
        while depth > 0 {
            skipSpace()
            guard position < count else { throw fault(.unexpectedEnd) }
            let container = Int(openContainers[depth - 1])
            let isObject = nodes[container].kind == .object
            let next = byte(position)
            if next == UInt8(ascii: ",") {
                position += 1
                skipSpace()
                if isObject { try key() }
                return
            }
            guard next == (isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")) else {
                throw fault(.unexpectedCharacter)
            }
            position += 1
            depth -= 1
            nodes[container].end = UInt32(truncatingIfNeeded: position)
            nodes[container].span = UInt32(truncatingIfNeeded: nodeCount - container)
        }
    }

    /// Scans `"key" :` and goes to where its value starts.
    @inline(__always)
    private mutating func key() throws(JSONSyntaxError) {
        guard position < count, byte(position) == UInt8(ascii: "\"") else {
            throw fault(position < count ? .expectedKey : .unexpectedEnd)
        }
        let node = try string()
        let length = nodes[node].end &- nodes[node].start
        let first = byte(Int(nodes[node].start))
        if length == 9 && first == UInt8(ascii: "_") || length == 11 && first == UInt8(ascii: "c")
            || nodes[node].flags.contains(.escaped)
        {
            try inspectKey(node)
        }
        skipSpace()
        guard position < count, byte(position) == UInt8(ascii: ":") else {
            throw fault(position < count ? .expectedColon : .unexpectedEnd)
        }
        position += 1
        skipSpace()
    }

    /// Refuses `__proto__` and notes `constructor`, plain or escaped.
    private mutating func inspectKey(_ node: Int) throws(JSONSyntaxError) {
        let key = JSONValue(text: bytes, node: UnsafePointer(nodes + node))
        if key.isString(equalTo: JSONDocument.prototypeSetterKey) {
            throw JSONSyntaxError(byteOffset: Int(nodes[node].start), reason: .forbiddenKey)
        }
        if key.isString(equalTo: JSONDocument.constructorKey) { sawConstructorKey = true }
    }

    @inline(__always)
    private mutating func open(_ kind: JSONNode.Kind) throws(JSONSyntaxError) {
        guard depth < JSONScanner.maximumDepth else { throw fault(.tooDeep) }
        openContainers[depth] = UInt32(truncatingIfNeeded: nodeCount)
        depth += 1
        try append(kind, start: position, end: position, flags: [])
        position += 1
        skipSpace()
    }

    /// Adds a node that contains no others.
    @inline(__always)
    mutating func append(
        _ kind: JSONNode.Kind,
        start: Int,
        end: Int,
        flags: JSONNode.Flags
    ) throws(JSONSyntaxError) {
        guard nodeCount < nodeLimit else { throw fault(.tooManyValues) }
        nodes[nodeCount] = JSONNode(
            start: UInt32(truncatingIfNeeded: start),
            end: UInt32(truncatingIfNeeded: end),
            span: 1,
            kind: kind,
            flags: flags
        )
        nodeCount += 1
    }

    @inline(__always)
    mutating func skipSpace() {
        while position < count {
            let next = byte(position)
            guard next <= 0x20, next == 0x20 || next == 0x0A || next == 0x0D || next == 0x09 else { return }
            position += 1
        }
    }

    @inline(__always)
    func byte(_ offset: Int) -> UInt8 {
        bytes.load(fromByteOffset: offset, as: UInt8.self)
    }

    /// Describes a fault here.
    func fault(_ reason: JSONSyntaxError.Reason) -> JSONSyntaxError {
        JSONSyntaxError(byteOffset: position, reason: reason)
    }
}
