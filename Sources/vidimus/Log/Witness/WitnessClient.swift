import AsyncHTTPClient
import AuditEvents
import AuditJournal
import Foundation
import MerkleLog
import NIOCore
import NIOHTTP1
import Synchronization

/// Asks one witness for cosignatures: C2SP tlog-witness, `add-checkpoint`.
final class WitnessClient: Sendable {
    private static let timeout = TimeAmount.seconds(10)
    private static let maximumAnswerBytes = 16 << 10

    let witness: WitnessConfiguration
    private let logKeys: LogKeys
    /// Size of the newest checkpoint that the witness cosigned, as far as it said; 0 makes it say so.
    private let known = Mutex<UInt64>(0)

    init(_ witness: WitnessConfiguration, logKeys: LogKeys) {
        self.witness = witness
        self.logKeys = logKeys
    }

    /// The witness's cosignature on the newest checkpoint, verified.
    func cosign(_ snapshot: LogSnapshot) async throws -> NoteSignature {
        // Twice: the first answer may be that it knows another size.
        for _ in 0..<2 {
            let old = known.withLock { $0 }
            guard old <= snapshot.size else {
                throw CommandFailure("it cosigned \(old) records, this log has \(snapshot.size): one was rolled back")
            }
            var proofs = snapshot.proofs
            let request = WitnessRequest(try proofs.consistency(from: old), to: snapshot.checkpoint)
            let (status, body) = try await post(request.bytes)
            switch status {
            case 200:
                let signature = try verified(body, on: snapshot.checkpoint)
                known.withLock { $0 = snapshot.size }
                return signature
            case 409:
                guard let size = StrictDecimal.value(of: body.dropLast()) else {
                    throw CommandFailure("it answered 409 without a size")
                }
                known.withLock { $0 = size }
            default:
                let reason = String(decoding: body.prefix(300), as: UTF8.self)
                throw CommandFailure("it answered \(status): \(SanitizedText.escape(reason))")
            }
        }
        throw CommandFailure("it names another size each time")
    }

    private func post(_ body: [UInt8]) async throws -> (status: UInt, body: [UInt8]) {
        var request = HTTPClientRequest(url: "\(witness.url)/add-checkpoint")
        request.method = .POST
        request.body = .bytes(ByteBuffer(bytes: body))
        let response = try await HTTPClient.shared.execute(request, timeout: Self.timeout)
        let answer = try await response.body.collect(upTo: Self.maximumAnswerBytes)
        return (response.status.code, Array(answer.readableBytesView))
    }

    /// Signatures of other keys are passed over.
    private func verified(_ lines: [UInt8], on checkpoint: SignedCheckpoint) throws -> NoteSignature {
        let signed = try SignedCheckpoint(parsing: checkpoint.bytes + lines)
        let verified = try signed.verify(logKeys: logKeys.verifiers, witnesses: [witness.key])
        guard !verified.cosignatures.isEmpty,
            let signature = signed.note.signatures.first(where: { $0.key == witness.key.id })
        else { throw CommandFailure("it answered without a signature of its key") }
        return signature
    }
}
