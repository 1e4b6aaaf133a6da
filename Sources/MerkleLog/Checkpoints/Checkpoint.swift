/// What a log says about itself at one size.
///
/// Source: C2SP tlog-checkpoint; `docs/formats/checkpoint.md`.
package struct Checkpoint: Sendable, Hashable {
    /// Extension lines that are read.
    package static let maximumExtensions = 16

    private static let maximumLines = 3 + maximumExtensions

    /// Name of the log.
    ///
    /// Compare it by its bytes, as ``hasOrigin(_:)`` does: strings are also the same when they are written differently.
    package let origin: String
    /// Leaves of the tree.
    package let size: UInt64
    /// Root of the tree.
    package let root: TreeHash
    /// Lines after the root; Vidimus writes none and gives them no meaning.
    package let extensions: [String]

    /// Says that the log has this tree.
    package init(origin: KeyName, size: UInt64, root: TreeHash) {
        precondition(size > 0 || root == .emptyTree, "the empty tree has one root")
        self.origin = origin.description
        self.size = size
        self.root = root
        extensions = []
    }

    /// Reads the text of a note; everything that ``text`` would not have written is refused.
    package init(text: [UInt8]) throws(CheckpointError) {
        var reader = LineReader(text[...])
        var lines: [ArraySlice<UInt8>] = []
        while let line = reader.next() {
            guard lines.count < Self.maximumLines else { throw .tooManyLines(limit: Self.maximumLines) }
            guard !line.isEmpty else { throw .emptyLine(reader.number) }
            lines.append(line)
        }
        guard lines.count >= 3, reader.rest.isEmpty else { throw .incomplete }
        guard let size = StrictDecimal.value(of: lines[1]), size <= TreeLayout.maximumSize else { throw .invalidSize }
        guard let root = TreeHash(base64: lines[2]) else { throw .invalidRoot }
        guard size > 0 || root == .emptyTree else { throw .rootOfEmptyTree(root) }
        guard let origin = String(validating: lines[0], as: UTF8.self) else { throw .incomplete }
        self.origin = origin
        self.size = size
        self.root = root
        extensions = lines.dropFirst(3).map { String(decoding: $0, as: UTF8.self) }
    }

    /// The text that is signed: origin, size, root and extensions, each on a line.
    package var text: [UInt8] {
        ([origin, String(size), root.base64] + extensions).reduce(into: []) { text, line in
            text += line.utf8
            text.append(LineReader.lineFeed)
        }
    }

    /// Whether `name` is, byte by byte, the name of this log.
    package func hasOrigin(_ name: KeyName) -> Bool { origin.utf8.elementsEqual(name.bytes) }
}
