/// How a chain of redirects ended, and which session was opened on the way.
struct DownloadOutcome: Sendable {
    /// The end of the chain.
    enum End: Sendable {
        /// An answer, and what it is worth.
        case answer(ExchangeAnswer, AnswerClass)
        /// A redirect that isn't followed.
        case blocked(RedirectBlock)
        /// No whole answer.
        case fault(ExchangeFault)
        /// The file with the site's root can't be read.
        case certificate(CertificateFileError)
        /// Qlik doesn't accept the kept session any more.
        case rejected(status: Int)
    }

    /// The end of the chain.
    let end: End
    /// The session that the ticket bought.
    let session: PictureSession?
    /// What became of the ticket.
    let ticket: TicketUse

    /// Whether a kept session is over.
    var isRejection: Bool {
        if case .rejected = end { return true }
        return false
    }

    /// Whether the answer shows that Qlik let the new session in: a picture, or a status that isn't about the user.
    var isSessionHonoured: Bool {
        guard case .answer(_, let judged) = end else { return false }
        switch judged {
        case .candidate, .trouble(.status): return true
        default: return false
        }
    }
}
