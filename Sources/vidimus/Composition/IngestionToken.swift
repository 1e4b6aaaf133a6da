import AuditJournal
import Crypto
import Foundation

/// The bearer token made at the first start when no configuration names one.
struct IngestionToken {
    /// The name under which its use is recorded.
    static let name = "default"

    /// The token, 43 characters of the URL-safe alphabet.
    let value: String

    /// Whether this call made it, so that it is shown once.
    let isNew: Bool

    private static let file = "ingestion-token"
    private static let maximumBytes = 4_096

    /// Where it is kept, readable for the owner alone.
    static func path(in directory: DataDirectory) -> String {
        "\(directory.keys)/\(file)"
    }

    /// Reads the token of an existing data directory.
    ///
    /// - Throws: ``CommandFailure`` that names the file and the cure.
    static func read(in directory: DataDirectory) throws(CommandFailure) -> String {
        let path = path(in: directory)
        let bytes: [UInt8]
        do throws(StorageError) {
            bytes = try DurableFile.read(file, in: PosixStorage(path: directory.keys), maximumBytes: maximumBytes)
        } catch {
            throw CommandFailure("\(error); start 'vidimus serve' on this directory first, or pass --token")
        }
        let text = String(decoding: bytes, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
        guard !text.isEmpty else { throw CommandFailure("\(path): is empty; delete it and restart 'vidimus serve'") }
        return text
    }

    /// Reads the token, or makes and stores one of 256 random bits.
    static func loadOrCreate(in directory: DataDirectory) throws -> IngestionToken {
        try DataDirectory.make(directory.keys)
        let value = SymmetricKey(size: .bits256).withUnsafeBytes { Data($0).base64EncodedString() }
            .replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
        let storage = PosixStorage(path: directory.keys)
        let isNew = try DurableFile.create(file, in: storage, with: Array((value + "\n").utf8))
        return IngestionToken(value: isNew ? value : try read(in: directory), isNew: isNew)
    }
}
