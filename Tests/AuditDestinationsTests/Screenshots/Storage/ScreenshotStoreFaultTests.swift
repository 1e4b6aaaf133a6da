import AuditDestinations
import AuditTesting
import Foundation
import Pictures
import Synchronization
import Testing

@Suite(.inTurn) struct ScreenshotStoreFaultTests {
    private let stem = ScreenshotSamples.stem

    @Test func aFileInPlaceOfATargetDoesNotStopTheOthers() async throws {
        try await StorePlace.with { place in
            try place.directory.write("file", to: "a")
            let store = try place.store()
            #expect(try await store.prepare().map(\.directory) == [place.path("a")])
            let stored = try await store.store(try ScreenshotSamples.picture(), ScreenshotSamples.facts())
            #expect(stored.paths == [place.path("b/\(stem).png")])
            #expect(stored.contentPaths.count == 1)
            #expect(stored.failures.map(\.directory) == [place.path("a")])
            #expect(stored.failures[0].reason.hasSuffix("choose a path that is or can become a directory"))
            // Repaired, a repeat completes what is missing.
            try FileManager.default.removeItem(atPath: place.path("a"))
            let again = try await store.store(try ScreenshotSamples.picture(), ScreenshotSamples.facts())
            #expect(again.isEverywhere)
            #expect(again.paths == [place.path("a/\(stem).png"), place.path("b/\(stem).png")])
        }
    }

    @Test(arguments: [
        (EACCES, "let the user that runs vidimus write there"), (EROFS, "choose another directory"),
        (ENOSPC, "make room on the disk"), (ENOTSUP, "file system with hard links"), (EIO, "writeTemporary"),
    ])
    func aFailingTargetNamesTheCure(code: Int32, cure: String) async throws {
        try await StorePlace.with { place in
            let broken = place.path("a")
            let store = try place.store { path in
                FaultyPublishingDirectory(PosixPublishingDirectory(path: path, isPrivate: true)) { step in
                    path == broken && step == "writeTemporary" ? code : nil
                }
            }
            let stored = try await store.store(try ScreenshotSamples.picture(), ScreenshotSamples.facts())
            #expect(stored.paths == [place.path("b/\(stem).png")])
            #expect(stored.failures.map(\.directory) == [broken])
            #expect(stored.failures[0].reason.contains(cure))
            #expect(store.byteCounts[1].bytes == 0)
        }
    }

    @Test func anUnreadableDirectoryIsReportedToOthersThanRoot() async throws {
        guard geteuid() != 0 else { return }
        try await StorePlace.with { place in
            let mode: [FileAttributeKey: Any] = [.posixPermissions: 0o500]
            try FileManager.default.createDirectory(
                atPath: place.path("a"),
                withIntermediateDirectories: true,
                attributes: mode
            )
            let stored = try await place.store().store(try ScreenshotSamples.picture(), ScreenshotSamples.facts())
            #expect(stored.failures.map(\.directory) == [place.path("a")])
        }
    }

    @Test func aFullDirectoryFailsAlone() async throws {
        try await StorePlace.with { place in
            let picture = try ScreenshotSamples.picture()
            try FileManager.default.createDirectory(atPath: place.path("a"), withIntermediateDirectories: true)
            try place.directory.write(String(repeating: "x", count: 50), to: "a/old")
            let quota = picture.bytes.count + 49
            let clock = ManualClock()
            // Without preparing it: the first store counts what is there by itself.
            let store = try place.store(quotaBytes: quota, clock: clock.deliveryClock)
            let stored = try await store.store(picture, ScreenshotSamples.facts())
            #expect(stored.paths == [place.path("b/\(stem).png")])
            let failure = try #require(stored.failures.first)
            #expect(failure.directory == place.path("a"))
            #expect(failure.reason.contains("holds 50 bytes and may hold \(quota)"))
            #expect(failure.reason.contains("raise the quota"))
            #expect(place.files("a") == ["old"])
            // Making room needs no restart, but a full directory is counted once a minute only.
            try FileManager.default.removeItem(atPath: place.path("a/old"))
            clock.advance(by: .seconds(59))
            #expect(try await store.store(picture, ScreenshotSamples.facts()).failures.count == 1)
            clock.advance(by: .seconds(1))
            #expect(try await store.store(picture, ScreenshotSamples.facts()).isEverywhere)
        }
    }

    @Test func aFailedWriteGivesItsBytesBack() async throws {
        try await StorePlace.with { place in
            let picture = try ScreenshotSamples.picture()
            let isFull = Atomic(true)
            let broken = place.path("a")
            // Room for one picture, and a clock that stands still: no count corrects what was set aside in vain.
            let store = try place.store(
                quotaBytes: picture.bytes.count,
                clock: ManualClock().deliveryClock
            ) { path in
                FaultyPublishingDirectory(PosixPublishingDirectory(path: path, isPrivate: true)) { step in
                    path == broken && step == "writeTemporary" && isFull.load(ordering: .relaxed) ? ENOSPC : nil
                }
            }
            for _ in 0..<5 {
                let stored = try await store.store(picture, ScreenshotSamples.facts())
                #expect(stored.failures.map(\.directory) == [broken])
                #expect(stored.failures[0].reason.hasSuffix("make room on the disk"))
            }
            isFull.store(false, ordering: .relaxed)
            #expect(try await store.store(picture, ScreenshotSamples.facts()).isEverywhere)
        }
    }

    @Test func usageCountsWhatIsThereAndWhatComes() async throws {
        try await StorePlace.with { place in
            let picture = try ScreenshotSamples.picture()
            let first = try place.store()
            _ = try await first.prepare()
            _ = try await first.store(picture, ScreenshotSamples.facts())
            _ = try await first.store(picture, ScreenshotSamples.facts())
            #expect(first.byteCounts.map(\.bytes) == [picture.bytes.count, picture.bytes.count, picture.bytes.count])
            let second = try place.store()
            _ = try await second.prepare()
            #expect(second.byteCounts.map(\.bytes) == first.byteCounts.map(\.bytes))
        }
    }

    @Test func unfinishedFilesGoAtTheStart() async throws {
        try await StorePlace.with { place in
            for folder in ["a", "content/ab"] {
                try FileManager.default.createDirectory(
                    atPath: place.path(folder),
                    withIntermediateDirectories: true
                )
                try place.directory.write("half", to: "\(folder)/\(TemporaryName(number: 3, token: 4).text)")
                try place.directory.write("mine", to: "\(folder)/.hidden")
            }
            #expect(try await place.store().prepare().isEmpty)
            #expect(place.files("a") == [".hidden"])
            #expect(place.files("content") == ["ab/.hidden"])
        }
    }

    @Test func damagedContentIsNotTakenForThePicture() async throws {
        try await StorePlace.with { place in
            let store = try place.store(targets: ["a"])
            let picture = try ScreenshotSamples.picture()
            let stored = try await store.store(picture, ScreenshotSamples.facts())
            let relative = String(stored.contentPaths[0].dropFirst(place.directory.path.count + 1))
            try place.directory.write("changed", to: relative)
            let again = try await store.store(picture, ScreenshotSamples.facts())
            #expect(again.failures.map(\.directory) == [place.path("content")])
            #expect(again.paths == stored.paths)
        }
    }

    /// Kills the process before and after every durable step; what has a final name is always whole, and a repeat by the
    /// next process ends where an undisturbed one does.
    @Test(arguments: KillSwitch.Moment.allCases)
    func aKilledStoreLeavesWholeFilesAndIsCompletedByARepeat(moment: KillSwitch.Moment) async throws {
        let picture = try ScreenshotSamples.picture()
        let facts = ScreenshotSamples.facts(crop: #"{"width":30,"height":20}"#)
        var step = 0
        var isKilled = true
        while isKilled {
            try await StorePlace.with { place in
                let killSwitch = KillSwitch(killStep: step, moment: moment)
                let dying = try place.store(fields: [.user]) { path in
                    FaultyPublishingDirectory(
                        PosixPublishingDirectory(path: path, isPrivate: true),
                        killSwitch: killSwitch
                    )
                }
                let stored = try await dying.store(picture, facts)
                isKilled = killSwitch.isDead
                #expect(stored.isEverywhere == !isKilled)
                for folder in ["a", "b", "content"] {
                    for name in place.files(folder) where !name.contains(".vidimus-") {
                        _ = try VerifiedPicture(inspecting: try place.bytes(place.path("\(folder)/\(name)")))
                    }
                }
                let next = try place.store(fields: [.user])
                #expect(try await next.prepare().isEmpty)
                let repeated = try await next.store(picture, facts)
                #expect(repeated.isEverywhere)
                #expect(place.files("a") == ["\(stem).png", "\(stem)_metadata.png"])
                #expect(place.files("b") == place.files("a"))
                #expect(place.files("content").count == 3)
            }
            step += 1
        }
        #expect(step > 30)
    }
}
