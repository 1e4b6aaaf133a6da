/// How checkpoints stand one behind the other in a file.
package enum CheckpointText {
    private static let lineFeed = UInt8(ascii: "\n")
    /// What signature lines begin with: an em dash and a space.
    private static let dash: [UInt8] = [0xE2, 0x80, 0x94, 0x20]

    /// Positions behind each complete checkpoint with its empty line; `bytes` may begin inside one.
    ///
    /// A checkpoint ends with an empty line that follows a signature line; no line of its body begins like one.
    package static func ends(in bytes: [UInt8]) -> [Int] {
        var ends: [Int] = []
        var lineStart = 0
        var previousIsSignature = false
        for position in bytes.indices where bytes[position] == lineFeed {
            if position == lineStart, previousIsSignature { ends.append(position + 1) }
            previousIsSignature = bytes[lineStart..<position].starts(with: dash)
            lineStart = position + 1
        }
        return ends
    }
}
