import Logging

/// What an event says about its picture, unchecked.
package struct PictureRequest: Sendable {
    /// `payload.event.screenshotUrl`.
    package let url: String
    /// `payload.context.user`.
    package let user: String?
    /// What every log line about it carries, such as the event's id; it is escaped when it is written.
    package let context: Logger.Metadata

    /// Takes an event's facts.
    package init(url: String, user: String?, context: Logger.Metadata = [:]) {
        self.url = url
        self.user = user
        self.context = context
    }
}
