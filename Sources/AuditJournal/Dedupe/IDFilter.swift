import AuditEvents

/// A blocked Bloom filter over the ids of one sealed segment: says "surely not" or "perhaps".
///
/// One cache line of 512 bits per lookup, seven bits in it, about twelve bits an id: some
/// 1 % of absent ids get "perhaps". Source: `docs/formats/ids.md`, "Filter".
struct IDFilter: Sendable {
    /// Words of 64 bits in a block.
    static let wordsPerBlock = 8
    private static let bitsPerID = 12
    private static let probes = 7

    /// Key of the hash.
    let seed: IDHash.Seed
    /// All blocks, one after the other.
    private(set) var words: [UInt64]

    /// Number of blocks.
    var blockCount: Int { words.count / Self.wordsPerBlock }
    /// Memory it takes.
    var byteCount: Int { words.count * 8 }

    /// Number of blocks for `count` ids.
    static func blockCount(for count: Int) -> Int {
        max(1, (count * bitsPerID + 511) / 512)
    }

    /// Builds the filter of `ids`.
    init(ids: [EventID], seed: IDHash.Seed) {
        self.seed = seed
        words = [UInt64](repeating: 0, count: Self.blockCount(for: ids.count) * Self.wordsPerBlock)
        for id in ids {
            let hash = IDHash(id, seed: seed)
            let start = Self.block(of: hash, blockCount: blockCount) * Self.wordsPerBlock
            Self.forEachBit(hash) { bit in words[start + bit >> 6] |= 1 << UInt64(bit & 63) }
        }
    }

    /// Takes blocks that were read from a file.
    init(words: [UInt64], seed: IDHash.Seed) {
        precondition(!words.isEmpty && words.count % Self.wordsPerBlock == 0, "a filter is whole blocks")
        self.words = words
        self.seed = seed
    }

    /// False only if `id` is surely absent.
    func mayContain(_ id: EventID) -> Bool {
        let hash = IDHash(id, seed: seed)
        let start = Self.block(of: hash, blockCount: blockCount) * Self.wordsPerBlock
        return words.withUnsafeBufferPointer { Self.mayContain(hash, block: $0.baseAddress.map { $0 + start }) }
    }

    /// The same for one block of eight words.
    static func mayContain(_ hash: IDHash, block: UnsafePointer<UInt64>?) -> Bool {
        guard let block else { return true }
        var bits = hash.bits
        for _ in 0..<probes {
            let bit = Int(bits & 511)
            if block[bit >> 6] & (1 << UInt64(bit & 63)) == 0 { return false }
            bits >>= 9
        }
        return true
    }

    /// The block that an id falls into.
    static func block(of hash: IDHash, blockCount: Int) -> Int {
        Int(hash.place.multipliedFullWidth(by: UInt64(blockCount)).high)
    }

    private static func forEachBit(_ hash: IDHash, _ body: (Int) -> Void) {
        var bits = hash.bits
        for _ in 0..<probes {
            body(Int(bits & 511))
            bits >>= 9
        }
    }
}
