import AuditEvents
import AuditTesting
import Foundation
import Testing

/// Reading even one byte beyond a text would end these tests: an unreadable page follows it.
@Suite(.inTurn) struct MemoryBoundaryTests {
    /// Two pages of which the second can't be read.
    final class GuardedPage {
        let pageSize = Int(sysconf(Int32(_SC_PAGESIZE)))
        let base: UnsafeMutableRawPointer

        init() throws {
            let mapped = mmap(nil, pageSize * 2, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
            base = try #require(mapped == MAP_FAILED ? nil : mapped)
            try #require(mprotect(base + pageSize, pageSize, PROT_NONE) == 0)
        }

        deinit { munmap(base, pageSize * 2) }

        /// Puts bytes right before the unreadable page.
        func place(_ bytes: ArraySlice<UInt8>) -> UnsafeRawBufferPointer {
            let start = base + (pageSize - bytes.count)
            bytes.withUnsafeBytes {
                start.copyMemory(from: $0.baseAddress ?? UnsafeRawPointer(base), byteCount: $0.count)
            }
            return UnsafeRawBufferPointer(start: start, count: bytes.count)
        }
    }

    @Test func noByteBeyondATextIsRead() throws {
        let page = try GuardedPage()
        let decoder = EnvelopeDecoder(compatibility: VersionCompatibility(serverVersion: "15.0.1"))
        var accepted = 0
        for (_, bytes) in try corpus() {
            for length in 1...bytes.count {
                let text = page.place(bytes[..<length])
                if (try? decoder.decode(text, versionHeader: nil)) != nil { accepted += 1 }
            }
        }
        #expect(accepted >= 10)
    }

    @Test func noByteBeforeOrBeyondASmallTextIsRead() throws {
        let page = try GuardedPage()
        let scanner = JSONScanner()
        let texts = [
            "\"a\"", "\"abcdefgh\"", "{\"a\":1}", "12", "-", "tru", "\"\\u12", "\"é", "{\"constructor\":{}}", "[1.5e",
        ]
        var accepted = 0
        for text in texts {
            let bytes = Array(text.utf8)
            let placed = page.place(bytes[...])
            accepted += (try? scanner.withDocument(of: placed) { _ in 1 }) ?? 0
            accepted += JSONEquality.sameValue(placed, placed) ? 1 : 0
        }
        #expect(accepted == 5 + texts.count)
    }

    @Test(arguments: [
        "2026-02-11T09:14:03Z", "2026-02-11T09:14:03.5+02:00", "2026-02-11T09:14:03.", "2026-02-11T09:14:03+0",
    ])
    func noByteBeyondADateTimeIsRead(_ text: String) throws {
        let page = try GuardedPage()
        let bytes = Array(text.utf8)
        for length in 1...bytes.count {
            let time = UTCTime(dateTime: page.place(bytes[..<length]))
            #expect(time == UTCTime(dateTime: String(decoding: bytes[..<length], as: UTF8.self)))
        }
    }
}
