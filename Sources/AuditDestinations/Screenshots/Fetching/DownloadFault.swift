/// Why a request of a download has no answer.
enum DownloadFault: Error, Sendable {
    /// The file with the site's root.
    case certificate(CertificateFileError)
    /// The network, or the image host.
    case exchange(ExchangeFault)
}
