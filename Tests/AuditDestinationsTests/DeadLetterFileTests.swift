import AuditDestinations
import AuditEvents
import AuditJournal
import AuditTesting
import Foundation
import Testing

@Suite(.inTurn) struct DeadLetterFileTests {
    private let directory: TemporaryDirectory
    private let file: DeadLetterFile

    init() throws {
        directory = try TemporaryDirectory()
        file = DeadLetterFile(path: "\(directory.path)/influxdb.jsonl")
    }

    private func letter(_ number: UInt64, reason: String = "type conflict") -> DeadLetter {
        DeadLetter(
            offset: offset(number),
            eventID: EventID(high: 0x165c_9558_abcd_4234, low: number),
            reason: reason,
            timeMilliseconds: 1_772_988_381_181
        )
    }

    private func lines() throws -> [String] {
        try directory.text("influxdb.jsonl").split(separator: "\n").map(String.init)
    }

    private func offsets() throws -> [Int] {
        struct Line: Decodable { let offset: Int }
        return try lines().map { try JSONDecoder().decode(Line.self, from: Data($0.utf8)).offset }
    }

    @Test func aLineIsOneObjectInAFixedOrder() throws {
        try file.append([letter(18)], batchStart: offset(10))
        #expect(
            try directory.text("influxdb.jsonl")
                == #"{"offset":18,"eventId":"165c9558-abcd-4234-0000-000000000012","reason":"type conflict","#
                + #""time":"2026-03-08T16:46:21.181Z"}"# + "\n"
        )
        #expect(try file.count() == 1)
    }

    @Test func thereIsNoFileBeforeTheFirstLetter() throws {
        #expect(try file.count() == 0)
        #expect(try directory.names().isEmpty)
    }

    @Test func anOffsetIsNeverWrittenTwice() throws {
        try file.append([letter(3)], batchStart: offset(0))
        try file.append([letter(11), letter(12)], batchStart: offset(10))
        try file.append([letter(12), letter(14), letter(11)], batchStart: offset(10))
        #expect(try offsets() == [3, 11, 12, 14])
    }

    @Test func aTornLineIsCutOffAndWrittenAgain() throws {
        try file.append([letter(3), letter(4)], batchStart: offset(0))
        let whole = try directory.text("influxdb.jsonl")
        for length in whole.utf8.count / 2 + 1..<whole.utf8.count {
            try directory.write(String(whole.prefix(length)), to: "influxdb.jsonl")
            try file.append([letter(3), letter(4)], batchStart: offset(0))
            #expect(try directory.text("influxdb.jsonl") == whole)
        }
    }

    @Test func aFileOfOneTornLineStartsAgain() throws {
        try directory.write(#"{"offset":3,"#, to: "influxdb.jsonl")
        try file.append([letter(3)], batchStart: offset(0))
        #expect(try offsets() == [3])
    }

    @Test func aBatchLargerThanABlockIsFoundWhole() throws {
        let letters = (100..<1100).map { letter($0, reason: String(repeating: "r", count: 300)) }
        try file.append(letters, batchStart: offset(100))
        try file.append(letters, batchStart: offset(100))
        #expect(try offsets() == Array(100..<1100))
        #expect(try file.count() == 1000)
    }

    @Test func linesOfOtherHandsAreSteppedOver() throws {
        try file.append([letter(5)], batchStart: offset(0))
        let text = try directory.text("influxdb.jsonl") + "# seen by anna\n\n"
        try directory.write(text, to: "influxdb.jsonl")
        try file.append([letter(5), letter(6)], batchStart: offset(0))
        #expect(try directory.text("influxdb.jsonl").hasPrefix(text))
        #expect(try lines().count == 3)
    }

    @Test func aReasonCannotForgeALineAndIsBounded() throws {
        let reason = "a\"}\n{\"offset\":99}\u{1b}[31m" + String(repeating: "é", count: 5000)
        try file.append([letter(1, reason: reason)], batchStart: offset(0))
        struct Line: Decodable { let reason: String }
        let line = try #require(try lines().first)
        #expect(try lines().count == 1)
        let read = try JSONDecoder().decode(Line.self, from: Data(line.utf8)).reason
        #expect(read.unicodeScalars.count == DeadLetter.maximumReasonLength)
        #expect(reason.unicodeScalars.starts(with: read.unicodeScalars))
    }

    @Test func theFileStoreKeepsCursorAndLettersOverARestart() throws {
        let data = DataDirectory(path: "\(directory.path)/data")
        let store = try FileDeliveryStore(name: "influxdb", directory: data)
        #expect(try store.loadCursor() == nil)
        #expect(try store.deadLetterCount() == 0)
        try store.save(Cursor(next: offset(5), pending: range(5, 9)))
        try store.bury([letter(6)], batchStart: offset(5))
        let again = try FileDeliveryStore(name: "influxdb", directory: data)
        let cursor = try #require(try again.loadCursor())
        #expect(cursor.next == offset(5))
        #expect(cursor.pending == range(5, 9))
        #expect(try again.deadLetterCount() == 1)
        #expect(FileManager.default.fileExists(atPath: "\(data.deadLetters)/influxdb.jsonl"))
    }

    @Test func aDamagedCursorIsNamedAndNotTakenForNone() throws {
        let data = DataDirectory(path: "\(directory.path)/data")
        let store = try FileDeliveryStore(name: "influxdb", directory: data)
        try store.save(Cursor(next: offset(5), pending: nil))
        try directory.write("{", to: "data/cursors/influxdb.json")
        let error = #expect(throws: DeliveryStoreError.self) { try store.loadCursor() }
        #expect(error?.reason.contains("influxdb") == true)
    }
}
