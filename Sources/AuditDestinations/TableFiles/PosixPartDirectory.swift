import AuditJournal

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// A real directory of parts.
package struct PosixPartDirectory: PartDirectory {
    /// Says whose parts these are, so that two servers never replace each other's.
    private static let ownerFile = ".vidimus-log"
    private static let fileMode: mode_t = 0o644
    private static let maximumOwnerBytes = 256

    private let files: PosixPublishingDirectory

    /// Names a directory, which need not exist yet.
    package init(path: String) {
        files = PosixPublishingDirectory(path: path)
    }

    package var path: String { files.path }

    package func prepare(owner logID: String) throws(PosixError) -> String? {
        try files.prepare()
        if let other = try owner(), other != logID { return other }
        guard try owner() == nil else { return nil }
        let temporary = TemporaryName(offset: .init(0), token: .random(in: 0 ... .max))
        try files.writeTemporary(temporary, Array((logID + "\n").utf8))
        // Another server may have been faster; then its name counts.
        _ = try files.publish(temporary, as: Self.ownerFile)
        try files.removeTemporary(temporary)
        try files.sync()
        let owner = try owner()
        return owner == logID ? nil : owner
    }

    package func create(_ name: TemporaryName) throws(PosixError) -> PartFile {
        try files.make()
        try files.removeTemporary(name)
        return try PartFile("\(path)/\(name.text)", mode: Self.fileMode)
    }

    package func seal(_ file: PartFile) throws(PosixError) {
        try file.sync()
    }

    package func replace(_ temporary: TemporaryName, as name: String) throws(PosixError) {
        guard rename("\(path)/\(temporary.text)", "\(path)/\(name)") == 0 else {
            throw PosixError("publish \(path)/\(name)", code: errno)
        }
    }

    package func removeTemporary(_ name: TemporaryName) throws(PosixError) {
        try files.removeTemporary(name)
    }

    package func names() throws(PosixError) -> [String] {
        var names: [String] = []
        try files.visitNames { names.append($0) }
        return names
    }

    package func remove(_ name: String) throws(PosixError) {
        guard unlink("\(path)/\(name)") == 0 || errno == ENOENT else {
            throw PosixError("remove \(path)/\(name)", code: errno)
        }
    }

    package func sync() throws(PosixError) {
        try files.sync()
    }

    private func owner() throws(PosixError) -> String? {
        guard let bytes = try files.read(Self.ownerFile, maximumBytes: Self.maximumOwnerBytes) else { return nil }
        return String(decoding: bytes.prefix { $0 > 0x20 }, as: UTF8.self)
    }
}
