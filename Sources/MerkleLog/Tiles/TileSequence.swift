/// The tiles by which two sizes of one tree differ, made one by one, because there may be millions.
package struct TileSequence: Sequence, IteratorProtocol, Sendable {
    private let old: UInt64
    private let new: UInt64
    private var kinds: [TileCoordinate.Kind]
    private var index: UInt64 = 0
    private var end: UInt64 = 0

    /// Goes through the given levels of hashes, or through the bundles of entries when there are none.
    init(from old: UInt64, to new: UInt64, levels: Range<Int>?) {
        precondition(old <= new && new <= TreeLayout.maximumSize, "a tree only grows, up to its maximum size")
        self.old = old
        self.new = new
        kinds = levels.map { $0.reversed().map { .hashes(level: $0) } } ?? [.entries]
        beginKind()
    }

    /// The next tile, as wide as it is in the greater tree.
    package mutating func next() -> TileCoordinate? {
        while let kind = kinds.last {
            if index < end {
                defer { index += 1 }
                return TreeLayout.tile(kind, index: index, hashCount: hashCount(of: kind, size: new))
            }
            kinds.removeLast()
            beginKind()
        }
        return nil
    }

    private mutating func beginKind() {
        guard let kind = kinds.last else { return }
        let full = UInt64(TileCoordinate.fullWidth)
        let before = hashCount(of: kind, size: old)
        let after = hashCount(of: kind, size: new)
        // A tile that was partial before is there again; one that was full is not.
        index = before / full
        end = before == after ? index : (after + full - 1) / full
    }

    private func hashCount(of kind: TileCoordinate.Kind, size: UInt64) -> UInt64 {
        switch kind {
        case .entries: size
        case .hashes(let level): TreeLayout.hashCount(level: level, size: size)
        }
    }
}
