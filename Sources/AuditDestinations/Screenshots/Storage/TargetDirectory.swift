import Pictures

/// Keeps copies under readable names: `<time>_<eventId>_<correlationId>.png`, and `…_metadata.png` beside it.
///
/// Nothing is overwritten. When a name has other bytes, both files of the event are named `…_2`, `…_3` and so on; a
/// repeat finds its own files again, whatever came between.
struct TargetDirectory: Sendable {
    /// Names tried for one picture; so many different pictures of one event are no accident.
    static let maximumNames = 1000

    let usage: DirectoryUsage
    private let directory: PictureDirectory
    private let firstUse = FirstUse()

    init(
        _ directory: any PublishingDirectory,
        quotaBytes: Int,
        clock: DeliveryClock,
        _ temporaries: TemporaryNames
    ) {
        usage = DirectoryUsage(directory.path, depth: 0, limit: quotaBytes, clock: clock)
        self.directory = PictureDirectory(directory, usage, temporaries)
    }

    var path: String { directory.path }

    /// Makes the directory, removes unfinished files and counts the others; once, before anything is stored.
    ///
    /// - Returns: What failed; pictures are stored all the same if that is possible.
    func prepare() -> [StorageFailure] {
        firstUse.run {
            var failures: [StorageFailure] = []
            do throws(StorageFailure) {
                try directory.prepare()
            } catch {
                return .again(error)
            }
            StorageFailure.note(&failures) { () throws(StorageFailure) in try usage.count() }
            return .done(failures)
        }
    }

    /// Stores a picture and its second one; appends each path as soon as the file is durable.
    func store(
        _ prepared: PreparedPicture,
        _ name: ObjectDataName,
        appendingTo paths: inout [String]
    ) throws(StorageFailure) {
        // What fails here fails below with the same reason, or costs only the quota its exactness.
        _ = prepare()
        let fileExtension = prepared.picture.picture.facts.format.fileExtension
        for number in 1...Self.maximumNames {
            let stem = number == 1 ? name.stem : "\(name.stem)_\(number)"
            let picture = "\(stem).\(fileExtension)"
            let captioned = "\(stem)_metadata.\(fileExtension)"
            // Looked at before anything is written, so that the two files of an event stay together.
            if let second = prepared.captioned, try directory.occupant(of: captioned, second.picture.bytes) == .other {
                continue
            }
            guard try directory.publish(prepared.picture.picture.bytes, as: picture) else { continue }
            guard let second = prepared.captioned else {
                paths.append("\(path)/\(picture)")
                return
            }
            do throws(StorageFailure) {
                guard try directory.publish(second.picture.bytes, as: captioned) else { continue }
            } catch {
                paths.append("\(path)/\(picture)")
                throw error
            }
            paths += ["\(path)/\(picture)", "\(path)/\(captioned)"]
            return
        }
        throw StorageFailure(path, "\(Self.maximumNames) other pictures are named \(name.stem); look into it")
    }
}
