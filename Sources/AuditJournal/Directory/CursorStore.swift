#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// The cursors of all destinations, one small file each: `<data>/cursors/<name>.json`.
package struct CursorStore: Sendable {
    private let storage: any SegmentStorage

    /// Uses the cursor folder of `directory` and makes it if there is none.
    package init(directory: DataDirectory) throws(CursorError) {
        do throws(StorageError) {
            try DataDirectory.make(directory.cursors)
        } catch {
            throw .storage(error)
        }
        self.init(PosixStorage(path: directory.cursors))
    }

    /// Uses an existing folder.
    package init(_ storage: any SegmentStorage) {
        self.storage = storage
    }

    /// Reads a cursor; nil when there is none, which means the beginning.
    ///
    /// `name` is that of the destination: 1 to 64 lower-case letters, digits, `-`, `_` or `.`.
    package func load(_ name: String) throws(CursorError) -> Cursor? {
        let file = try Self.file(name)
        let bytes: [UInt8]
        do throws(StorageError) {
            bytes = try DurableFile.read(file, in: storage, maximumBytes: 4096)
        } catch {
            guard error.isNotFound else { throw .storage(error) }
            return nil
        }
        do {
            return try JSONDecoder().decode(Cursor.self, from: Data(bytes))
        } catch {
            throw .unreadable(name: name, reason: Self.explanation(of: error))
        }
    }

    /// What is wrong with the content of a file, in few words.
    private static func explanation(of error: any Error) -> String {
        func key(_ context: DecodingError.Context) -> String {
            context.codingPath.map(\.stringValue).joined(separator: ".")
        }
        switch error {
        case DecodingError.keyNotFound(let missing, let context):
            return "it lacks \((context.codingPath + [missing]).map(\.stringValue).joined(separator: "."))"
        case DecodingError.typeMismatch(_, let context), DecodingError.valueNotFound(_, let context):
            return key(context).isEmpty ? "it is no JSON object" : "\(key(context)) has a value of the wrong type"
        case DecodingError.dataCorrupted(let context):
            return key(context).isEmpty ? "it is no JSON" : "\(key(context)) is wrong: \(context.debugDescription)"
        default: return "it can't be decoded"
        }
    }

    /// Replaces a cursor; when this returns, it survives a power cut.
    ///
    /// When it throws, the cursor is either the old one or the new one. Both are safe: a cursor is moved only
    /// after its destination confirmed, and a repeat is harmless.
    package func save(_ cursor: Cursor, for name: String) throws(CursorError) {
        let file = try Self.file(name)
        do {
            let encoder = JSONEncoder()
            encoder.outputFormatting = .sortedKeys
            let bytes = try [UInt8](encoder.encode(cursor)) + [0x0A]
            try DurableFile.replace(file, in: storage, with: bytes)
        } catch let error as StorageError {
            throw .storage(error)
        } catch {
            preconditionFailure("a cursor can be encoded: \(error)")
        }
    }

    private static func file(_ name: String) throws(CursorError) -> String {
        let isPlain = name.utf8.allSatisfy { byte in
            (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte) || [0x2D, 0x2E, 0x5F].contains(byte)
        }
        guard isPlain, (1...64).contains(name.utf8.count), !name.hasPrefix(".") else { throw .invalidName(name) }
        return "\(name).json"
    }
}
