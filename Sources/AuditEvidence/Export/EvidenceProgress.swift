/// How far an export is.
package enum EvidenceProgress: Sendable, Hashable {
    /// Records of the journal that were looked at, of all that the checkpoint covers.
    case records(UInt64, of: UInt64)
    /// Pictures that were copied, of all.
    case pictures(Int, of: Int)
    /// Records that were written into the report, of all that it shows.
    case report(UInt64, of: UInt64)
}
