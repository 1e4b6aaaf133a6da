/// The directory in which every stored picture is kept once, named by its hash.
package final class PictureFolder: Sendable {
    private let path: String

    /// Reads from `path`, which need not exist.
    package init(path: String) {
        self.path = path
    }

    /// The bytes of `name`, a folder and a file; nil when there is no such file.
    func bytes(_ name: String) async throws -> [UInt8]? {
        try await FileOnDisk(path: "\(path)/\(name)").bytes(atMost: PicturePages.maximumBytes)
    }
}
