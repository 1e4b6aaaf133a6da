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

    private static let chunkRecords = 1000
    private static let chunkBytes = 8 << 20
    /// An existing file that is larger can't be ours: an envelope is at most 2 MiB.
    private static let maximumFileBytes = 64 << 20
    private static let publicationAttempts = 3
    private static let maximumSyncs = 48

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
        var rejections: [RecordRejection] = []
        var hasFiles = false
        var chunks = batch.chunks(maximumRecords: Self.chunkRecords, maximumBytes: Self.chunkBytes)
        while let chunk = try await chunks.next() {
            guard !Task.isCancelled else {
                throw .unavailable(reason: "stopped before the batch was complete", retryAfter: nil)
            }
            var files: [DueFile] = []
            for event in chunk {
                switch renderer.file(for: event) {
                case .success(let file):
                    if let file {
                        files.append(DueFile(position: event.position, offset: event.record.offset, file: file))
                    }
                case .failure(let error):
                    let reason = "the envelope can't be read: \(error)"
                    rejections.append(RecordRejection(offset: event.position, reason: reason))
                }
            }
            guard !files.isEmpty else { continue }
            hasFiles = true
            rejections += try await publish(files)
        }
        // Also when every file was there already: the names may not have been durable yet.
        if hasFiles { try orExplained { () throws(PosixError) in try directory.sync() } }
        if !rejections.isEmpty { throw .recordsRejected(rejections) }
    }

    /// Publishes the files of one chunk in offset order and returns those that can't be.
    private func publish(_ files: [DueFile]) async throws(DestinationError) -> [RecordRejection] {
        try orExplained { () throws(PosixError) in try directory.make() }
        var missing: [DueFile] = []
        for file in files where try publicName(for: file) != .present { missing.append(file) }
        defer {
            // Best effort: a left-over takes space until the next start, but no reader looks at it.
            for file in missing { try? directory.removeTemporary(temporary(file)) }
        }
        if let error = await writeTemporaries(missing) { throw explained(error) }
        var rejections: [RecordRejection] = []
        for file in missing {
            if let reason = try publish(file) {
                rejections.append(RecordRejection(offset: file.position, reason: reason))
            }
            try orExplained { () throws(PosixError) in try directory.removeTemporary(temporary(file)) }
        }
        return rejections
    }

    /// Writes and syncs many files at once, because a disk commits many syncs in the time of one.
    private func writeTemporaries(_ files: [DueFile]) async -> PosixError? {
        await withTaskGroup(of: PosixError?.self) { group in
            let workers = min(Self.maximumSyncs, files.count)
            for worker in 0..<workers {
                group.addTask {
                    for index in stride(from: worker, to: files.count, by: workers) {
                        do throws(PosixError) {
                            try directory.writeTemporary(temporary(files[index]), files[index].file.bytes)
                        } catch {
                            return error
                        }
                    }
                    return nil
                }
            }
            return await group.reduce(nil) { $0 ?? $1 }
        }
    }

    /// Gives one durable file its name; returns why that is impossible for ever, if it is.
    private func publish(_ file: DueFile) throws(DestinationError) -> String? {
        for _ in 0..<Self.publicationAttempts {
            // Looked for again: an event before this one in the same chunk may have the name now.
            switch try publicName(for: file) {
            case .present: return nil
            case .taken(let reason): return reason
            case .free(let name):
                do throws(PosixError) {
                    if try directory.publish(temporary(file), as: name) { return nil }
                } catch {
                    guard error.code == ENAMETOOLONG else { throw explained(error) }
                    return error.description
                }
            }
        }
        throw .unavailable(reason: "other writers keep taking names in \(directory.path)", retryAfter: nil)
    }

    private func temporary(_ file: DueFile) -> TemporaryName {
        TemporaryName(offset: file.offset, token: token)
    }

    /// Finds out under which name a file belongs, by what is there already.
    private func publicName(for file: DueFile) throws(DestinationError) -> PublicName {
        let suffixed = "\(file.file.stem)_\(file.offset).json"
        if let existing = try content(of: suffixed) {
            if file.file.isSameEvent(as: existing) { return .present }
            return .taken("\(directory.path)/\(suffixed) is there with other content, and nothing is overwritten")
        }
        let plain = "\(file.file.stem).json"
        guard let existing = try content(of: plain) else { return .free(plain) }
        return file.file.isSameEvent(as: existing) ? .present : .free(suffixed)
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

    private func explained(_ error: PosixError) -> DestinationError {
        error.destinationError(key: "json.objectdata.exportDirectory")
    }

    /// A file and the record that it is made of.
    private struct DueFile: Sendable {
        /// Where it is due.
        let position: JournalOffset
        /// The event's own place, which names it for good.
        let offset: JournalOffset
        let file: ObjectDataFile
    }

    /// Where a file belongs.
    private enum PublicName: Hashable {
        /// It is there already.
        case present
        /// Nobody has this name.
        case free(String)
        /// Somebody else has all of its names, for this reason.
        case taken(String)
    }
}
