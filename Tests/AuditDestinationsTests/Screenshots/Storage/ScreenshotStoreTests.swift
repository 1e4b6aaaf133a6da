import AuditDestinations
import AuditTesting
import Foundation
import Pictures
import Testing

@Suite(.inTurn) struct ScreenshotStoreTests {
    private let stem = ScreenshotSamples.stem

    @Test func aPictureIsStoredEverywhereBitForBit() async throws {
        try await StorePlace.with { place in
            let store = try place.store(targets: ["a", "deep/down/b"])
            #expect(try await store.prepare().isEmpty)
            let picture = try ScreenshotSamples.picture()
            let stored = try await store.store(picture, ScreenshotSamples.facts())
            #expect(stored.paths == [place.path("a/\(stem).png"), place.path("deep/down/b/\(stem).png")])
            let shelf = stored.picture.sha256.prefix(2)
            #expect(stored.contentPaths == [place.path("content/\(shelf)/\(stored.picture.sha256).png")])
            for path in stored.paths + stored.contentPaths {
                #expect(try place.bytes(path) == picture.bytes)
                let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
                #expect(mode == 0o600)
            }
            #expect(stored.picture.byteCount == picture.bytes.count)
            #expect(stored.facts == picture.facts)
            #expect(stored.original?.sha256 == nil)
            #expect(stored.isEverywhere && stored.warnings.isEmpty)
        }
    }

    @Test func theHashIsThatOfTheFile() async throws {
        try await StorePlace.with { place in
            let stored = try await place.store().store(try ScreenshotSamples.picture(), ScreenshotSamples.facts())
            let process = Process()
            process.executableURL = URL(fileURLWithPath: "/usr/bin/sha256sum")
            process.arguments = [stored.paths[0]]
            let output = Pipe()
            process.standardOutput = output
            try process.run()
            let line = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
            process.waitUntilExit()
            #expect(line.hasPrefix(stored.picture.sha256 + " "))
        }
    }

    @Test func aRepeatChangesNothing() async throws {
        try await StorePlace.with { place in
            let store = try place.store(fields: [.user])
            let picture = try ScreenshotSamples.picture()
            let first = try await store.store(picture, ScreenshotSamples.facts())
            let files = ["a", "b", "content"].map { place.files($0) }
            #expect(try await store.store(picture, ScreenshotSamples.facts()) == first)
            #expect(["a", "b", "content"].map { place.files($0) } == files)
        }
    }

    @Test func otherBytesGetANumber() async throws {
        try await StorePlace.with { place in
            let store = try place.store(targets: ["a"], fields: [.user])
            for colour: UInt32 in [1, 2, 3, 1, 2] {
                let stored = try await store.store(try ScreenshotSamples.picture(colour), ScreenshotSamples.facts())
                let suffix = colour == 1 ? "" : "_\(colour)"
                #expect(
                    stored.paths
                        == ["\(stem)\(suffix).png", "\(stem)\(suffix)_metadata.png"].map { place.path("a/\($0)") }
                )
            }
            #expect(place.files("a").count == 6)
            #expect(place.files("content").count == 6)
        }
    }

    @Test func aPictureAndItsBandStayTogether() async throws {
        try await StorePlace.with { place in
            let store = try place.store(targets: ["a"], fields: [.user])
            try FileManager.default.createDirectory(atPath: place.path("a"), withIntermediateDirectories: true)
            try place.directory.write("not ours", to: "a/\(stem)_metadata.png")
            let stored = try await store.store(try ScreenshotSamples.picture(), ScreenshotSamples.facts())
            #expect(stored.paths == ["\(stem)_2.png", "\(stem)_2_metadata.png"].map { place.path("a/\($0)") })
            #expect(try place.directory.text("a/\(stem)_metadata.png") == "not ours")
        }
    }

    @Test func aCroppedPictureKeepsItsOriginal() async throws {
        try await StorePlace.with { place in
            let store = try place.store(targets: ["a"], fields: [.appName])
            let picture = try ScreenshotSamples.picture()
            let facts = ScreenshotSamples.facts(crop: #"{"width":30,"height":20}"#)
            let stored = try await store.store(picture, facts)
            #expect(stored.facts.size == PictureSize(width: 30, height: 20))
            let original = try #require(stored.original?.sha256)
            #expect(try place.bytes(place.path("content/\(original.prefix(2))/\(original).png")) == picture.bytes)
            #expect(stored.contentPaths.count == 3)
            let named = try VerifiedPicture(inspecting: try place.bytes(stored.paths[0]))
            #expect(named.facts.size == PictureSize(width: 30, height: 20))
            #expect(try VerifiedPicture(inspecting: try place.bytes(stored.paths[1])).facts.height > 20)
        }
    }

    @Test func theExtensionIsThatOfTheBytes() async throws {
        try await StorePlace.with { place in
            let store = try place.store(targets: ["a"], fields: [.user])
            let facts = ScreenshotSamples.facts(crop: #"{"width":3,"height":2}"#)
            let stored = try await store.store(try ScreenshotSamples.jpeg(), facts)
            #expect(stored.paths == [place.path("a/\(stem).jpg")])
            #expect(stored.original?.sha256 == nil)
            #expect(stored.warnings.isEmpty)
        }
    }

    @Test func workThatCannotBeDoneIsAWarning() async throws {
        try await StorePlace.with { place in
            let store = try place.store(targets: ["a"], fields: [.user])
            // With the band it would be higher than any picture may be.
            let picture = try ScreenshotSamples.picture(width: 1, height: 32_767)
            let stored = try await store.store(picture, ScreenshotSamples.facts())
            #expect(stored.paths == [place.path("a/\(stem).png")])
            #expect(stored.isEverywhere)
            #expect(stored.warnings.count == 1)
            #expect(stored.warnings[0].hasPrefix("The picture got no band with facts: "))
        }
    }

    @Test func concurrentStoresOfOneNameAllFindAPlace() async throws {
        try await StorePlace.with { place in
            let store = try place.store(targets: ["a"], fields: [.user])
            let pictures = try (0..<4).map { try ScreenshotSamples.picture(UInt32($0)) }
            let results = try await withThrowingTaskGroup(of: StoredPicture.self) { group in
                for index in 0..<16 {
                    group.addTask { try await store.store(pictures[index % 4], ScreenshotSamples.facts()) }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            let failures = results.flatMap(\.failures)
            #expect(failures.isEmpty)
            for stored in results {
                #expect(try place.bytes(stored.paths[0]) == place.bytes(stored.contentPaths[0]))
            }
            let contents = try place.files("a").filter { !$0.contains("metadata") }.map {
                try place.bytes(place.path("a/\($0)"))
            }
            #expect(Set(contents) == Set(pictures.map(\.bytes)))
            #expect(place.files("a").allSatisfy { !$0.hasPrefix(".") })
        }
    }

    @Test func withoutTargetsTheContentIsKept() async throws {
        try await StorePlace.with { place in
            let stored = try await place.store(targets: []).store(
                try ScreenshotSamples.picture(),
                ScreenshotSamples.facts()
            )
            #expect(stored.paths.isEmpty)
            #expect(stored.contentPaths.count == 1)
        }
    }

    @Test func aDownloadIsVerifiedOnTheThreadsOfTheStore() async throws {
        try await StorePlace.with { place in
            let store = try place.store()
            let picture = try ScreenshotSamples.picture()
            #expect(try await store.verified(picture.bytes) == .success(picture))
            #expect(try await store.verified([]) == .failure(.empty))
        }
    }

    @Test func relativeDirectoriesBeginAtTheWorkingDirectory() async throws {
        let workers = PictureWorkers(threads: 1)
        let settings = ScreenshotStorageSettings(
            contentDirectory: "./data/screenshots",
            targets: [
                ScreenshotTarget(name: "flat", directory: "pictures"), ScreenshotTarget(name: "b", directory: "/b"),
            ],
            caption: ScreenshotCaption(fields: [])
        )
        let store = try ScreenshotStore(settings, drawing: workers, writing: workers)
        await workers.stop()
        let here = FileManager.default.currentDirectoryPath
        #expect(store.byteCounts.map(\.directory) == ["\(here)/data/screenshots", "\(here)/pictures", "/b"])
    }

    @Test func afterTheEndNothingIsTaken() async throws {
        let place = try StorePlace()
        let store = try place.store()
        await place.stop()
        await #expect(throws: CancellationError.self) {
            try await store.store(try ScreenshotSamples.picture(), ScreenshotSamples.facts())
        }
    }
}
