import Foundation
import MerkleLog

/// Golden files, made by a program of its own from the specifications: the tree of the first seven Certificate
/// Transparency test leaves, signed with Ed25519 by the seed 00…1f and cosigned by the seed 20…3f at 1700000000.
enum Fixtures {
    static let leaves: [[UInt8]] = [
        [], [0x00], [0x10], [0x20, 0x21], [0x30, 0x31], [0x40, 0x41, 0x42, 0x43], Array(0x50...0x57),
        Array(0x60...0x6F),
    ]

    static func bytes(_ name: String) throws -> [UInt8] {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        return Array(try Data(contentsOf: folder.appending(path: "Fixtures/\(name)")))
    }

    /// Verifier and signing key of the log, then of the witness.
    static func keys() throws -> [String] {
        String(decoding: try bytes("keys.txt"), as: UTF8.self).split(separator: "\n").map(String.init)
    }

    static func log() throws -> NoteSigner { try NoteSigner(try keys()[1]) }

    static func witness() throws -> Cosigner { try Cosigner(try keys()[3]) }
}
