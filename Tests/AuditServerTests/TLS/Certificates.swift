import AuditServer
import AuditTesting
import Foundation

/// Certificates made with the openssl command in a folder that goes away with the value.
final class Certificates: Sendable {
    struct Failure: Error {
        let command: String
        let output: String
    }

    let folder: URL

    init() throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("vidimus-tls-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    deinit {
        // A folder that stays behind in the temporary directory harms nobody.
        try? FileManager.default.removeItem(at: folder)
    }

    func path(_ name: String) -> String { folder.appendingPathComponent(name).path }

    /// Settings for the key and certificate of `name`.
    func settings(_ name: String, passphrase: String? = nil, requiresTLS13: Bool = false) -> IngestTLSSettings {
        IngestTLSSettings(
            certificatePath: path("\(name).crt"),
            keyPath: path("\(name).key"),
            passphrase: passphrase,
            requiresTLS13: requiresTLS13
        )
    }

    /// Makes a key and a self-signed certificate for the common name `subject`.
    func make(_ name: String, subject: String, passphrase: String? = nil) throws {
        let encryption = passphrase.map { ["-aes-256-cbc", "-pass", "pass:\($0)"] } ?? []
        try Self.openssl(
            ["genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256", "-out", path("\(name).key")]
                + encryption
        )
        try Self.openssl(
            [
                "req", "-x509", "-new", "-key", path("\(name).key"), "-subj", "/CN=\(subject)", "-days", "2",
                "-out", path("\(name).crt"),
            ] + (passphrase.map { ["-passin", "pass:\($0)"] } ?? [])
        )
    }

    /// Runs the openssl command, for at most half a minute, with `input` on its standard input.
    @discardableResult
    static func openssl(_ arguments: [String], input: String = "", mayFail: Bool = false) throws -> String {
        let child = try ChildProcess(["timeout", "30", "openssl"] + arguments, input: input)
        let status = child.waitForEnd()
        let text = child.output + child.errors
        guard mayFail || status == 0 else {
            throw Failure(command: arguments.joined(separator: " "), output: text)
        }
        return text
    }
}
