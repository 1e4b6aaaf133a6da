import CPictures

/// How hard the encoder tries to make a file small.
package struct PNGEffort: Sendable {
    /// Level of zlib, 1…9.
    package let level: Int
    /// Which filters rows are tried with.
    let filter: vidimus_png_filter

    /// What measurements favour for charts: a tenth larger than with level 9, in a third of the time.
    ///
    /// Charts are flat colours and letters, which filters only make harder to compress.
    package static let standard = PNGEffort(level: 4, filter: vidimus_png_filter_none)

    /// All combinations worth measuring, with their names.
    package static let candidates: [(name: String, effort: PNGEffort)] = [1, 2, 3, 4, 6, 9].flatMap { level in
        [
            ("level \(level), no filter", PNGEffort(level: level, filter: vidimus_png_filter_none)),
            ("level \(level), up", PNGEffort(level: level, filter: vidimus_png_filter_up)),
            ("level \(level), adaptive", PNGEffort(level: level, filter: vidimus_png_filter_adaptive)),
        ]
    }
}
