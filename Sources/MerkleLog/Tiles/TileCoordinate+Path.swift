extension TileCoordinate {
    /// Bytes of the longest path: five elements of four characters, the last one, and what stands around them.
    static let maximumPathByteCount = 48

    private static let root = "tile"
    private static let entries = "entries"
    private static let partialSuffix = ".p"

    /// Path below the prefix of the log, such as `tile/0/x001/067` or `tile/entries/000.p/17`.
    package var path: String {
        let place =
            switch kind {
            case .hashes(let level): String(level)
            case .entries: Self.entries
            }
        return "\(Self.root)/\(place)/\(indexPath)" + (isFull ? "" : "\(Self.partialSuffix)/\(width)")
    }

    /// Reads a path; everything that ``path`` would not have written is refused.
    package init(path: String) throws(TilePathError) {
        guard path.utf8.count <= Self.maximumPathByteCount else { throw .tooLong(limit: Self.maximumPathByteCount) }
        var parts = path.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).map { Array($0) }
        guard parts.count >= 3, parts[0].elementsEqual(Self.root.utf8) else { throw .notATile }
        let kind = try Self.kind(parts[1])
        var width = Self.fullWidth
        if parts.count >= 4, parts[parts.count - 2].suffix(2).elementsEqual(Self.partialSuffix.utf8) {
            guard let number = StrictDecimal.value(of: parts.removeLast()), (1..<UInt64(width)).contains(number)
            else { throw .invalidWidth }
            width = Int(number)
            parts[parts.count - 1].removeLast(2)
        }
        self.init(kind, index: try Self.index(parts[2...]), width: width)
    }

    /// Three digits for each element; all but the last begin with an `x`.
    private var indexPath: String {
        var elements: [String] = []
        var rest = index
        repeat {
            let digits = String(1000 + rest % 1000).dropFirst()
            elements.append(elements.isEmpty ? String(digits) : "x\(digits)")
            rest /= 1000
        } while rest > 0
        return elements.reversed().joined(separator: "/")
    }

    private static func kind(_ part: [UInt8]) throws(TilePathError) -> Kind {
        if part.elementsEqual(entries.utf8) { return .entries }
        guard let level = StrictDecimal.value(of: part), level <= UInt64(levels.upperBound) else { throw .invalidLevel }
        return .hashes(level: Int(level))
    }

    private static func index(_ elements: ArraySlice<[UInt8]>) throws(TilePathError) -> UInt64 {
        guard elements.count <= 6 else { throw .invalidIndex }
        var index: UInt64 = 0
        for (position, element) in zip(elements.indices, elements) {
            let isLast = position == elements.index(before: elements.endIndex)
            let digits = isLast ? element[...] : element.dropFirst()
            guard isLast || element.first == UInt8(ascii: "x"), digits.count == 3,
                digits.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) })
            else { throw .invalidIndex }
            for digit in digits { index = index * 10 + UInt64(digit - UInt8(ascii: "0")) }
            // "x000/067" would be a second name of "067".
            guard isLast || index > 0 else { throw .invalidIndex }
        }
        return index
    }
}
