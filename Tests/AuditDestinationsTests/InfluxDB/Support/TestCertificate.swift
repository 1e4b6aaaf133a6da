import AuditTesting

/// A key and a self-signed certificate for one host name.
final class TestCertificate: Sendable {
    struct Failure: Error {
        let output: String
    }

    private let folder: TemporaryDirectory

    var certificate: String { "\(folder.path)/server.crt" }
    var key: String { "\(folder.path)/server.key" }

    init(host: String) throws {
        folder = try TemporaryDirectory()
        let child = try ChildProcess([
            "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-subj",
            "/CN=\(host)", "-addext", "subjectAltName=DNS:\(host)", "-days", "2", "-keyout", key, "-out", certificate,
        ])
        guard child.waitForEnd() == 0 else { throw Failure(output: child.errors) }
    }
}
