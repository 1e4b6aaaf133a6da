import AuditJournal
import AuditTesting
import Crypto
import Foundation
import MerkleLog
import Testing

/// A witness signs what continues what it saw, and nothing else, whatever breaks.
@Suite(.inTurn) struct WitnessLedgerTests {
    private static func cosigner() throws -> Cosigner {
        let name = try #require(KeyName("witness.example/w1"))
        return Cosigner(name: name, key: Curve25519.Signing.PrivateKey())
    }

    private static func ledger(_ storage: FaultyStorage, _ cosigner: Cosigner) -> WitnessLedger {
        WitnessLedger(storage, cosigner: cosigner, logKeys: LogBench.identity.keys.verifiers)
    }

    /// A log with a checkpoint at each of these sizes.
    private static func snapshots(_ sizes: [UInt64], version: Int = 0) async throws -> [LogSnapshot] {
        let bench = try LogBench()
        let storage = FaultyStorage()
        var writer = try bench.writer(storage)
        var snapshots: [LogSnapshot] = []
        for size in sizes {
            await bench.append(bench.journal.end.rawValue..<size, version: version)
            try writer.publish()
            snapshots.append(try #require(writer.snapshot))
        }
        try await bench.session.close()
        return snapshots
    }

    private static func request(_ snapshot: LogSnapshot, from old: UInt64) throws -> WitnessRequest {
        var proofs = snapshot.proofs
        return WitnessRequest(try proofs.consistency(from: old), to: snapshot.checkpoint)
    }

    private static func refusal(_ ledger: WitnessLedger, _ body: [UInt8]) -> Int {
        do throws(WitnessRefusal) {
            _ = try ledger.cosign(body, atSeconds: 1)
            return 200
        } catch {
            return error.status
        }
    }

    @Test func growthIsCosignedAndRemembered() async throws {
        let cosigner = try Self.cosigner()
        let storage = FaultyStorage()
        var known: UInt64 = 0
        for snapshot in try await Self.snapshots([1, 7, 256, 300, 700]) {
            // A new ledger each time: what it knows is on the disk.
            let ledger = Self.ledger(storage, cosigner)
            let body = try Self.request(snapshot, from: known).bytes
            let (cosigned, signature) = try ledger.cosign(body, atSeconds: 1_700_000_000)
            #expect(signature.key == cosigner.verifier.id)
            let verified = try cosigned.verify(
                logKeys: LogBench.identity.keys.verifiers,
                witnesses: [cosigner.verifier]
            )
            #expect(verified.cosignatures.map(\.timestampSeconds) == [1_700_000_000])
            known = snapshot.size
            // The same once more is the same state, and a proof from elsewhere is told where to begin.
            #expect(Self.refusal(ledger, try Self.request(snapshot, from: known).bytes) == 200)
            #expect(Self.refusal(ledger, body) == 409)
        }
    }

    @Test func aForkIsRefusedWhateverItsProofSays() async throws {
        let cosigner = try Self.cosigner()
        let ledger = Self.ledger(FaultyStorage(), cosigner)
        let log = try await Self.snapshots([300, 600])
        let fork = try await Self.snapshots([300, 600], version: 1)
        _ = try ledger.cosign(Self.request(log[0], from: 0).bytes, atSeconds: 1)
        #expect(Self.refusal(ledger, try Self.request(fork[0], from: 300).bytes) == 422)
        #expect(Self.refusal(ledger, try Self.request(fork[1], from: 300).bytes) == 422)
        var honest = log[1].proofs
        let borrowed = WitnessRequest(try honest.consistency(from: 300), to: fork[1].checkpoint)
        #expect(Self.refusal(ledger, borrowed.bytes) == 422)
        #expect(Self.refusal(ledger, try Self.request(log[1], from: 300).bytes) == 200)
        #expect(Self.refusal(ledger, try Self.request(log[0], from: 300).bytes) == 409)
    }

    @Test func onlyKnownLogsWithRightSignaturesAreJudged() async throws {
        let log = try await Self.snapshots([10])
        let body = try Self.request(log[0], from: 0).bytes
        let cosigner = try Self.cosigner()
        let storage = FaultyStorage()
        #expect(Self.refusal(WitnessLedger(storage, cosigner: cosigner, logKeys: []), body) == 404)
        let other = LogIdentity(origin: "vidimus.example/log", signingKey: Curve25519.Signing.PrivateKey())
        let stranger = WitnessLedger(storage, cosigner: cosigner, logKeys: other.keys.verifiers)
        #expect(Self.refusal(stranger, body) == 403)
        let ledger = Self.ledger(storage, cosigner)
        #expect(Self.refusal(ledger, Array("old 11\n".utf8) + body.dropFirst(6)) == 400)
        #expect(Self.refusal(ledger, Array("old x\n".utf8) + body.dropFirst(6)) == 400)
        var generator = SeededGenerator(seed: 3)
        for _ in 0..<300 {
            var changed = body
            changed[Int.random(in: 0..<body.count, using: &generator)] ^= UInt8.random(in: 1...255, using: &generator)
            #expect(Self.refusal(ledger, changed) != 200)
        }
        #expect(try storage.list().isEmpty)
    }

    @Test(arguments: FaultMode.allCases)
    func nothingIsSignedThatIsNotKept(mode: FaultMode) async throws {
        let cosigner = try Self.cosigner()
        let log = try await Self.snapshots([5, 9])
        for call in 0..<6 {
            let storage = FaultyStorage()
            _ = try Self.ledger(storage, cosigner).cosign(Self.request(log[0], from: 0).bytes, atSeconds: 1)
            storage.fail(call: storage.calls + call, mode, code: EIO)
            let ledger = Self.ledger(storage, cosigner)
            let status = Self.refusal(ledger, try Self.request(log[1], from: 5).bytes)
            var generator = SeededGenerator(seed: UInt64(call))
            let survivor = Self.ledger(storage.afterPowerCut(using: &generator), cosigner)
            let again = Self.refusal(survivor, try Self.request(log[1], from: 9).bytes)
            if status == 200 { #expect(again == 200, "it remembers what it signed: call \(call)") }
            #expect([200, 409].contains(again))
        }
    }
}
