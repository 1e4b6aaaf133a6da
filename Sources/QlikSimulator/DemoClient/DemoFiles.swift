import Foundation

/// The files of a page, all below one folder.
package struct DemoFiles: Sendable {
    /// Why a folder can't be served.
    package enum Fault: Error, CustomStringConvertible {
        /// There is no such folder.
        case noFolder(String)
        /// The folder has no `index.html`.
        case noIndex(String)

        package var description: String {
            switch self {
            case .noFolder(let path): "\(path) is no directory"
            case .noIndex(let path): "\(path) has no index.html"
            }
        }
    }

    /// Larger files are not found.
    package static let maximumBytes = 16 << 20

    /// Media types by endings; files with other endings are not found.
    private static let types = [
        "html": "text/html; charset=utf-8", "js": "text/javascript; charset=utf-8",
        "mjs": "text/javascript; charset=utf-8", "css": "text/css; charset=utf-8",
        "json": "application/json; charset=utf-8", "qext": "application/json; charset=utf-8",
        "map": "application/json; charset=utf-8", "svg": "image/svg+xml", "png": "image/png", "ico": "image/x-icon",
        "txt": "text/plain; charset=utf-8", "woff2": "font/woff2",
    ]

    /// The folder, without symbolic links in its path.
    private let root: String

    /// Serves what is below `directory`, which has an `index.html`.
    ///
    /// - Throws: ``Fault``.
    package init(directory: String) throws(Fault) {
        var isDirectory: ObjCBool = false
        guard let root = Self.resolved(directory),
            FileManager.default.fileExists(atPath: root, isDirectory: &isDirectory), isDirectory.boolValue
        else { throw .noFolder(directory) }
        self.root = root
        guard file(["index.html"]) != nil else { throw .noIndex(directory) }
    }

    /// The file at a path of decoded segments, read anew; nil when there is none that may be served.
    ///
    /// Reads from the disk, so not on an event loop.
    func file(_ path: [String]) -> (type: String, bytes: [UInt8])? {
        guard !path.isEmpty, path.allSatisfy(Self.isName), let name = path.last,
            let type = name.split(separator: ".").last.flatMap({ Self.types[$0.lowercased()] }), name.contains("."),
            let place = Self.resolved(([root] + path).joined(separator: "/")), isInside(place)
        else { return nil }
        var facts = stat()
        guard stat(place, &facts) == 0, facts.st_mode & S_IFMT == S_IFREG, facts.st_size <= Self.maximumBytes,
            let bytes = FileManager.default.contents(atPath: place)
        else { return nil }
        return (type, [UInt8](bytes))
    }

    /// One name of a path: no folder above, nothing hidden, and no separator that came as an escape.
    private static func isName(_ segment: String) -> Bool {
        !segment.isEmpty && !segment.hasPrefix(".")
            && segment.utf8.allSatisfy { $0 >= 0x20 && $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: "\\") }
    }

    private func isInside(_ place: String) -> Bool {
        place.hasPrefix(root == "/" ? root : root + "/")
    }

    /// The path with all symbolic links followed; nil when nothing is there.
    private static func resolved(_ path: String) -> String? {
        guard let pointer = realpath(path, nil) else { return nil }
        defer { free(pointer) }
        return String(cString: pointer)
    }
}
