import AuditJournal

extension ServerConfiguration {
    /// Directories that destinations share, or that are the server's own: files would replace or hide each other there.
    ///
    /// A directory beneath another destination's is fine, because no destination looks into folders.
    package func directoryConflicts(_ paths: PathResolver) -> [DirectoryConflict] {
        var conflicts: [DirectoryConflict] = []
        var owners: [[String]: DirectoryClaim] = [:]
        for claim in destinations.directoryClaims {
            let place = paths.components(of: claim.directory)
            let shown = "'\(claim.directory)'"
            let full = "/" + place.joined(separator: "/")
            if let folder = serverFolder(holding: place, paths) {
                let message = "\(shown) lies in \(folder), which the server keeps for itself; choose another directory"
                conflicts.append(DirectoryConflict(claim: claim, message: message))
            } else if let owner = owners[place], owner.destination != claim.destination {
                let cure = "give each destination a directory of its own"
                let message = "\(shown) is the directory of \(owner.destination) too (\(full)); \(cure)"
                conflicts.append(DirectoryConflict(claim: claim, message: message))
            }
            owners[place] = owners[place] ?? claim
        }
        return conflicts
    }

    /// The data directory itself, or the folder of it that a place is or lies in; nil where destinations may write.
    private func serverFolder(holding place: [String], _ paths: PathResolver) -> String? {
        let data = DataDirectory(path: dataDirectory)
        if place == paths.components(of: data.path) { return data.path }
        let folders = [
            data.journal, data.cursors, data.keys, data.deadLetters, data.log, data.catalog, data.screenshots,
        ]
        return folders.first { place.starts(with: paths.components(of: $0)) }
    }
}

extension DestinationsConfiguration {
    /// The directories that destinations write to, in the order in which they win.
    fileprivate var directoryClaims: [DirectoryClaim] {
        var claims: [DirectoryClaim] = []
        func add(_ name: String, _ keys: [String], _ directory: String?) {
            guard let directory else { return }
            claims.append(DirectoryClaim(destination: name, keys: keys, directory: directory))
        }
        add("parquet", ["parquet", "metadata", "exportDirectory"], parquet?.exportDirectory)
        add("qvd", ["qvd", "metadata", "exportDirectory"], qvd?.exportDirectory)
        add("json", ["json", "objectdata", "exportDirectory"], objectData?.exportDirectory)
        for directory in screenshots?.directories ?? [] {
            add("screenshots", ["screenshots", "storageTargets"], directory)
        }
        return claims
    }
}
