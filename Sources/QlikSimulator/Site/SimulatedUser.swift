/// A person who uses the simulated site.
package struct SimulatedUser: Sendable, Hashable {
    /// What a person does more or less often; each a chance in percent whenever something is to be done next.
    package struct Habits: Sendable, Hashable {
        /// Select something.
        package let selects: Int
        /// Scroll to the charts below.
        package let scrolls: Int
        /// Apply a bookmark.
        package let usesBookmarks: Int
        /// Export a chart.
        package let exports: Int
        /// Seconds of looking at a time, on average.
        package let lookingSeconds: Int
    }

    /// The full identity in a form that Qlik Sense uses, such as `UserDirectory=NORD; UserId=anna.berg`.
    package let identity: String

    /// The browser's own description.
    package let userAgent: String

    /// What the person does more or less often.
    package let habits: Habits

    /// The department, a number from 0; each has one app of the site, and its people open no other.
    package let department: Int
}
