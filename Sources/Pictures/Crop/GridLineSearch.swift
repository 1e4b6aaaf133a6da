/// Looks for the lowest grid line of a table: a row of one light grey with something else above it.
struct GridLineSearch: Hashable {
    private static let tolerance = 5
    private static let fewestSamples = 11
    private static let step = 10
    private static let greys = 160...245
    private static let contrast = 8

    private let size: PictureSize
    /// Columns that are compared; the margins are left out.
    private let samples: [Int]

    init(_ size: PictureSize) {
        self.size = size
        let margin = min(50, size.width / 20)
        samples = Array(stride(from: margin, to: size.width - margin, by: Self.step))
    }

    /// Rows whose tones are needed, each with the one above; empty when the picture is too low or too narrow.
    var rows: Range<Int> {
        let lowest = max(0, size.height - 5)
        let highest = size.height / 2
        guard lowest >= highest, samples.count >= Self.fewestSamples else { return 0..<0 }
        return max(0, highest - 1)..<lowest + 1
    }

    /// Looks at one row of pixels.
    func tone(of row: UnsafeBufferPointer<UInt8>, _ kind: PixelKind) -> RowTone {
        let reference = colour(row, kind, at: size.width / 4)
        let isUniform = samples.allSatisfy { x in
            let sample = colour(row, kind, at: x)
            return abs(sample.red - reference.red) <= Self.tolerance
                && abs(sample.green - reference.green) <= Self.tolerance
                && abs(sample.blue - reference.blue) <= Self.tolerance
        }
        return RowTone(isUniform: isUniform, brightness: (reference.red + reference.green + reference.blue) / 3)
    }

    /// Finds the line.
    ///
    /// - Parameter tones: Those of ``rows``, in order.
    /// - Returns: Its row, or nil.
    func gridLine(in tones: [RowTone]) -> Int? {
        let rows = rows
        return rows.reversed().first { row in
            guard row > rows.lowerBound, row >= size.height / 2 else { return false }
            let tone = tones[row - rows.lowerBound]
            guard tone.isUniform, Self.greys.contains(tone.brightness) else { return false }
            let above = tones[row - 1 - rows.lowerBound]
            return !above.isUniform || above.brightness - tone.brightness > Self.contrast
        }
    }

    private func colour(
        _ row: UnsafeBufferPointer<UInt8>,
        _ kind: PixelKind,
        at x: Int
    ) -> (red: Int, green: Int, blue: Int) {
        let start = x * kind.rawValue
        let first = Int(row[start])
        guard kind == .rgb || kind == .rgba else { return (first, first, first) }
        return (first, Int(row[start + 1]), Int(row[start + 2]))
    }
}
