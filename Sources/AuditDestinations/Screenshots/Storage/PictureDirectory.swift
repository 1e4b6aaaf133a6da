#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// A directory in which pictures appear whole, within a quota, and never in place of another file.
struct PictureDirectory: Sendable {
    /// What is under a name.
    enum Occupant: Hashable {
        case nobody
        /// The same bytes.
        case same
        case other
    }

    private let directory: any PublishingDirectory
    private let usage: DirectoryUsage
    private let temporaries: TemporaryNames

    /// Publishes into `directory`, whose bytes count for `usage`.
    init(_ directory: any PublishingDirectory, _ usage: DirectoryUsage, _ temporaries: TemporaryNames) {
        self.directory = directory
        self.usage = usage
        self.temporaries = temporaries
    }

    var path: String { directory.path }

    /// Makes the directory and removes what a process that died left unfinished.
    func prepare() throws(StorageFailure) {
        try explained { () throws(PosixError) in try directory.prepare() }
    }

    /// Looks whether a name is free, or has the same bytes already.
    func occupant(of name: String, _ bytes: [UInt8]) throws(StorageFailure) -> Occupant {
        do {
            // One byte more tells a longer file from the same one.
            guard let existing = try directory.read(name, maximumBytes: bytes.count + 1) else { return .nobody }
            return existing == bytes ? .same : .other
        } catch {
            // A directory of that name is somebody else's.
            if error.code == EISDIR { return .other }
            throw StorageFailure(path, error)
        }
    }

    /// Puts bytes under a name unless it has others; true when the name has these bytes now, durably.
    ///
    /// What a crash leaves behind is described at ``PublishingDirectory``.
    func publish(_ bytes: [UInt8], as name: String) throws(StorageFailure) -> Bool {
        let before = try occupant(of: name, bytes)
        if before == .nobody, try publishNew(bytes, as: name) { return true }
        // Another store of the same name may have come first.
        guard before != .other, try occupant(of: name, bytes) == .same else { return false }
        // A process that died may have published the name without making it durable.
        try explained { () throws(PosixError) in try directory.sync() }
        return true
    }

    /// False when the name was taken meanwhile.
    private func publishNew(_ bytes: [UInt8], as name: String) throws(StorageFailure) -> Bool {
        try usage.reserve(bytes.count)
        var isPublished = false
        defer { isPublished ? usage.commit(bytes.count) : usage.release(bytes.count) }
        let temporary = temporaries.next()
        do throws(PosixError) {
            try directory.make()
            try directory.writeTemporary(temporary, bytes)
        } catch {
            throw StorageFailure(path, error)
        }
        do throws(PosixError) {
            isPublished = try directory.publish(temporary, as: name)
            try directory.removeTemporary(temporary)
            if isPublished { try directory.sync() }
        } catch {
            // Best effort: a left-over takes space until the next start, but no reader looks at it.
            try? directory.removeTemporary(temporary)
            throw StorageFailure(path, error)
        }
        return isPublished
    }

    private func explained(_ body: () throws(PosixError) -> Void) throws(StorageFailure) {
        do {
            try body()
        } catch {
            throw StorageFailure(path, error)
        }
    }
}
