import AuditJournal
import AuditTesting
import Foundation
import MerkleLog
import Testing

/// A new signing key: handed over, whatever breaks in between, and the log keeps its name.
@Suite(.inTurn) struct KeyRotationTests {
    private static let origin = "vidimus.example/log"

    private static func load(_ keys: FaultyStorage, _ log: FaultyStorage) throws -> LogIdentity {
        try LogIdentity.loadOrCreate(in: keys, rotations: log, origin: origin)
    }

    @discardableResult
    private static func rotate(_ keys: FaultyStorage, _ log: FaultyStorage) throws -> LogIdentity {
        let identity = try load(keys, log)
        let handOver = try identity.prepareRotation(in: keys)
        return try identity.complete(handOver, in: keys, rotations: log)
    }

    @Test func theLogKeepsItsNameAndAllItsKeys() throws {
        let (keys, log) = (FaultyStorage(), FaultyStorage())
        let first = try Self.load(keys, log)
        try Self.rotate(keys, log)
        let third = try Self.rotate(keys, log)
        #expect(third.logID == first.logID)
        #expect(third.keyID != first.keyID)
        #expect(third.keys.verifiers.count == 3 && third.keys.verifiers[0] == first.signer.verifier)
        #expect(try Self.load(keys, log).keys == third.keys)
        #expect(try LogKeys(log) == third.keys)
        let kept = try keys.list().filter { $0.hasPrefix("log.key.") }
        #expect(kept.count == 2 && kept.contains("log.key.\(first.keyID)"))
    }

    @Test func checkpointsOfOldAndNewKeysAreOneHistory() async throws {
        let (keys, log) = (FaultyStorage(), FaultyStorage())
        let bench = try LogBench()
        await bench.append(0..<10)
        var writer = try LogWriter(log, identity: Self.load(keys, log), source: bench.journal)
        try writer.publish()
        let rotated = try Self.rotate(keys, log)
        // Before there are new records, the newest checkpoint is still that of the old key.
        writer = try LogWriter(log, identity: rotated, source: bench.journal)
        #expect(writer.size == 10)
        await bench.append(10..<20)
        try writer.publish()
        let history = try LogBench.history(log)
        let signers = try history.map { try $0.verify(logKeys: rotated.keys.verifiers).logKeys }
        #expect(signers == rotated.keys.verifiers.map { [$0] })
        try await bench.session.close()
    }

    @Test(arguments: FaultMode.allCases)
    func aRotationThatBreaksAnywhereIsDoneOrNotDone(mode: FaultMode) throws {
        let (keys, log) = (FaultyStorage(), FaultyStorage())
        let first = try Self.load(keys, log)
        let (keysBefore, logBefore) = (keys.calls, log.calls)
        try Self.rotate(keys, log)
        let steps = [(true, keys.calls - keysBefore), (false, log.calls - logBefore)]
        for (isKeys, count) in steps {
            for call in 0..<count {
                let (keys, log) = (FaultyStorage(), FaultyStorage())
                let first = try Self.load(keys, log)
                let broken = isKeys ? keys : log
                broken.fail(call: broken.calls + call, mode, code: EIO)
                _ = try? Self.rotate(keys, log)
                let (keysAfter, logAfter) = (keys.afterKill(), log.afterKill())
                let next = try Self.load(keysAfter, logAfter)
                #expect(next.logID == first.logID)
                #expect(next.keys.current == next.signer.verifier)
                let again = try Self.rotate(keysAfter, logAfter)
                #expect(again.keys.verifiers.count == next.keys.verifiers.count + 1)
            }
        }
        #expect(first.logID.count == 16)
    }

    @Test func aForgedHandOverIsRefused() throws {
        let (keys, log) = (FaultyStorage(), FaultyStorage())
        try Self.rotate(keys, log)
        let length = try #require(log.contents(of: "key-rotations")).count
        for place in stride(from: 0, to: length, by: 7) {
            let original = try #require(log.contents(of: "key-rotations"))
            log.tamper("key-rotations") { $0[place] ^= 1 }
            #expect(throws: LogIdentityError.self, "byte \(place)") { try Self.load(keys, log) }
            log.tamper("key-rotations") { $0 = original }
        }
        try log.remove("key-rotations")
        // Without the hand-over the new key is that of another log; its checkpoints tell.
        #expect(try Self.load(keys, log).keys.verifiers.count == 1)
    }
}
