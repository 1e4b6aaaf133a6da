/// One thing that is wrong in a journal folder.
package struct VerificationFinding: Sendable, Hashable, CustomStringConvertible {
    /// Where it is and what is wrong there.
    package let damage: SegmentDamage

    /// One line: file, byte, offset, reason.
    package var description: String { damage.description }
}
