/// JSON files of object data: `destination.json.objectdata`.
package struct ObjectDataConfiguration: Sendable, Hashable {
    /// Directory of the files, relative to the working directory; default `audit-events/json`.
    package var exportDirectory: String

    /// Tags that are added to every file; default none.
    package var staticTags: [StaticTag]

    /// Creates the configuration.
    package init(exportDirectory: String, staticTags: [StaticTag] = []) {
        self.exportDirectory = exportDirectory
        self.staticTags = staticTags
    }

    /// Reads the block; nil when it switches itself off.
    init?(_ block: ConfigurationView, _ reading: inout ConfigurationReading) {
        guard block.boolean("enable") else {
            reading.note(
                .warning,
                block,
                "enable",
                "is false, although destination.type names json: no files are written"
            )
            return nil
        }
        self.exportDirectory = block.text("exportDirectory")
        self.staticTags = StaticTag.list(block)
    }
}
