import AuditEvents
import AuditJournal

/// Whether auditing is alive, at one look.
package struct Overview: Sendable, Hashable {
    /// Hours of ``activity``.
    package static let activityHours = 48

    /// The moment of the question.
    package let now: UTCTime

    /// First record that is not in the catalog yet.
    package let indexedEnd: JournalOffset

    /// Apps with events, the one with the newest first; at most ``AppActivity/maximumApps``.
    package let apps: [AppActivity]

    /// Events received in each of the last ``activityHours`` hours, the oldest first; the last one is not over yet.
    package let activity: [Int]

    /// Screenshots by what became of them.
    package let pictures: PictureCounts

    /// Conflicts: ids that came again with other content.
    package let conflictCount: Int

    /// Numbers of pages that never arrived, over all pages.
    package let missingCount: Int

    /// Puts an overview together.
    package init(
        now: UTCTime,
        indexedEnd: JournalOffset,
        apps: [AppActivity],
        activity: [Int],
        pictures: PictureCounts,
        conflictCount: Int,
        missingCount: Int
    ) {
        self.now = now
        self.indexedEnd = indexedEnd
        self.apps = apps
        self.activity = activity
        self.pictures = pictures
        self.conflictCount = conflictCount
        self.missingCount = missingCount
    }
}
