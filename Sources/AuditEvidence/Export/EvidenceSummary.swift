/// What an export put into a package.
package struct EvidenceSummary: Sendable, Hashable {
    /// Events, erased ones too.
    package var events: UInt64 = 0
    /// Records of the server itself.
    package var ownRecords: UInt64 = 0
    /// Pictures.
    package var pictures = 0
    /// Chosen records that the checkpoint does not cover yet, and that are therefore missing.
    package var notCovered: UInt64 = 0
    /// Pictures that the data directory did not have, or had otherwise.
    package var missingPictures: [String] = []
    /// Records that the checkpoint covers.
    package var treeSize: UInt64 = 0
    /// Bytes of the package.
    package var bytes = 0
}
