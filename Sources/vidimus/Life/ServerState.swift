import AuditJournal
import Foundation

/// What a start wants to know of the one before; kept in `<data>/server.json`.
///
/// Not evidence: it only decides which own records a start writes. A file that is missing or can't be read counts as
/// none.
struct ServerState: Codable, Equatable {
    /// Format of the file.
    var format = 1
    /// Whether the server runs; still true at a start, it was not stopped in order.
    var isRunning: Bool
    /// Fingerprint of the configuration.
    var configuration: String
    /// Whether extensions were told to collect.
    var collects: Bool
    /// Key id of the log's key whose creation or rotation is on record.
    var keyID: String

    private static let file = "server.json"
    private static let maximumBytes = 4_096

    /// Reads the state; nil at the first start.
    static func load(from directory: DataDirectory) -> ServerState? {
        let storage = PosixStorage(path: directory.path)
        guard let bytes = try? DurableFile.read(file, in: storage, maximumBytes: maximumBytes),
            let state = try? JSONDecoder().decode(ServerState.self, from: Data(bytes)), state.format == 1
        else { return nil }
        return state
    }

    /// Replaces the file.
    func save(in directory: DataDirectory) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        let bytes = try [UInt8](encoder.encode(self)) + [0x0A]
        try DurableFile.replace(Self.file, in: PosixStorage(path: directory.path), with: bytes)
    }
}
