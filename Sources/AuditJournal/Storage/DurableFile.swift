/// Puts whole files in place: a file under its final name is always complete and readable.
///
/// Temporary name with a leading dot → write → sync → rename or link → sync the folder. When a call throws,
/// the final name has either its old or its new state; the temporary file is removed if that is possible.
package enum DurableFile {
    /// Replaces, or makes, the file `name`.
    package static func replace(
        _ name: String,
        in storage: any SegmentStorage,
        with bytes: [UInt8]
    ) throws(StorageError) {
        _ = try publish(name, in: storage, bytes: bytes) { temporary throws(StorageError) in
            try storage.rename(temporary, to: name)
        }
    }

    /// Makes the file `name`, never replacing one.
    ///
    /// - Returns: False when there already is such a file; it stays as it is.
    package static func create(
        _ name: String,
        in storage: any SegmentStorage,
        with bytes: [UInt8]
    ) throws(StorageError) -> Bool {
        do throws(StorageError) {
            _ = try publish(name, in: storage, bytes: bytes) { temporary throws(StorageError) in
                try storage.link(temporary, to: name)
                // A crash here leaves the file under both names; whoever cleans the folder removes the temporary one.
                try storage.remove(temporary)
            }
            return true
        } catch {
            guard error.operation == .link, error.isAlreadyThere else { throw error }
            return false
        }
    }

    /// Reads a whole file of at most `maximumBytes`; what lies beyond is not read.
    package static func read(
        _ name: String,
        in storage: any SegmentStorage,
        maximumBytes: Int
    ) throws(StorageError) -> [UInt8] {
        let file = try storage.open(name, writable: false)
        let size = min(try file.size(), maximumBytes)
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: max(1, size), alignment: 8)
        defer { buffer.deallocate() }
        let count = try file.read(into: UnsafeMutableRawBufferPointer(rebasing: buffer[..<size]), at: 0)
        return [UInt8](buffer[..<count])
    }

    /// Writes under a temporary name, then calls `publish` and syncs the folder.
    ///
    /// - Returns: The file, still open for writing.
    static func publish(
        _ name: String,
        in storage: any SegmentStorage,
        bytes: [UInt8],
        _ publish: (_ temporary: String) throws(StorageError) -> Void
    ) throws(StorageError) -> any SegmentFile {
        let temporary = SegmentName.temporary(name)
        let file: any SegmentFile
        do throws(StorageError) {
            file = try storage.create(temporary)
            let written = bytes.withUnsafeBytes { bytes -> StorageError? in
                do throws(StorageError) {
                    try file.write(bytes, at: 0)
                    return nil
                } catch {
                    return error
                }
            }
            if let written { throw written }
            try file.syncData()
            try publish(temporary)
        } catch {
            // Best effort: the left-over takes space, but no reader looks at it, and the next try replaces it.
            try? storage.remove(temporary)
            throw error
        }
        try storage.syncDirectory()
        return file
    }
}
