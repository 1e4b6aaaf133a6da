import AuditTesting
import Logging
import Synchronization
import Testing
import vidimus

@Suite(.inTurn) struct LineLogHandlerTests {
    /// Keeps what a handler writes.
    private final class Lines: Sendable {
        private let bytes = Mutex<[UInt8]>([])

        var text: String { String(decoding: bytes.withLock { $0 }, as: UTF8.self) }

        func add(_ line: [UInt8]) {
            bytes.withLock { $0 += line }
        }
    }

    private static func written(_ format: LogFormat, by log: (Logger) -> Void) -> String {
        let lines = Lines()
        log(Logger(label: "test") { _ in LineLogHandler(format: format) { lines.add($0) } })
        return lines.text
    }

    @Test(arguments: [LogFormat.text, .json])
    func theCureAtTheEndOfALongErrorIsKept(format: LogFormat) {
        let error = String(repeating: "a long story, ", count: 200) + "and the cure"
        let text = Self.written(format) { logger in
            logger.error("\(error) in the message", metadata: ["error": "\(error) in a value"])
        }
        #expect(text.contains("and the cure in the message"))
        #expect(text.contains("and the cure in a value\""))
    }

    @Test func aLineOfTextIsBounded() {
        let text = Self.written(.text) { logger in
            logger.error("short", metadata: ["error": "\(String(repeating: "x", count: 5_000))"])
        }
        #expect(text.hasSuffix(" error short error=\(String(repeating: "x", count: 4_096))…\n"))
    }

    @Test(arguments: [LogFormat.text, .json])
    func whateverIsLoggedStaysOneLine(format: LogFormat) {
        let hostile = "a\r\nFORGED \u{1B}[31m"
        let text = Self.written(format) { logger in
            logger.error("\(hostile)", metadata: ["key\nFORGED": "\(hostile)"])
        }
        #expect(text.unicodeScalars.map(\.value).filter { $0 < 0x20 } == [0x0A])
        #expect(text.hasSuffix("\n"))
    }
}
