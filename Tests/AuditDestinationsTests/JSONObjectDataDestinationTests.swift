import AuditDestinations
import AuditEvents
import AuditJournal
import AuditTesting
import Foundation
import Testing

@Suite(.inTurn) struct JSONObjectDataDestinationTests {
    private let directory: TemporaryDirectory
    private let place: PosixPublishingDirectory
    private let plain: String
    private let suffixed: String

    init() throws {
        directory = try TemporaryDirectory()
        place = PosixPublishingDirectory(path: "\(directory.path)")
        let stem = "\(ObjectDataEvents.stem)_\(ObjectDataEvents.identifier(0))_c"
        (plain, suffixed) = ("\(stem).json", "\(stem)_1.json")
    }

    /// Two events whose names are the same and whose contents aren't.
    private var twins: InMemoryRecordSource {
        let source = InMemoryRecordSource()
        source.appendEnvelope(ObjectDataEvents.envelope(0, value: "first"))
        source.appendEnvelope(ObjectDataEvents.envelope(0, value: "second"))
        return source
    }

    @Test func aSecondEventOfTheSameNameGetsItsOffset() async throws {
        try await ObjectDataEvents.deliver(twins, to: place)
        #expect(try directory.names() == [plain, suffixed].sorted())
        #expect(try directory.text(plain).contains("first"))
        #expect(try directory.text(suffixed).contains("second"))
    }

    @Test func aRepeatChangesNothing() async throws {
        try await ObjectDataEvents.deliver(twins, to: place)
        let before = try directory.names().map { try directory.text($0) }
        try await ObjectDataEvents.deliver(twins, to: place)
        #expect(try directory.names() == [plain, suffixed].sorted())
        #expect(try directory.names().map { try directory.text($0) } == before)
    }

    @Test func aRepeatFindsItsSuffixedFileWhenTheOtherIsGone() async throws {
        try await ObjectDataEvents.deliver(twins, to: place)
        try FileManager.default.removeItem(atPath: "\(directory.path)/\(plain)")
        let source = twins
        let destination = JSONObjectDataDestination(directory: place, tags: .none)
        try await destination.deliver(DeliveryBatch(range: range(1, 2), source: source))
        #expect(try directory.names() == [suffixed])
    }

    @Test func aRepeatWithOtherStaticTagsIsTheSameEvent() async throws {
        let source = InMemoryRecordSource()
        source.appendEnvelope(ObjectDataEvents.envelope(0))
        try await ObjectDataEvents.deliver(source, to: place, tags: StaticTags([("site", "old")]))
        try await ObjectDataEvents.deliver(source, to: place, tags: StaticTags([("site", "new")]))
        try await ObjectDataEvents.deliver(source, to: place)
        #expect(try directory.names() == [plain])
        #expect(try directory.text(plain).contains("old"))
    }

    @Test(arguments: ["", "{}", "{\n  \"eventId\": \"165c9558"])
    func foreignFilesAreNeverTouched(content: String) async throws {
        try directory.write(content, to: plain)
        let source = InMemoryRecordSource()
        source.appendEnvelope(ObjectDataEvents.envelope(0))
        try await ObjectDataEvents.deliver(source, to: place)
        #expect(try directory.text(plain) == content)
        #expect(try directory.names().count == 2)
        #expect(try directory.names().contains(suffixed.replacingOccurrences(of: "_1.json", with: "_0.json")))
    }

    @Test func whatHasNoFreeNameIsRejectedAndNothingIsOverwritten() async throws {
        try directory.write("foreign", to: plain)
        try directory.write("foreign too", to: suffixed)
        let batch = DeliveryBatch(range: range(0, 2), source: twins)
        // The first twin is published with its own suffix, the second finds both names taken.
        let destination = JSONObjectDataDestination(directory: place, tags: .none)
        let error = await #expect(throws: DestinationError.self) { try await destination.deliver(batch) }
        guard case .recordsRejected(let rejections) = error else {
            Issue.record("not rejected: \(String(describing: error))")
            return
        }
        #expect(rejections.map(\.offset) == [offset(1)])
        #expect(try directory.text(plain) == "foreign")
        #expect(try directory.text(suffixed) == "foreign too")
    }

    @Test func aFolderInTheWayIsNotATrap() async throws {
        try FileManager.default.createDirectory(
            atPath: "\(directory.path)/\(plain)",
            withIntermediateDirectories: false
        )
        let source = InMemoryRecordSource()
        source.appendEnvelope(ObjectDataEvents.envelope(0))
        try await ObjectDataEvents.deliver(source, to: place)
        #expect(try directory.names().count == 2)
    }

    @Test func leftoversOfEarlierCrashesAreRemovedAndNothingElse() async throws {
        let own = TemporaryName(offset: offset(7), token: 0xABC).text
        let foreign = [
            ".vidimus-7-0abc.tmp", ".vidimus-07-0000000000000abc.tmp", ".vidimus-7-0000000000000ABC.tmp", ".hidden",
            ".vidimus-.tmp", "vidimus-7-0000000000000abc.tmp", ".vidimus-7-0000000000000abc.tmp.bak",
        ]
        for name in foreign + [own] { try directory.write("x", to: name) }
        try await JSONObjectDataDestination(directory: place, tags: .none).prepare()
        #expect(try directory.names() == foreign.sorted())
    }

    @Test func aMissingDirectoryIsMadeAtTheStartAndAgainWhenItVanishes() async throws {
        let deep = PosixPublishingDirectory(path: "\(directory.path)/a/b")
        try await JSONObjectDataDestination(directory: deep, tags: .none).prepare()
        #expect(try directory.names() == ["a"])
        try FileManager.default.removeItem(atPath: "\(directory.path)/a")
        let source = InMemoryRecordSource()
        source.appendEnvelope(ObjectDataEvents.envelope(0))
        let destination = JSONObjectDataDestination(directory: deep, tags: .none)
        try await destination.deliver(DeliveryBatch(range: range(0, 1), source: source))
        #expect(FileManager.default.fileExists(atPath: "\(directory.path)/a/b/\(plain)"))
    }

    @Test func aFileInPlaceOfTheDirectoryIsNamedWithTheCure() async throws {
        try directory.write("x", to: "file")
        for path in ["file", "file/below"] {
            let destination = JSONObjectDataDestination(
                directory: PosixPublishingDirectory(path: "\(directory.path)/\(path)"),
                tags: .none
            )
            let error = await #expect(throws: DestinationError.self) { try await destination.prepare() }
            guard case .misconfigured(let reason) = error else {
                Issue.record("not misconfigured: \(String(describing: error))")
                continue
            }
            #expect(reason.contains("json.objectdata.exportDirectory"))
            #expect(reason.contains(directory.path))
        }
    }

    @Test(arguments: [(EACCES, true), (EROFS, true), (EPERM, true), (ENOSPC, false), (EDQUOT, false), (EIO, false)])
    func systemErrorsLeadToTheRightReaction(code: Int32, isMisconfigured: Bool) async throws {
        for step in ["make", "read", "writeTemporary", "publish", "removeTemporary", "sync"] {
            let faulty = FaultyPublishingDirectory(place) { $0 == step ? code : nil }
            let source = InMemoryRecordSource()
            source.appendEnvelope(ObjectDataEvents.envelope(0))
            let destination = JSONObjectDataDestination(directory: faulty, tags: .none)
            let error = await #expect(throws: DestinationError.self) {
                try await destination.deliver(DeliveryBatch(range: range(0, 1), source: source))
            }
            switch error {
            case .misconfigured: #expect(isMisconfigured)
            case .unavailable: #expect(!isMisconfigured)
            default: Issue.record("\(String(describing: error)) at \(step)")
            }
            // Whatever failed, a repeat on a good disk puts exactly the one file there.
            try await ObjectDataEvents.deliver(source, to: place)
            #expect(try directory.names() == [plain])
            try FileManager.default.removeItem(atPath: "\(directory.path)/\(plain)")
        }
    }

    @Test func oneBatchSyncsItsDirectoryOnceAndLast() async throws {
        let steps = KillSwitch()
        let source = InMemoryRecordSource()
        for number in 0..<5 { source.appendEnvelope(ObjectDataEvents.envelope(number)) }
        try await ObjectDataEvents.deliver(source, to: FaultyPublishingDirectory(place, killSwitch: steps))
        #expect(steps.steps.filter { $0 == "sync" }.count == 1)
        #expect(steps.steps.last == "sync")
        // No listing per event: only the preparation looks at the whole directory.
        #expect(steps.steps.filter { $0 == "prepare" }.count == 1)
    }
}
