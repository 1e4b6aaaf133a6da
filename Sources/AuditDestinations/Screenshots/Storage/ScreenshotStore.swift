import Pictures

/// Keeps verified pictures: cropped as the user saw them, with facts above, each file whole or absent.
///
/// Directories don't depend on each other: one that fails is reported and the others still get their copies. Storing
/// the same picture of the same event again finds the same files and changes nothing, so a repeat after a crash or a
/// partial failure is always right.
package final class ScreenshotStore: Sendable {
    /// Opens a directory; tests put faults in between.
    package typealias MakeDirectory = @Sendable (_ path: String) -> any PublishingDirectory

    private let caption: ScreenshotCaption
    private let content: ContentDirectory
    private let targets: [TargetDirectory]
    private let drawing: PictureWorkers
    private let writing: PictureWorkers

    /// Puts a store together; nothing is touched before ``prepare()``.
    ///
    /// - Parameters:
    ///   - settings: Where and how.
    ///   - drawing: Threads for processor time.
    ///   - writing: Threads that wait for the disk; different ones, so that a slow disk doesn't stop the drawing.
    ///   - clock: Tells when a full directory is counted again.
    ///   - token: Any number that no other process uses for the same directories at the same time.
    ///   - makeDirectory: Opens a directory.
    /// - Throws: ``PosixError`` when a relative path has nothing to begin at.
    package init(
        _ settings: ScreenshotStorageSettings,
        drawing: PictureWorkers,
        writing: PictureWorkers,
        clock: DeliveryClock = .system,
        token: UInt64 = .random(in: 0 ... .max),
        makeDirectory: @escaping MakeDirectory = { PosixPublishingDirectory(path: $0, isPrivate: true) }
    ) throws(PosixError) {
        let temporaries = TemporaryNames(token: token)
        caption = settings.caption
        content = ContentDirectory(
            try PosixDirectory.absolute(settings.contentDirectory),
            quotaBytes: settings.quotaBytes,
            clock: clock,
            temporaries,
            makeDirectory
        )
        var targets: [TargetDirectory] = []
        for target in settings.targets {
            let directory = makeDirectory(try PosixDirectory.absolute(target.directory))
            targets.append(
                TargetDirectory(directory, quotaBytes: settings.quotaBytes, clock: clock, temporaries)
            )
        }
        self.targets = targets
        self.drawing = drawing
        self.writing = writing
    }

    /// Makes missing directories, removes unfinished files of processes that died, and counts bytes.
    ///
    /// Needn't be waited for: a store waits for what it needs of this, directory by directory, and does it if nobody has.
    ///
    /// - Returns: Directories that can't be used now; each store tries them again.
    /// - Throws: `CancellationError` when the threads were stopped.
    package func prepare() async throws(CancellationError) -> [StorageFailure] {
        try await writing.run { [content, targets] in
            content.prepare() + targets.flatMap { $0.prepare() }
        }
    }

    /// Bytes in the content directory, then in each target; for metrics.
    package var byteCounts: [(directory: String, bytes: Int)] {
        [(content.path, content.usage.byteCount)] + targets.map { ($0.path, $0.usage.byteCount) }
    }

    /// Inspects a download on a drawing thread: a large picture takes a second.
    ///
    /// - Parameter bytes: The whole download.
    /// - Returns: The picture, or why the bytes are none.
    /// - Throws: `CancellationError` when the threads were stopped or the caller was cancelled.
    package func verified(_ bytes: [UInt8]) async throws(CancellationError) -> Result<VerifiedPicture, PictureFault> {
        try await drawing.run {
            Result { () throws(PictureFault) in try VerifiedPicture(inspecting: bytes) }
        }
    }

    /// Crops, captions and stores a picture.
    ///
    /// - Parameters:
    ///   - picture: What was downloaded.
    ///   - facts: The event that it belongs to.
    /// - Returns: What is durable now, and what isn't.
    /// - Throws: `CancellationError` when the threads were stopped or the caller was cancelled; some files may be there.
    package func store(
        _ picture: VerifiedPicture,
        _ facts: ScreenshotFacts
    ) async throws(CancellationError) -> StoredPicture {
        let prepared = try await drawing.run { [caption] in PreparedPicture(picture, facts, caption) }
        return try await writing.run { [content, targets] in Self.store(prepared, facts, content, targets) }
    }

    private static func store(
        _ prepared: PreparedPicture,
        _ facts: ScreenshotFacts,
        _ content: ContentDirectory,
        _ targets: [TargetDirectory]
    ) -> StoredPicture {
        var failures: [StorageFailure] = []
        var contentPaths: [String] = []
        var paths: [String] = []
        StorageFailure.note(&failures) { () throws(StorageFailure) in
            // The evidence first: what was downloaded.
            for image in [prepared.original, prepared.picture, prepared.captioned] {
                if let image { contentPaths.append(try content.keep(image.picture, sha256: image.file.sha256)) }
            }
        }
        let isKept = failures.isEmpty
        for target in targets {
            StorageFailure.note(&failures) { () throws(StorageFailure) in
                try target.store(prepared, facts.name, appendingTo: &paths)
            }
        }
        return StoredPicture(
            paths: paths,
            contentPaths: contentPaths,
            picture: prepared.picture.file,
            facts: prepared.picture.picture.facts,
            original: prepared.original?.file,
            metadataPicture: prepared.captioned?.file,
            isKept: isKept,
            failures: failures,
            warnings: prepared.warnings
        )
    }
}
