/// Why the proxy service gave no answer.
enum ProxyServiceFault: Error, Sendable, Hashable {
    /// Our own files.
    case certificate(CertificateFileError)
    /// The network, or the service.
    case exchange(ExchangeFault)

    /// The same, as a reason for a missing picture.
    var trouble: FetchTrouble {
        switch self {
        case .certificate(let error): .certificateFile(error.description)
        case .exchange(.cancelled): .stopped
        case .exchange(let fault): .ticket(fault)
        }
    }
}
