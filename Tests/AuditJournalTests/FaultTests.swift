import AuditJournal
import AuditTesting
import Foundation
import Testing

/// Every durable step broken every way; afterwards everything acknowledged is there exactly once.
@Suite(.inTurn) struct FaultTests {
    private static func callCount() async throws -> Int {
        let storage = FaultyStorage()
        let workload = FaultWorkload()
        try await workload.run(on: storage)
        #expect(workload.acknowledged.count == 24 && workload.refusals == 0)
        return storage.calls
    }

    /// Runs the workload; a start that fails is repeated, as a supervisor does.
    private static func runWithRestart(_ workload: FaultWorkload, on storage: FaultyStorage) async throws {
        do {
            try await workload.run(on: storage)
        } catch is JournalOpenError {
            try await workload.run(on: storage)
        }
    }

    @Test(arguments: FaultMode.allCases)
    func aFailureOfAnyStepLosesNothingAcknowledged(mode: FaultMode) async throws {
        for call in 0..<(try await Self.callCount()) {
            let storage = FaultyStorage()
            storage.fail(call: call, mode, code: EIO)
            let workload = FaultWorkload()
            try await Self.runWithRestart(workload, on: storage)
            let context = "call \(call) (\(storage.history.dropFirst(call).first ?? "none")) \(mode)"
            #expect(workload.acknowledged.count == 24, "the service resumes by itself: \(context)")
            try await workload.check(storage.afterKill(), "killed, \(context)")
            for seed in UInt64(0)..<4 {
                var generator = SeededGenerator(seed: seed)
                let survivor = storage.afterPowerCut(using: &generator)
                try await workload.check(survivor, "power cut \(seed), \(context)")
            }
        }
    }

    @Test func twoFailuresInARowLoseNothingAcknowledged() async throws {
        let calls = try await Self.callCount()
        for call in 0..<calls {
            for first in FaultMode.allCases {
                let second = first == .failedButStored ? FaultMode.failedAndNotStored : .failedButStored
                let storage = FaultyStorage()
                storage.fail(call: call, first, code: EIO)
                storage.fail(call: call + 1, second, code: EIO)
                let workload = FaultWorkload()
                do {
                    try await Self.runWithRestart(workload, on: storage)
                } catch is JournalOpenError {
                    try await workload.run(on: storage)
                }
                let context = "calls \(call), \(call + 1) \(first)"
                try await workload.check(storage.afterKill(), "killed, \(context)")
                var generator = SeededGenerator(seed: UInt64(call))
                try await workload.check(storage.afterPowerCut(using: &generator), "power cut, \(context)")
            }
        }
    }

    @Test func aPowerCutAtAnyStepLosesNothingAcknowledged() async throws {
        for call in 0..<(try await Self.callCount()) {
            for seed in UInt64(0)..<12 {
                let storage = FaultyStorage()
                storage.cutPower(atCall: call)
                let workload = FaultWorkload()
                do {
                    try await workload.run(on: storage)
                } catch is JournalOpenError {
                    #expect(workload.acknowledged.isEmpty)
                }
                var generator = SeededGenerator(seed: seed &* 1000 &+ UInt64(call))
                let survivor = storage.afterPowerCut(using: &generator)
                try await workload.check(survivor, "power cut at call \(call), seed \(seed)")
            }
        }
    }

    @Test func aKillAtAnyStepLosesNothingAcknowledged() async throws {
        for call in 0..<(try await Self.callCount()) {
            let storage = FaultyStorage()
            storage.cutPower(atCall: call)
            let workload = FaultWorkload()
            do {
                try await workload.run(on: storage)
            } catch is JournalOpenError {
                #expect(workload.acknowledged.isEmpty)
            }
            try await workload.check(storage.afterKill(), "killed at call \(call)")
        }
    }

    @Test func aPowerCutDuringRecoveryLosesNothingAcknowledged() async throws {
        let storage = FaultyStorage()
        storage.cutPower(atCall: try await Self.callCount() - 9)
        let workload = FaultWorkload()
        try await workload.run(on: storage)
        for seed in UInt64(0)..<40 {
            var generator = SeededGenerator(seed: seed)
            var survivor = storage.afterPowerCut(using: &generator)
            for call in 0..<6 {
                survivor.cutPower(atCall: call)
                do {
                    try await JournalSession(survivor, settings: Samples.smallSettings(segmentBytes: 1800)).close()
                } catch is JournalOpenError {
                    // The power went while it was opening, which is the point.
                }
                survivor = survivor.afterPowerCut(using: &generator)
            }
            try await workload.check(survivor, "seed \(seed)")
        }
    }

    @Test func aSyncThatFailedOnceIsNeverBelievedLater() async throws {
        // The group's sync fails and the system forgets its pages; the process is killed before a new segment exists.
        let storage = FaultyStorage()
        let session = try JournalSession(storage)
        _ = await session.journal.append(Samples.submission(1))
        let before = storage.calls
        // The write and its zeros may be several calls: the sync is the next one named so.
        storage.fail(call: before + 1, .failedAndNotStored, code: EIO)
        let outcome = await session.journal.append(Samples.submission(2))
        #expect(storage.history.dropFirst(before + 1).first?.hasPrefix("synchronize") == true)
        guard case .refused(.storageFailed) = outcome else {
            Issue.record("\(outcome)")
            return
        }
        // A restart sees the record in memory only, takes it over, and must make it durable for good.
        let restarted = storage.afterKill()
        let next = try JournalSession(restarted)
        #expect(await next.journal.append(Samples.submission(2)) == .duplicate(of: JournalOffset(1)))
        var generator = SeededGenerator(seed: 3)
        let survivor = restarted.afterPowerCut(using: &generator)
        #expect(try DirectoryContents.records(survivor).count == 2)
        try await session.close()
        try await next.close()
    }

    @Test func afterAFailedSyncTheSegmentIsNeverWrittenToAgain() async throws {
        let storage = FaultyStorage()
        let session = try JournalSession(storage)
        _ = await session.journal.append(Samples.submission(1))
        storage.fail(call: storage.calls + 1, .failedButStored, code: EIO)
        guard case .refused(.storageFailed) = await session.journal.append(Samples.submission(2)) else {
            Issue.record("a failed sync acknowledges nothing")
            return
        }
        #expect(await session.journal.append(Samples.submission(2)) == .stored(JournalOffset(1)))
        let names = try DirectoryContents.segments(storage)
        #expect(names == ["00000000000000000000.segment", "00000000000000000001.segment"])
        try await session.close()
    }

    @Test func aRollOverThatFailedLateIsFinishedBeforeAnythingIsWritten() async throws {
        // The new segment has its name, only the folder's sync failed: a record in the old one would be ignored.
        let storage = FaultyStorage()
        let settings = Samples.smallSettings(segmentBytes: 1000)
        let session = try JournalSession(storage, settings: settings)
        _ = await session.journal.append(Samples.submission(1))
        let big = [Samples.submission(2, padding: 900)]
        let last = storage.calls + 11
        storage.fail(call: last, .failedButStored, code: EIO)
        guard case .refused(.storageFailed) = await session.submit(big).first else {
            Issue.record("a roll-over that failed acknowledges nothing")
            return
        }
        #expect(
            Array(storage.history[..<(last + 1)].suffix(2)) == [
                "rename 00000000000000000001.segment", "synchronizeDirectory ",
            ]
        )
        // This one would still fit into the old segment.
        let outcome = await session.journal.append(Samples.submission(3, padding: 1))
        guard case .stored(let offset) = outcome else {
            Issue.record("\(outcome)")
            return
        }
        try await session.close()
        let next = try JournalSession(storage.afterKill(), settings: settings)
        let known = await next.journal.append(Samples.submission(3, padding: 1))
        #expect(known == .duplicate(of: offset))
        try await next.close()
    }

    @Test func aDuplicateOfARecordThatWasNotStoredIsRefusedWithIt() async throws {
        let storage = FaultyStorage()
        let session = try JournalSession(storage)
        _ = await session.journal.append(Samples.submission(1))
        storage.fail(call: storage.calls, .failedAndNotStored, code: EIO)
        let repeated = [Samples.submission(2), Samples.submission(2), Samples.submission(2, version: 1)]
        let outcomes = await session.submit(repeated + [Samples.submission(1)])
        for outcome in outcomes.prefix(3) {
            guard case .refused(.storageFailed) = outcome else {
                Issue.record("\(outcome) was reported, but its original is not stored")
                continue
            }
        }
        #expect(outcomes.last == .duplicate(of: JournalOffset(0)))
        try await session.close()
    }

    @Test func afterAFailureTheJournalSaysSoAndRecoversWithTheNextGroup() async throws {
        let storage = FaultyStorage()
        let session = try JournalSession(storage)
        _ = await session.journal.append(Samples.submission(1))
        storage.fail(call: storage.calls, .failedAndNotStored, code: EIO)
        guard case .refused(.storageFailed) = await session.journal.append(Samples.submission(2)) else {
            Issue.record("a failed write acknowledges nothing")
            return
        }
        guard case .failed = session.journal.state else {
            Issue.record("\(session.journal.state)")
            return
        }
        #expect(await session.journal.append(Samples.submission(2)) == .stored(JournalOffset(1)))
        #expect(session.journal.state == .running)
        #expect(try DirectoryContents.segments(storage).count == 2)
        try await session.close()
    }
}
