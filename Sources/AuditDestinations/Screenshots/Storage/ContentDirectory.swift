import AuditEvents
import Pictures

/// Keeps every picture once, as `ab/abcdef….png`, named by the SHA-256 of its bytes.
struct ContentDirectory: Sendable {
    let path: String
    let usage: DirectoryUsage
    private let makeDirectory: ScreenshotStore.MakeDirectory
    private let temporaries: TemporaryNames
    private let firstUse = FirstUse()

    init(
        _ path: String,
        quotaBytes: Int,
        clock: DeliveryClock,
        _ temporaries: TemporaryNames,
        _ makeDirectory: @escaping ScreenshotStore.MakeDirectory
    ) {
        self.path = path
        usage = DirectoryUsage(path, depth: 1, limit: quotaBytes, clock: clock)
        self.temporaries = temporaries
        self.makeDirectory = makeDirectory
    }

    /// Makes the directory, removes unfinished files below it and counts the others; once, before anything is kept.
    ///
    /// - Returns: What failed; pictures are kept all the same wherever that is possible.
    func prepare() -> [StorageFailure] {
        firstUse.run {
            var failures: [StorageFailure] = []
            do throws(StorageFailure) {
                try PictureDirectory(makeDirectory(path), usage, temporaries).prepare()
            } catch {
                return .again(error)
            }
            for first in UInt8.min...UInt8.max {
                let shelf = "\(path)/\(Hexadecimal.text(of: [first]))"
                guard PosixDirectory.exists(shelf) else { continue }
                StorageFailure.note(&failures) { () throws(StorageFailure) in
                    try PictureDirectory(makeDirectory(shelf), usage, temporaries).prepare()
                }
            }
            StorageFailure.note(&failures) { () throws(StorageFailure) in try usage.count() }
            return .done(failures)
        }
    }

    /// Keeps a picture and returns its path.
    func keep(_ picture: VerifiedPicture, sha256: String) throws(StorageFailure) -> String {
        // What fails here fails below with the same reason, or costs only the quota its exactness.
        _ = prepare()
        let shelf = "\(path)/\(sha256.prefix(2))"
        let name = "\(sha256).\(picture.facts.format.fileExtension)"
        guard try PictureDirectory(makeDirectory(shelf), usage, temporaries).publish(picture.bytes, as: name) else {
            throw StorageFailure(
                path,
                "\(shelf)/\(name) has other bytes than its name says; move it away and look into it"
            )
        }
        return "\(shelf)/\(name)"
    }
}
