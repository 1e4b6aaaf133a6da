import MerkleLog

/// Why a witness did not cosign; each has its status in C2SP tlog-witness.
package enum WitnessRefusal: Error, Sendable, CustomStringConvertible {
    /// 400: the request can't be read, or goes back in size.
    case malformed(reason: String)
    /// 403: no trusted key of the log signed.
    case notSigned(CheckpointError)
    /// 404: the log is none of those that are witnessed.
    case unknownLog(String)
    /// 409: the witness knows another size than the proof begins with.
    case conflict(known: UInt64)
    /// 422: the new checkpoint does not continue the one that the witness knows. This is what witnesses are for.
    case inconsistent(ProofError)
    /// 500: the disk refused, so nothing was signed.
    case storage(StorageError)
    /// 500: what the witness kept can't be read, so nothing was signed.
    case unreadableState(reason: String)

    /// The HTTP status.
    package var status: Int {
        switch self {
        case .malformed: 400
        case .notSigned: 403
        case .unknownLog: 404
        case .conflict: 409
        case .inconsistent: 422
        case .storage, .unreadableState: 500
        }
    }

    /// One line for people.
    package var description: String {
        switch self {
        case .malformed(let reason): "the request can't be used: \(reason)"
        case .notSigned(let error): "the checkpoint is not signed by a key of the log: \(error)"
        case .unknownLog(let origin): "the log \"\(origin)\" is not witnessed here"
        case .conflict(let known): "this witness knows the log with \(known) records; the proof has to begin there"
        case .inconsistent(let error): "THE LOG DOES NOT CONTINUE WHAT THIS WITNESS SAW: \(error)"
        case .storage(let error): "the witness can't keep the checkpoint: \(error)"
        case .unreadableState(let reason): "what the witness kept can't be read: \(reason)"
        }
    }
}
