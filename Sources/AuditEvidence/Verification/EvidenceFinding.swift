/// One thing that is wrong with a package.
package struct EvidenceFinding: Sendable, Hashable, CustomStringConvertible {
    /// What it is, for programs.
    package let code: EvidenceFindingCode
    /// Where it is, and more about it, for people; may quote the package, so show it as data.
    package let detail: String

    /// Code and detail on one line.
    package var description: String { "\(code.rawValue): \(detail)" }
}
