/// Why a path names no tile; whoever asked for it gets 404.
package enum TilePathError: Error, Sendable, Hashable, CustomStringConvertible {
    /// It is longer than any path of a tile.
    case tooLong(limit: Int)
    /// It doesn't begin with `tile/` and a level.
    case notATile
    /// The level is neither `entries` nor 0 to 63 in decimal digits.
    case invalidLevel
    /// The index isn't in elements of three digits, all but the last with an `x` before them.
    case invalidIndex
    /// What follows `.p/` isn't 1 to 255 in decimal digits.
    case invalidWidth

    /// One line for people.
    package var description: String {
        switch self {
        case .tooLong(let limit): "a path of a tile has at most \(limit) bytes"
        case .notATile: "a path of a tile is tile/<level>/<index>"
        case .invalidLevel: "the level of a tile is \"entries\" or 0 to 63"
        case .invalidIndex: "the index of a tile is written as x001/x234/067"
        case .invalidWidth: "the width of a partial tile is 1 to 255"
        }
    }
}
