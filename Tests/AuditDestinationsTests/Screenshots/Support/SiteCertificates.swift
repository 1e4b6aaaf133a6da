import AuditTesting

/// A root, a server and a client certificate as a Qlik Sense site has them, and a server of another root.
final class SiteCertificates: Sendable {
    struct Failure: Error {
        let output: String
    }

    let folder: TemporaryDirectory
    static let names = "DNS:qlik.test,DNS:other.test,DNS:qps.test,DNS:localhost,IP:127.0.0.1"

    init() throws {
        folder = try TemporaryDirectory()
        try root("root")
        try root("stranger")
        try leaf("server", by: "root", names: Self.names)
        try leaf("client", by: "root", names: "DNS:client")
        try leaf("foreign", by: "stranger", names: Self.names)
        try leaf("misnamed", by: "root", names: "DNS:elsewhere.test")
    }

    func path(_ name: String) -> String { "\(folder.path)/\(name)" }

    func leaf(_ name: String, by root: String, names: String) throws {
        try openssl([
            "-subj", "/CN=\(name)", "-addext", "subjectAltName=\(names)", "-addext", "basicConstraints=CA:FALSE", "-CA",
            path("\(root).pem"), "-CAkey", path("\(root).key"), "-keyout", path("\(name).key"), "-out",
            path("\(name).pem"),
        ])
    }

    private func root(_ name: String) throws {
        try openssl([
            "-subj", "/CN=\(name)", "-addext", "basicConstraints=critical,CA:TRUE", "-keyout", path("\(name).key"),
            "-out",
            path("\(name).pem"),
        ])
    }

    private func openssl(_ arguments: [String]) throws {
        let common = ["-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2"]
        let child = try ChildProcess(["timeout", "30", "openssl", "req"] + common + arguments)
        guard child.waitForEnd() == 0 else { throw Failure(output: child.errors) }
    }
}
