/// One entry of a QVD file's lineage: where the table came from.
package struct QVDLineage: Sendable, Hashable {
    /// The source, such as `INLINE;` or a path.
    package let discriminator: String
    /// The statement that read it, or empty.
    package let statement: String

    /// Makes an entry; characters that XML can't hold are replaced when it is written.
    package init(discriminator: String, statement: String = "") {
        self.discriminator = discriminator
        self.statement = statement
    }
}
