/// What a QVD header says beyond the table itself.
///
/// Nothing in a file comes from a clock or a random source, so equal options and equal rows give equal bytes.
package struct QVDHeaderOptions: Sendable, Hashable {
    /// The app that made the file: a GUID, or empty.
    package let creatorDoc: String
    /// When the file was made, in milliseconds since 1970-01-01 UTC; the header shows whole seconds.
    package let createdAtMilliseconds: Int64
    /// The build of the engine that the file's layout follows; readers expect the element, not a certain number.
    package let buildNumber: UInt32
    /// Where the table came from, in order.
    package let lineage: [QVDLineage]
    /// What the table is, for people; may be empty.
    package let tableComment: String

    /// The layout that ``QVDWriter`` follows was last compared with files of this build.
    package static let defaultBuildNumber: UInt32 = 50_689

    /// Makes options; texts may hold anything, what XML can't hold is replaced when they are written.
    package init(
        creatorDoc: String,
        createdAtMilliseconds: Int64,
        buildNumber: UInt32 = QVDHeaderOptions.defaultBuildNumber,
        lineage: [QVDLineage] = [],
        tableComment: String = ""
    ) {
        self.creatorDoc = creatorDoc
        self.createdAtMilliseconds = createdAtMilliseconds
        self.buildNumber = buildNumber
        self.lineage = lineage
        self.tableComment = tableComment
    }
}
