import AuditEvents
import AuditServer
import AuditTesting
import Testing

@Suite(.inTurn) struct ThrottledLogTests {
    private static let here = NetworkAddress(bits: 0xFFFF_7F00_0001)
    private static let there = NetworkAddress(bits: 0xFFFF_7F00_0002)

    @Test func oneLineAMinuteForEachKindAndAddressWithTheNumberLeftOut() {
        let captured = CapturedLog()
        let log = ThrottledLog(logger: captured.logger())
        for second in 0..<60 { log.warn("Kind", address: Self.here, now: Int64(second) * 1_000) }
        log.warn("Kind", address: Self.there, now: 1_000)
        log.warn("Other", address: Self.here, now: 1_000)
        log.warn("Kind", address: Self.here, now: 60_000)
        log.warn("Kind", address: Self.here, now: 120_000)
        #expect(
            captured.lines == [
                "warning AUDIT API: Kind client.address=127.0.0.1",
                "warning AUDIT API: Kind client.address=127.0.0.2 suppressed=59",
                "warning AUDIT API: Other client.address=127.0.0.1",
                "warning AUDIT API: Kind client.address=127.0.0.1",
                "warning AUDIT API: Kind client.address=127.0.0.1",
            ]
        )
    }

    @Test func manyAddressesShareOneBound() {
        let captured = CapturedLog()
        let log = ThrottledLog(logger: captured.logger())
        for number in 0..<10_000 {
            log.warn("Kind", address: NetworkAddress(bits: 0xFFFF_0000_0000 + UInt128(number)), now: 0)
        }
        #expect(captured.lines.count == ThrottledLog.maximumLines)
        log.warn("Other", address: Self.here, now: 0)
        #expect(captured.lines.last?.contains("Other") == true, "a flood of one kind hides no other")
        log.warn("Kind", address: Self.here, now: 60_000)
        #expect(captured.lines.last?.hasSuffix("suppressed=\(10_000 - ThrottledLog.maximumLines)") == true)
    }

    @Test func valuesAreEscapedAndCut() {
        let captured = CapturedLog()
        let log = ThrottledLog(logger: captured.logger())
        log.warn("Kind", address: Self.here, now: 0) {
            ["url": "a\r\nb\u{1B}" + String(repeating: "x", count: 100_000)]
        }
        let line = captured.lines.joined()
        #expect(line.count < 1_000)
        #expect(!line.unicodeScalars.contains { $0.value < 0x20 })
        #expect(line.contains("a\\u{d}\\u{a}b\\u{1b}x"))
    }

    @Test func whatIsNotWrittenIsNotComputed() {
        let log = ThrottledLog(logger: CapturedLog().logger())
        var calls = 0
        for _ in 0..<3 {
            log.warn("Kind", address: Self.here, now: 0) {
                calls += 1
                return [:]
            }
        }
        #expect(calls == 1)
    }
}
