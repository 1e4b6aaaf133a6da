import AuditJournal
import AuditTesting
import Crypto
import Foundation
import Testing

@Suite(.inTurn) struct DirectoryTests {
    /// Calls `body` with a folder that does not exist yet, and removes it afterwards.
    private static func withDirectory(_ body: (DataDirectory) async throws -> Void) async throws {
        let base = FileManager.default.temporaryDirectory.appending(path: "vidimus-\(UUID().uuidString)")
        let directory = DataDirectory(path: base.appending(path: "a/b").path)
        do {
            try await body(directory)
        } catch {
            try FileManager.default.removeItem(at: base)
            throw error
        }
        try FileManager.default.removeItem(at: base)
    }

    @Test func aSecondServerIsRefusedByNameAndPid() async throws {
        try await Self.withDirectory { directory in
            var lock: DirectoryLock? = try directory.lock()
            let refusal = #expect(throws: DataDirectoryError.self) { try directory.lock() }
            let pid = ProcessInfo.processInfo.processIdentifier
            #expect(refusal?.description == "\(directory.path) is in use by another server (pid \(pid))")
            #expect(lock?.path == directory.path)
            lock = nil
            _ = try directory.lock()
        }
    }

    @Test func theFolderAndItsFilesAreForNobodyElse() async throws {
        try await Self.withDirectory { directory in
            _ = try LogIdentity.loadOrCreate(in: directory, origin: "vidimus.example/log")
            let journal = try Journal.open(directory, logger: .silent, now: Samples.now)
            let writer = Task { try await journal.run() }
            #expect(await journal.append(Samples.submission(1)) == .stored(JournalOffset(0)))
            writer.cancel()
            try await writer.value
            // With its key gone, the log must not get another name in silence.
            _ = try LogIdentity.loadOrCreate(in: directory, origin: "vidimus.example/log")
            let key = "\(directory.keys)/log.key"
            try FileManager.default.moveItem(atPath: key, toPath: key + ".away")
            let refusal = #expect(throws: LogIdentityError.self) {
                try LogIdentity.loadOrCreate(in: directory, origin: "vidimus.example/log")
            }
            #expect(refusal?.description.hasPrefix("keys/log.key is missing") == true)
            try FileManager.default.moveItem(atPath: key + ".away", toPath: key)
            let mode = { (path: String) throws -> Int? in
                try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
            }
            #expect(try mode(directory.path) == 0o700)
            #expect(try mode(directory.journal) == 0o700)
            #expect(try mode("\(directory.journal)/00000000000000000000.segment") == 0o600)
            #expect(try mode("\(directory.keys)/log.key") == 0o600)
        }
    }

    @Test func aRealFolderKeepsRecordsAcrossRestartsAndFreesItsLock() async throws {
        try await Self.withDirectory { directory in
            for round in UInt64(0)..<4 {
                let settings = Samples.smallSettings()
                let journal = try Journal.open(directory, settings: settings, logger: .silent, now: Samples.now)
                #expect(journal.end == JournalOffset(round * 20))
                #expect(throws: JournalOpenError.self) {
                    try Journal.open(directory, settings: settings, logger: .silent, now: Samples.now)
                }
                let writer = Task { try await journal.run() }
                for number in round * 20..<round * 20 + 20 {
                    #expect(await journal.append(Samples.submission(number)) == .stored(JournalOffset(number)))
                }
                #expect(await journal.append(Samples.submission(0)) == .duplicate(of: JournalOffset(0)))
                writer.cancel()
                try await writer.value
            }
            let report = try await JournalVerifier(directory).verify()
            #expect(report.isIntact && report.records == 80)
            var reader = JournalDirectoryReader(directory, from: JournalOffset(79))
            #expect(try reader.next()?.eventID == Samples.id(79))
        }
    }

    @Test func cursorsComeBackAsSaved() async throws {
        try await Self.withDirectory { directory in
            let store = try CursorStore(directory: directory)
            #expect(try store.load("influxdb") == nil)
            let cursor = Cursor(next: JournalOffset(7), pending: JournalOffset(7)..<JournalOffset(900))
            try store.save(cursor, for: "influxdb")
            try store.save(Cursor(next: JournalOffset(3)), for: "json-object-data")
            #expect(try store.load("influxdb") == cursor)
            #expect(try store.load("json-object-data") == Cursor(next: JournalOffset(3)))
            let text = try String(contentsOfFile: "\(directory.cursors)/influxdb.json", encoding: .utf8)
            #expect(text == "{\"format\":1,\"next\":7,\"pending\":{\"from\":7,\"to\":900}}\n")
        }
    }

    @Test(arguments: ["", "../up", "A", ".hidden", "a/b", "x y"])
    func aCursorNameThatIsNoFileNameIsRefused(name: String) {
        #expect(throws: CursorError.self) { try CursorStore(FaultyStorage()).load(name) }
    }

    @Test func anUnreadableCursorIsAnErrorNotABeginning() throws {
        let storage = FaultyStorage()
        let store = CursorStore(storage)
        try store.save(Cursor(next: JournalOffset(7)), for: "a")
        for text in [
            "", "{}", "{\"format\":2,\"next\":7}", "{\"format\":1,\"next\":-1}",
            "{\"format\":1,\"next\":5,\"pending\":{\"from\":9,\"to\":5}}",
        ] {
            storage.tamper("a.json") { $0 = Array(text.utf8) }
            #expect(throws: CursorError.self) { try store.load("a") }
        }
    }

    @Test(arguments: FaultMode.allCases)
    func aCursorIsOldOrNewWhateverFails(mode: FaultMode) throws {
        let (old, new) = (Cursor(next: JournalOffset(1)), Cursor(next: JournalOffset(2)))
        for call in 0..<5 {
            for seed in UInt64(0)..<20 {
                let storage = FaultyStorage()
                let store = CursorStore(storage)
                try store.save(old, for: "a")
                storage.fail(call: storage.calls + call, mode, code: EIO)
                var isSaved = true
                do {
                    try store.save(new, for: "a")
                } catch {
                    isSaved = false
                }
                var generator = SeededGenerator(seed: seed)
                let found = try CursorStore(storage.afterPowerCut(using: &generator)).load("a")
                #expect(found == new || (!isSaved && found == old), "call \(call) \(mode) seed \(seed)")
            }
        }
    }

    @Test func theLogKeepsItsIdentity() throws {
        let storage = FaultyStorage()
        let first = try LogIdentity.loadOrCreate(in: storage, origin: "vidimus.example/log")
        let second = try LogIdentity.loadOrCreate(in: storage, origin: "vidimus.example/log")
        #expect(first.logID == second.logID && first.logID.count == 16)
        #expect(first.verifierKey == second.verifierKey)
        #expect(throws: LogIdentityError.self) { try LogIdentity.loadOrCreate(in: storage, origin: "other") }
        #expect(throws: LogIdentityError.self) { try LogIdentity.loadOrCreate(in: storage, origin: "with space") }
        storage.tamper("log.key") { $0[30] ^= 1 }
        #expect(throws: LogIdentityError.self) {
            try LogIdentity.loadOrCreate(in: storage, origin: "vidimus.example/log")
        }
    }

    @Test func theLogIDIsThatOfSignedNotes() throws {
        // The example key of golang.org/x/mod/sumdb/note.
        let key = "AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz"
        let seed = try #require(Data(base64Encoded: key)).dropFirst()
        let signing = try Curve25519.Signing.PrivateKey(rawRepresentation: seed)
        let identity = LogIdentity(origin: "PeterNeumann", signingKey: signing)
        #expect(identity.keyID == "c74f20a3")
        #expect(identity.verifierKey == "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW")
    }
}
