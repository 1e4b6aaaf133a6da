import AuditJournal

/// What the judgement of one envelope comes to.
enum AdmissionVerdict {
    /// Valid and within the limits: ready for the journal.
    case admitted(Submission)
    /// Refused with this answer.
    case refused(AuditAnswer)
}
