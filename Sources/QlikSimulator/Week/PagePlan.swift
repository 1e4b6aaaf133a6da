/// A page that somebody is going to open.
struct PagePlan: Sendable, Hashable {
    /// What happens on it.
    enum Course: Sendable, Hashable {
        /// Work as on every day.
        case ordinary
        /// The same, but the events cease in the middle, without an end.
        case cutOff
        /// The same, but three events are lost and told as lost.
        case lossy
        /// The intruder of ``WeekStory``.
        case intrusion
        /// The seller of ``WeekStory``.
        case call
    }

    /// Index of the app.
    let app: Int
    /// When it is opened, in milliseconds since 1970-01-01 UTC.
    let start: Int64
    /// After that nothing new is begun on it.
    let lastAction: Int64
    /// What happens on it.
    let course: Course
}
