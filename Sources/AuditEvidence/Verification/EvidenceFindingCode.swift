/// What can be wrong with a package; the raw values are stable, and the independent verifier has the same ones.
///
/// Source: `docs/formats/evidence-package.md`, "Findings".
package enum EvidenceFindingCode: String, Sendable, Hashable, CaseIterable {
    /// The file is no package, or its container was changed.
    case zipMalformed = "zip-malformed"
    /// The list of files can't be read.
    case manifestMalformed = "manifest-malformed"
    /// A listed file is not there.
    case fileMissing = "file-missing"
    /// A file is not listed.
    case fileUnexpected = "file-unexpected"
    /// Files are in another order than listed.
    case fileOrder = "file-order"
    /// A file has another content than listed.
    case fileChanged = "file-changed"
    /// A key can't be read.
    case keysMalformed = "keys-malformed"
    /// A key was not handed over by the one before.
    case keyChain = "key-chain"
    /// The manifest was not signed by the log's newest key.
    case manifestSignature = "manifest-signature"
    /// The checkpoint can't be read.
    case checkpointMalformed = "checkpoint-malformed"
    /// The checkpoint was not signed by the log's newest key.
    case checkpointSignature = "checkpoint-signature"
    /// The manifest speaks of another log or checkpoint.
    case manifestContradicts = "manifest-contradicts"
    /// No key of the package is the one that the caller knows.
    case keyMismatch = "key-mismatch"
    /// The log has another id than the caller knows.
    case logIDMismatch = "log-id-mismatch"
    /// The log showed the caller another tree.
    case checkpointConflict = "checkpoint-conflict"
    /// The caller's checkpoint has another size.
    case checkpointNotComparable = "checkpoint-not-comparable"
    /// A witness did not confirm the checkpoint.
    case cosignatureMissing = "cosignature-missing"
    /// A line is no record.
    case recordMalformed = "record-malformed"
    /// Records were moved or repeated.
    case recordOrder = "record-order"
    /// The checkpoint has no such record.
    case recordNotCovered = "record-not-covered"
    /// The log has another record there.
    case recordNotInLog = "record-not-in-log"
    /// The record of a picture can't be read.
    case outcomeMalformed = "outcome-malformed"
    /// The event of a picture is not in the package.
    case outcomeWithoutEvent = "outcome-without-event"
    /// A picture is not in the package.
    case pictureMissing = "picture-missing"
    /// A picture is not the one that was stored.
    case pictureChanged = "picture-changed"
    /// A picture belongs to no event.
    case pictureUnbound = "picture-unbound"
    /// There are more or fewer of something than listed.
    case countWrong = "count-wrong"
}
