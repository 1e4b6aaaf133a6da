/// What a verification looked at and found.
package struct VerificationReport: Sendable, Hashable {
    /// Segment files read.
    package var segments = 0
    /// Records whose checksum, offset and id entry were checked.
    package var records = 0
    /// Bytes of these records.
    package var bytes = 0
    /// Tombstones among the records.
    package var tombstones = 0
    /// Bytes that belong to no record and need not: what a crash or a failed write left, never acknowledged.
    package var ignoredBytes = 0
    /// Everything that is wrong, in the order of the files.
    package var findings: [VerificationFinding] = []

    /// Whether nothing is wrong.
    package var isIntact: Bool { findings.isEmpty }

    /// Starts empty.
    package init() {}
}
