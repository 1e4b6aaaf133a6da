#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// Tells whether two paths lead to one place, whether or not anything is there yet.
package struct PathResolver: Sendable {
    /// As many links as Linux follows.
    private static let maximumLinks = 40

    private let workingDirectory: @Sendable () -> String
    private let target: @Sendable (String) -> String?

    /// Uses these two.
    ///
    /// - Parameters:
    ///   - workingDirectory: Where relative paths begin, absolute.
    ///   - target: What the symbolic link at an absolute path names; nil for anything else.
    package init(
        workingDirectory: @escaping @Sendable () -> String,
        target: @escaping @Sendable (String) -> String?
    ) {
        self.workingDirectory = workingDirectory
        self.target = target
    }

    /// Compares spellings only; looks at no disk.
    package static let withoutLinks = PathResolver(workingDirectory: { "/" }, target: { _ in nil })

    /// Follows the symbolic links of this machine.
    package static let fileSystem = PathResolver(
        workingDirectory: {
            var path = [CChar](repeating: 0, count: Int(PATH_MAX))
            // A working directory that was removed has no path; then spellings are all there is.
            guard getcwd(&path, path.count) != nil else { return "/" }
            return text(path)
        },
        target: { path in
            var target = [CChar](repeating: 0, count: Int(PATH_MAX))
            return readlink(path, &target, target.count - 1) > 0 ? text(target) : nil
        }
    )

    /// Returns the components of the absolute path without links, `.` and `..`.
    package func components(of path: String) -> [String] {
        var rest = Self.split(path.hasPrefix("/") ? path : "\(workingDirectory())/\(path)")
        var found: [String] = []
        var links = 0
        while let component = rest.popLast() {
            if component == "." { continue }
            if component == ".." {
                _ = found.popLast()
                continue
            }
            found.append(component)
            guard links < Self.maximumLinks, let target = target("/" + found.joined(separator: "/")) else { continue }
            links += 1
            if target.hasPrefix("/") { found = [] } else { found.removeLast() }
            rest += Self.split(target)
        }
        return found
    }

    /// The components, last one first.
    private static func split(_ path: String) -> [String] {
        path.split(separator: "/").reversed().map(String.init)
    }

    private static func text(_ characters: [CChar]) -> String {
        String(decoding: characters.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
