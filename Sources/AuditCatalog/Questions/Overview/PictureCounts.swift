/// Screenshots by what became of them, over the whole journal.
package struct PictureCounts: Sendable, Hashable {
    /// No record says yet what became of them.
    package let awaited: Int

    /// Stored for good.
    package let stored: Int

    /// Given up.
    package let lost: Int

    /// Counts screenshots.
    package init(awaited: Int, stored: Int, lost: Int) {
        self.awaited = awaited
        self.stored = stored
        self.lost = lost
    }
}
