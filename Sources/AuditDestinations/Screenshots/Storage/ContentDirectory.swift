import Pictures

/// Keeps every picture once, as `ab/abcdef….png`, named by the SHA-256 of its bytes.
struct ContentDirectory: Sendable {
    let path: String
    let usage: DirectoryUsage
    private let makeDirectory: ScreenshotStore.MakeDirectory
    private let temporaries: TemporaryNames

    init(
        _ path: String,
        quotaBytes: Int,
        _ temporaries: TemporaryNames,
        _ makeDirectory: @escaping ScreenshotStore.MakeDirectory
    ) {
        self.path = path
        usage = DirectoryUsage(path, depth: 1, limit: quotaBytes)
        self.temporaries = temporaries
        self.makeDirectory = makeDirectory
    }

    /// Makes the directory and removes unfinished files below it.
    func prepare() throws(StorageFailure) {
        try PictureDirectory(makeDirectory(path), usage, temporaries).prepare()
        for first in 0..<256 {
            let shelf = "\(path)/\(first < 16 ? "0" : "")\(String(first, radix: 16))"
            if PosixDirectory.exists(shelf) {
                try PictureDirectory(makeDirectory(shelf), usage, temporaries).prepare()
            }
        }
        do {
            try usage.count()
        } catch {
            throw StorageFailure(path, error.description)
        }
    }

    /// Keeps a picture and returns its path.
    func keep(_ picture: VerifiedPicture, sha256: String) throws(StorageFailure) -> String {
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
