import AuditEvents
import AuditJournal

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// One JSON file per event that carries object data, named and laid out as Butler SOS does.
///
/// Exactly once, and nothing is ever overwritten. No database knows which file is whose; the files themselves do:
/// - A file of the same name with the same content (static tags aside) is this event's own, published before a crash.
/// - A file of the same name with other content belongs to another event, and this one is published as
///   `<name>_<offset>.json`. That name is looked for first, so a repeat finds it even when the other file is gone.
/// - Should even that name be taken by other content, the event is rejected, for a person to look at.
package struct JSONObjectDataDestination: Destination {
    package let name = "json"

    private static let chunkRecords = 256
    private static let chunkBytes = 8 << 20
    /// An existing file that is larger can't be ours: an envelope is at most 2 MiB.
    private static let maximumFileBytes = 64 << 20
    private static let publicationAttempts = 3

    private let directory: any PublishingDirectory
    private let tags: StaticTags
    private let token: UInt64

    /// Publishes into `directory`.
    ///
    /// - Parameters:
    ///   - directory: Where files appear.
    ///   - tags: Static tags, written into every file.
    ///   - token: Any number that no other process uses for the same directory at the same time.
    package init(directory: any PublishingDirectory, tags: StaticTags, token: UInt64 = .random(in: 0 ... .max)) {
        self.directory = directory
        self.tags = tags
        self.token = token
    }

    package func prepare() async throws(DestinationError) {
        do {
            try directory.prepare()
        } catch {
            throw explained(error)
        }
    }

    package func deliver(_ batch: DeliveryBatch) async throws(DestinationError) {
        let renderer = ObjectDataRenderer(tags: tags)
        var hasFiles = false
        var chunks = batch.chunks(maximumRecords: Self.chunkRecords, maximumBytes: Self.chunkBytes)
        while let chunk = try await chunks.next() {
            guard !Task.isCancelled else {
                throw .unavailable(reason: "stopped before the batch was complete", retryAfter: nil)
            }
            for record in chunk {
                guard let file = try renderer.file(for: record) else { continue }
                if !hasFiles { try orExplained { () throws(PosixError) in try directory.make() } }
                hasFiles = true
                try publish(file, offset: record.offset)
            }
        }
        // Also when every file was there already: the names may not have been durable yet.
        if hasFiles { try orExplained { () throws(PosixError) in try directory.sync() } }
    }

    private func publish(_ file: ObjectDataFile, offset: JournalOffset) throws(DestinationError) {
        for _ in 0..<Self.publicationAttempts {
            guard let name = try freeName(for: file, offset: offset) else { return }
            let isPublished: Bool
            do {
                let temporary = TemporaryName(offset: offset, token: token)
                try directory.writeTemporary(temporary, file.bytes)
                isPublished = try directory.publish(temporary, as: name)
                try directory.removeTemporary(temporary)
            } catch {
                throw error.code == ENAMETOOLONG
                    ? .recordRejected(offset, reason: error.description) : explained(error)
            }
            if isPublished { return }
            // Somebody took the name since it was looked for: look again.
        }
        throw .unavailable(reason: "other writers keep taking names in \(directory.path)", retryAfter: nil)
    }

    /// Returns the name to publish under, or nil when the file is there already.
    private func freeName(for file: ObjectDataFile, offset: JournalOffset) throws(DestinationError) -> String? {
        let suffixed = "\(file.stem)_\(offset).json"
        if let existing = try content(of: suffixed) {
            if file.isSameEvent(as: existing) { return nil }
            let reason = "\(directory.path)/\(suffixed) is there with other content, and nothing is overwritten"
            throw .recordRejected(offset, reason: reason)
        }
        let plain = "\(file.stem).json"
        guard let existing = try content(of: plain) else { return plain }
        return file.isSameEvent(as: existing) ? nil : suffixed
    }

    private func content(of name: String) throws(DestinationError) -> [UInt8]? {
        do {
            return try directory.read(name, maximumBytes: Self.maximumFileBytes)
        } catch {
            // A folder or a device of that name is something else's, and so is a name that is too long.
            if error.code == EISDIR || error.code == ENAMETOOLONG { return [] }
            throw explained(error)
        }
    }

    private func orExplained(_ body: () throws(PosixError) -> Void) throws(DestinationError) {
        do {
            try body()
        } catch {
            throw explained(error)
        }
    }

    /// Names the cure when only an operator can help.
    private func explained(_ error: PosixError) -> DestinationError {
        switch error.code {
        case EACCES, EPERM, EROFS:
            let cure = "let the user that runs vidimus write there, or change json.objectdata.exportDirectory"
            return .misconfigured(reason: "\(error); \(cure)")
        case ENOTDIR, ELOOP, ENAMETOOLONG:
            return .misconfigured(reason: "\(error); change json.objectdata.exportDirectory to a directory")
        case ENOTSUP, EOPNOTSUPP, ENOSYS, EMLINK:
            let cure = "change json.objectdata.exportDirectory to a file system with hard links"
            return .misconfigured(reason: "\(error); \(cure)")
        default:
            return .unavailable(reason: error.description, retryAfter: nil)
        }
    }
}
