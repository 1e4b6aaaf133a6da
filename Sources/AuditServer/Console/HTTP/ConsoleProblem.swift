import AuditCatalog
import Hummingbird

/// Why a request to the console is not answered as asked, in words for the person.
struct ConsoleProblem: Error {
    let status: HTTPResponse.Status
    /// A few words, the heading of the page.
    let title: String
    /// What happened and what to do, in a sentence or two.
    let message: String

    init(status: HTTPResponse.Status, title: String, message: String) {
        self.status = status
        self.title = title
        self.message = message
    }

    /// Why the catalog has no answer.
    init(_ error: CatalogError) {
        let title =
            switch error {
            case .tooSlow: "This takes too long"
            case .notReady: "Not ready yet"
            case .failed: "The catalog can't be read"
            }
        self.init(status: .serviceUnavailable, title: title, message: "\(error)")
    }

    static func notFound(_ message: String) -> ConsoleProblem {
        ConsoleProblem(status: .notFound, title: "Not found", message: message)
    }

    static func badRequest(_ message: String) -> ConsoleProblem {
        ConsoleProblem(status: .badRequest, title: "This can't be asked", message: message)
    }

    static func unavailable(_ message: String) -> ConsoleProblem {
        ConsoleProblem(status: .serviceUnavailable, title: "Not available now", message: message)
    }

    /// The form came from elsewhere, or from before the sign-in.
    static let foreignForm = ConsoleProblem(
        status: .forbidden,
        title: "This form is not valid any more",
        message:
            "It was opened before you signed in, or comes from another site. Nothing was changed. Open the page again."
    )

    static let noSuchPage = notFound("There is no such page. The address may have been cut.")

    static let notRecorded = ConsoleProblem(
        status: .serviceUnavailable,
        title: "Your look can't be recorded now",
        message:
            "Every look into the evidence is recorded before it is shown. The journal takes no records at the moment; "
            + "see Health."
    )
}
