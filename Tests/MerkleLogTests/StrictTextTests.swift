import AuditTesting
import Foundation
import MerkleLog
import Testing

@Suite(.inTurn) struct StrictTextTests {
    @Test func everyNumberOfBytesIsWrittenAndReadAsFoundationDoes() {
        var random = SeededGenerator(seed: 64)
        for count in 0...300 {
            let bytes = (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) }
            let text = StrictBase64.text(of: bytes)
            #expect(text == Data(bytes).base64EncodedString())
            #expect(StrictBase64.bytes(of: text.utf8) == bytes)
        }
    }

    @Test(arguments: [
        "A", "AA", "AAA", "A===", "====", "AB==", "AAB=", "AA=A", "=AAA", "AA==AAAA", "AAAA=", "AAA\n", " AAA", "AA-_",
        "AAAA\n", "AAÄ", "AA==\0",
    ])
    func asSecondTextForTheSameBytesIsRefused(text: String) {
        #expect(StrictBase64.bytes(of: text.utf8) == nil)
    }

    @Test func numbersHaveOneText() {
        for value in [0, 1, 9, 10, 18_446_744_073_709_551_615] as [UInt64] {
            #expect(StrictDecimal.value(of: String(value).utf8) == value)
        }
        for text in [
            "", "-1", "+1", "00", "01", " 1", "1 ", "1e3", "0x1", "18446744073709551616", "99999999999999999999", "１",
        ] {
            #expect(StrictDecimal.value(of: text.utf8) == nil, "\(text)")
        }
    }
}
