import AuditEvents
import Crypto
import MerkleLog
import Synchronization

/// Keeps the newest checkpoint seen of each log, and cosigns only what continues it.
///
/// Source: C2SP tlog-witness. One file for each log, `<SHA-256 of the origin, hex>.checkpoint`: the checkpoint with the
/// log's signatures and the cosignature.
package final class WitnessLedger: Sendable {
    private let storage: any SegmentStorage
    private let cosigner: Cosigner
    private let logKeys: [NoteVerifier]
    /// Held from the look at what is known until the new checkpoint is stored, so that no two requests cross.
    private let turn = Mutex(())

    /// A witness that keeps what it saw in `storage`, which nobody else writes to.
    package init(_ storage: any SegmentStorage, cosigner: Cosigner, logKeys: [NoteVerifier]) {
        self.storage = storage
        self.cosigner = cosigner
        self.logKeys = logKeys
    }

    /// Cosigns the checkpoint of a request, whose bytes come from anybody; returns it with the cosignature.
    ///
    /// The new checkpoint is stored durably before this returns. Blocks. `now` is in seconds since 1970-01-01 UTC.
    package func cosign(
        _ body: [UInt8],
        atSeconds now: UInt64
    ) throws(WitnessRefusal) -> (checkpoint: SignedCheckpoint, signature: NoteSignature) {
        let request = try verified(body)
        let result = turn.withLock { _ in
            Result { () throws(WitnessRefusal) in try judge(request, atSeconds: now) }
        }
        return try result.get()
    }

    /// The newest cosigned checkpoint of the log with this hash, 64 hexadecimal digits; nil when there is none.
    package func checkpoint(originHash: String) throws(StorageError) -> [UInt8]? {
        guard originHash.utf8.count == 64, originHash.utf8.allSatisfy({ "0123456789abcdef".utf8.contains($0) }) else {
            return nil
        }
        do throws(StorageError) {
            return try DurableFile.read(
                Self.file(originHash),
                in: storage,
                maximumBytes: SignedNote.maximumByteCount
            )
        } catch {
            guard error.isNotFound else { throw error }
            return nil
        }
    }

    /// A request whose checkpoint a key of its log signed.
    private func verified(_ body: [UInt8]) throws(WitnessRefusal) -> WitnessRequest {
        let request: WitnessRequest
        do throws(ProofTextError) {
            request = try WitnessRequest(parsing: body)
        } catch {
            throw .malformed(reason: "\(error)")
        }
        let checkpoint = request.checkpoint.checkpoint
        let keys = logKeys.filter { checkpoint.hasOrigin($0.id.name) }
        guard !keys.isEmpty else { throw .unknownLog(SanitizedText.escape(checkpoint.origin)) }
        do throws(CheckpointError) {
            _ = try request.checkpoint.verify(logKeys: keys)
        } catch {
            throw .notSigned(error)
        }
        guard request.consistency.oldSize <= checkpoint.size else {
            throw .malformed(reason: "the old size is greater than that of the checkpoint")
        }
        return request
    }

    private func judge(
        _ request: WitnessRequest,
        atSeconds now: UInt64
    ) throws(WitnessRefusal) -> (checkpoint: SignedCheckpoint, signature: NoteSignature) {
        let checkpoint = request.checkpoint.checkpoint
        let hash = Hexadecimal.text(of: SHA256.hash(data: Array(checkpoint.origin.utf8)))
        let known = try known(hash)
        guard request.consistency.oldSize == known?.size ?? 0 else { throw .conflict(known: known?.size ?? 0) }
        do throws(ProofError) {
            try request.consistency.verify(oldRoot: known?.root ?? .emptyTree, newRoot: checkpoint.root)
        } catch {
            throw .inconsistent(error)
        }
        do {
            let signature = try cosigner.signature(for: checkpoint, atSeconds: now)
            let cosigned = try request.checkpoint.adding([signature])
            // Before the answer: who has a cosignature may rely on it that this witness never signs another history.
            try DurableFile.replace(Self.file(hash), in: storage, with: cosigned.bytes)
            return (cosigned, signature)
        } catch let error as StorageError {
            throw .storage(error)
        } catch {
            throw .malformed(reason: "\(error)")
        }
    }

    private func known(_ hash: String) throws(WitnessRefusal) -> Checkpoint? {
        do {
            guard let bytes = try checkpoint(originHash: hash) else { return nil }
            let signed = try SignedCheckpoint(parsing: bytes)
            guard try !signed.note.signatures(by: [cosigner.verifier]).isEmpty else {
                throw WitnessRefusal.unreadableState(reason: "it is not cosigned by this witness")
            }
            return signed.checkpoint
        } catch let error as WitnessRefusal {
            throw error
        } catch let error as StorageError {
            throw .storage(error)
        } catch {
            throw .unreadableState(reason: "\(error)")
        }
    }

    private static func file(_ originHash: String) -> String { "\(originHash).checkpoint" }
}
