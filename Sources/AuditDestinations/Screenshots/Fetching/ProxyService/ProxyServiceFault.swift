/// Why the proxy service gave no answer.
enum ProxyServiceFault: Error, Sendable, Hashable, CustomStringConvertible {
    /// Our own files.
    case certificate(CertificateFileError)
    /// The network, or the service.
    case exchange(ExchangeFault)

    /// The same in one line, whatever was asked.
    var description: String {
        switch self {
        case .certificate(let error): error.description
        case .exchange(let fault): fault.description
        }
    }

    /// The same, as a reason for a missing picture.
    var trouble: FetchTrouble {
        switch self {
        case .certificate(let error): .certificateFile(error.description)
        case .exchange(.cancelled): .stopped
        case .exchange(let fault): .ticket(fault)
        }
    }
}
