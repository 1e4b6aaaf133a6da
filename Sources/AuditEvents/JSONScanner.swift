/// Turns JSON texts into tapes, one after the other, in storage that is used again.
///
/// Strict RFC 8259 with UTF-8 checked (no overlong forms, no surrogates), at most ``maximumDepth`` levels and
/// ``maximumNodeCount`` values and keys. A leading byte order mark is tolerated (RFC 8259 §8.1 allows that).
/// Iterative: the depth of the input never reaches our stack. As at Butler SOS an object with a key `__proto__`,
/// or with a key `constructor` whose value is an object with a key `prototype`, is a syntax error.
///
/// Not thread safe: each event loop, reader or task owns one.
package final class JSONScanner {
    /// How many arrays and objects may be open at once.
    package static let maximumDepth = 64
    /// How many values and object keys one text may have.
    ///
    /// A text of 2 MiB cannot have more; larger ones could only to waste memory (16 bytes each).
    package static let maximumNodeCount = 1 << 20
    /// Larger texts are refused unread: offsets on the tape have 32 bits.
    package static let maximumByteCount = Int(Int32.max)
    /// A tape that grew beyond this for one text is given back at the next small one.
    static let retainedNodeCount = 1 << 14

    private(set) var nodes: UnsafeMutablePointer<JSONNode>
    private var capacity: Int
    private let openContainers: UnsafeMutablePointer<UInt32>

    /// Makes a scanner with room for a usual event.
    package init() {
        capacity = 512
        nodes = .allocate(capacity: capacity)
        openContainers = .allocate(capacity: JSONScanner.maximumDepth)
    }

    deinit {
        nodes.deallocate()
        openContainers.deallocate()
    }

    /// Scans a text and hands its tape to `body`; the document must not leave it.
    ///
    /// - Parameters:
    ///   - bytes: The text.
    ///   - body: Reads the document; it is valid until `body` returns.
    /// - Returns: What `body` returned.
    /// - Throws: ``JSONSyntaxError``, without calling `body`.
    package func withDocument<Result>(
        of bytes: UnsafeRawBufferPointer,
        _ body: (JSONDocument) -> Result
    ) throws(JSONSyntaxError) -> Result {
        let document = try scan(bytes)
        return withExtendedLifetime(self) { body(document) }
    }

    /// Scans a text; the document is valid until the next scan, while this scanner and `bytes` live.
    func scan(_ bytes: UnsafeRawBufferPointer) throws(JSONSyntaxError) -> JSONDocument {
        guard let base = bytes.baseAddress, !bytes.isEmpty else {
            throw JSONSyntaxError(byteOffset: 0, reason: .empty)
        }
        guard bytes.count <= JSONScanner.maximumByteCount else {
            throw JSONSyntaxError(byteOffset: JSONScanner.maximumByteCount, reason: .tooLarge)
        }
        reserve(forByteCount: bytes.count)
        var pass = JSONScanPass(
            bytes: base,
            count: bytes.count,
            nodes: nodes,
            nodeLimit: min(capacity, JSONScanner.maximumNodeCount),
            openContainers: openContainers
        )
        try pass.run()
        let document = JSONDocument(
            text: base,
            byteCount: bytes.count,
            nodes: UnsafePointer(nodes),
            nodeCount: pass.nodeCount
        )
        if pass.sawConstructorKey {
            try document.refuseConstructorPrototypes()
        }
        return document
    }

    /// Makes room for every node that so many bytes can give.
    ///
    /// A value or key takes at least two bytes together with its separator or its closing bracket, but for the
    /// containers that are still open and the last scalar.
    private func reserve(forByteCount byteCount: Int) {
        let needed = min(byteCount / 2 + JSONScanner.maximumDepth + 2, JSONScanner.maximumNodeCount)
        let isOversized = capacity > JSONScanner.retainedNodeCount && needed <= JSONScanner.retainedNodeCount
        guard needed > capacity || isOversized else { return }
        nodes.deallocate()
        capacity = needed > JSONScanner.retainedNodeCount ? needed : min(needed * 2, JSONScanner.retainedNodeCount)
        nodes = .allocate(capacity: capacity)
    }
}
