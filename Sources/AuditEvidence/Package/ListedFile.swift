/// A file of the package as the manifest lists it.
struct ListedFile: Sendable, Hashable {
    let name: String
    let bytes: Int
    /// 64 lower-case hexadecimal digits.
    let sha256: String
}
