import AuditEvents
import AuditTesting
import Foundation

/// What the decoder made of a text.
enum Decoded {
    case accepted(Envelope)
    case refused(EnvelopeRefusal)

    init(_ text: String, versionHeader: String? = nil, serverVersion: String = "15.0.1") {
        self.init(Array(text.utf8), versionHeader: versionHeader, serverVersion: serverVersion)
    }

    init(_ bytes: [UInt8], versionHeader: String? = nil, serverVersion: String = "15.0.1") {
        let compatibility = VersionCompatibility(serverVersion: serverVersion)
        let decoder = EnvelopeDecoder(compatibility: compatibility)
        self = bytes.withUnsafeBytes { buffer in
            do throws(EnvelopeRefusal) {
                return .accepted(try decoder.decode(buffer, versionHeader: versionHeader))
            } catch {
                return .refused(error)
            }
        }
    }

    /// The status and what was wrong, in short, such as `400 /eventId minLength 1`.
    var summary: String {
        switch self {
        case .accepted: "202"
        case .refused(.syntax): "400 syntax"
        case .refused(.schema(let violations)): "400 " + (violations.first.map(Decoded.describe) ?? "nothing")
        case .refused(.constraints(let messages)): "422 \(messages.count) constraints"
        case .refused(.incompatibleVersion): "422 version"
        case .refused(.payload(let violations)): "422 " + violations.map(Decoded.describe).joined(separator: "; ")
        }
    }

    private static func describe(_ violation: SchemaViolation) -> String {
        let detail = violation.params.map { parameter in
            switch parameter.value {
            case .string(let text): " \(text)"
            case .integer(let value): " \(value)"
            case .strings(let texts): " \(texts.joined(separator: ","))"
            }
        }
        return "\(violation.instancePath) \(violation.keyword)\(detail.joined())"
    }
}

/// The reason why a text isn't JSON, nil when it is.
func syntaxError(_ bytes: [UInt8]) -> JSONSyntaxError? {
    bytes.withUnsafeBytes { buffer in
        do throws(JSONSyntaxError) {
            try JSONScanner().withDocument(of: buffer) { _ in }
            return nil
        } catch {
            return error
        }
    }
}

func syntaxError(_ text: String) -> JSONSyntaxError? {
    syntaxError(Array(text.utf8))
}

/// The kept corpus: one envelope of each type, and texts that once were trouble.
func corpus() throws -> [(name: String, bytes: [UInt8])] {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Fixtures/corpus")
    return try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
        .filter { $0.pathExtension == "json" }
        .sorted { $0.lastPathComponent < $1.lastPathComponent }
        .map { ($0.lastPathComponent, [UInt8](try Data(contentsOf: $0))) }
}

extension SeededGenerator {
    /// A generator with a new seed, or with the one in `VIDIMUS_TEST_SEED`; prints it.
    static func printed(_ name: String) -> SeededGenerator {
        let seed =
            ProcessInfo.processInfo.environment["VIDIMUS_TEST_SEED"].flatMap(UInt64.init)
            ?? UInt64.random(in: 0...UInt64(UInt32.max))
        print("\(name): VIDIMUS_TEST_SEED=\(seed)")
        return SeededGenerator(seed: seed)
    }
}
