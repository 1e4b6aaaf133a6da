import AuditEvents
import AuditTesting
import Testing

@Suite(.inTurn) struct TextOutputTests {
    @Test func hashesAreWrittenInLowerCaseDigits() {
        #expect(Hexadecimal.text(of: [0x00, 0x0F, 0xA5, 0xFF]) == "000fa5ff")
        #expect(Hexadecimal.text(of: [] as [UInt8]) == "")
    }

    @Test func aWriterLaysOutAsStringifyDoes() {
        func write(_ layout: JSONWriter.Layout) -> String {
            var writer = JSONWriter(layout)
            writer.beginObject()
            writer.key("a")
            writer.beginArray()
            writer.integer(-7)
            writer.null()
            writer.beginObject()
            writer.endObject()
            writer.endArray()
            writer.key("b\n")
            writer.string("\u{1}\"\\/\u{7f}é")
            writer.key("c")
            writer.beginArray()
            writer.endArray()
            writer.key("d")
            writer.raw(Array("1.50".utf8))
            writer.key("e")
            writer.boolean(true)
            writer.endObject()
            return writer.text
        }
        #expect(
            write(.compact)
                == "{\"a\":[-7,null,{}],\"b\\n\":\"\\u0001\\\"\\\\/\u{7f}é\",\"c\":[],\"d\":1.50,\"e\":true}"
        )
        #expect(
            write(.indented) == """
                {
                  "a": [
                    -7,
                    null,
                    {}
                  ],
                  "b\\n": "\\u0001\\"\\\\/\u{7f}é",
                  "c": [],
                  "d": 1.50,
                  "e": true
                }
                """
        )
    }

    @Test(arguments: [Int64.min, -1, 0, 1, 9, 10, 99, 100, .max])
    func integersAreWrittenInFull(_ value: Int64) {
        var bytes: [UInt8] = []
        JSONText.append(value, to: &bytes)
        #expect(String(decoding: bytes, as: UTF8.self) == String(value))
    }

    @Test(arguments: [
        ("plain ü 😀 LAB\\anna", "plain ü 😀 LAB\\anna"), ("a\r\nb", "a\\u{d}\\u{a}b"), ("\u{1b}[31m", "\\u{1b}[31m"),
        ("\u{7f}\u{85}\u{9b}", "\\u{7f}\\u{85}\\u{9b}"), ("\u{202e}x\u{2028}\u{FEFF}", "\\u{202e}x\\u{2028}\\u{feff}"),
        ("", ""),
    ])
    func dangerousCharactersAreEscaped(_ text: String, _ expected: String) {
        #expect(SanitizedText.escape(text) == expected)
    }

    @Test func badBytesAreEscapedAndLongTextsCut() {
        let bytes: [UInt8] = [0x61, 0xFF, 0xED, 0xA0, 0x80, 0xC3, 0xA9, 0xC3]
        #expect(bytes.withUnsafeBytes { SanitizedText.escape($0) } == "a\\xff\\xed\\xa0\\x80é\\xc3")
        #expect(SanitizedText.escape(String(repeating: "ü", count: 1000), maximumCharacterCount: 3) == "üüü…")
        #expect(SanitizedText.escape("abc", maximumCharacterCount: 3) == "abc")
    }

    @Test(arguments: [
        ("1e21", "1e+21"), ("1e20", "100000000000000000000"), ("0.000001", "0.000001"), ("1e-7", "1e-7"),
        ("1.5e-8", "1.5e-8"),
        ("123456.75", "123456.75"), ("-0", "0"), ("-12.0", "-12"), ("1e400", "Infinity"),
        ("9007199254740993", "9007199254740992"),
        ("1.7976931348623157e308", "1.7976931348623157e+308"), ("5e-324", "5e-324"), ("100", "100"), ("0.1", "0.1"),
    ])
    func coercedNumbersReadAsInECMAScript(_ number: String, _ text: String) {
        let row = AuditRowTests.row(SampleEnvelope().with("correlationId", number).text)
        #expect(row.correlationID == text)
    }

    @Test(arguments: [
        (" 1 ", true), ("+1", true), ("0x10", true), ("0b1", true), ("1e0", true), ("1.", true), ("Infinity", true),
        (".5", false),
        ("1,0", false), ("0x", false), ("-1", false), ("0x+1", false), ("1e", false), ("NaN", false), (" ", false),
        ("nan", false),
        ("0", false), ("inf", false), ("1\u{0}", false),
    ])
    func coercedTextsReadAsInECMAScript(_ text: String, _ isAccepted: Bool) {
        var bytes: [UInt8] = []
        JSONText.append(text, to: &bytes)
        let json = String(decoding: bytes, as: UTF8.self)
        let isTaken = Decoded(SampleEnvelope().with("schemaVersion", json).text).summary == "202"
        #expect(isTaken == isAccepted)
    }
}
