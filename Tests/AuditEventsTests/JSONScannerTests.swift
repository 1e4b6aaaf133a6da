import AuditEvents
import AuditTesting
import Testing

/// What is JSON and what isn't, in the manner of JSONTestSuite.
@Suite(.inTurn) struct JSONScannerTests {
    @Test(arguments: [
        "0", "-0", "1", "-1", "10", "1.5", "-0.0", "1e5", "1E-5", "1.25e+10", "0e0", "123456789012345678901234567890",
        "1e99999999999999999999", "-0.000000000000000000000000000001", "true", "false", "null", "\"\"", "[]", "{}",
        "[[]]", "[{}]", "{\"\":{}}", " [ ] ", "\t\n\r {\"a\" : [ 1 , 2 ] } \n", "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"",
        "\"\\u0000\"", "\"\\ud83d\\ude00\"", "\"\\ud83d\"", "\"\\ude00\\ud83d\"", "\"\\uFFFF\\uabCD\"", "\"/\"",
        "\"\u{7f}\"", "\"é€😀\"", "\"\u{2028}\u{2029}\"", "\"\u{FEFF}\"", "\u{FEFF}{}", "[1,\"a\",null,true,{\"b\":[]}]",
        "{\"a\":1,\"a\":2}", "[0,-1,2.0]", "\"aaaaaaaaaaaaaaa\"", "\"aaaaaaaaaaaaaaaa\"", "\"1234567\\n\"",
        "[\"\u{10FFFF}\"]",
    ])
    func thisIsJSON(_ text: String) {
        #expect(syntaxError(text) == nil)
        #expect(ReferenceRecognizer.accepts(Array(text.utf8)))
    }

    @Test(arguments: [
        "", " ", "\u{FEFF}", "\u{FEFF}\u{FEFF}{}", "{", "}", "[", "]", "[1", "[1,", "[1,]", "[,1]", "[,]", "[1,,2]",
        "[1 2]",
        "{\"a\"}", "{\"a\":}", "{\"a\":1,}", "{,}", "{\"a\" 1}", "{a:1}", "{'a':1}", "{1:1}", "{\"a\":1 \"b\":2}",
        "{\"a\"::1}",
        "{\"a\":1]", "[1}", "[]]", "{}}", "1 2", "true false", "nul", "nullx", "TRUE", "tru", "True", "NaN", "Infinity",
        "-Infinity", "+1", "01", "-01", "-", "--1", "1.", ".5", "-.5", "1.e5", "1e", "1e+", "1e5.5", "0x10", "1_000",
        "1a",
        "\"", "\"a", "\"\\", "\"\\\"", "\"\\x\"", "\"\\u\"", "\"\\u12\"", "\"\\u12g4\"", "\"\\u123", "\"\\U0041\"",
        "\"\n\"",
        "\"\t\"", "\"\u{0}\"", "\"\u{1f}\"", "'a'", "\u{A0}1", "\u{2028}1", "1\u{B}", "\u{C}1", "//c\n1", "/**/1",
        "[1]//",
        "{\"a\":/*c*/1}", "\u{0}", "1\u{0}", "{}\u{0}", "\\u0031", "[\"a\" \"b\"]", "\"abcdefg\u{1}\"", "undefined",
    ])
    func thisIsNotJSON(_ text: String) {
        #expect(syntaxError(text) != nil)
        #expect(!ReferenceRecognizer.accepts(Array(text.utf8)))
    }

    @Test(
        arguments: [
            [0x80], [0xBF], [0xC0, 0x80], [0xC0, 0xAF], [0xC1, 0xBF], [0xC2], [0xC2, 0x20], [0xC2, 0xC2],
            [0xE0, 0x80, 0xAF],
            [0xE0, 0x9F, 0xBF], [0xE2, 0x82], [0xE2, 0x28, 0xA1], [0xED, 0xA0, 0x80], [0xED, 0xBF, 0xBF], [0xEF, 0xBB],
            [0xF0, 0x80, 0x80, 0x80], [0xF0, 0x8F, 0xBF, 0xBF], [0xF0, 0x9F, 0x98], [0xF0, 0x28, 0x8C, 0xBC],
            [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xF8, 0x88, 0x80, 0x80, 0x80],
            [0xFC, 0x84, 0x80, 0x80, 0x80],
            [0xFE], [0xFF], [0xFE, 0xFF], [0xFF, 0xFE],
        ] as [[UInt8]]
    )
    func badUTF8IsRefusedWhereverItStands(_ bad: [UInt8]) {
        for padding in 0..<17 {
            let before = [UInt8](repeating: UInt8(ascii: "a"), count: padding)
            for after in [[], before, [0xC3, 0xA9]] {
                let quoted = [0x22] + before + bad + after + [0x22]
                #expect(syntaxError(quoted)?.reason == .invalidUTF8)
                #expect(syntaxError([0x7B] + quoted + Array(":1}".utf8))?.reason == .invalidUTF8)
            }
            #expect(syntaxError([0x22] + before + bad) != nil)
            #expect(syntaxError(bad + before) != nil)
        }
    }

    @Test func everyScalarValuePasses() {
        var text: [UInt8] = [0x22]
        for value in 0x20...0x10FFFF as ClosedRange<UInt32> where value != 0x22 && value != 0x5C {
            if let scalar = Unicode.Scalar(value) { text.append(contentsOf: String(scalar).utf8) }
        }
        #expect(syntaxError(text + [0x22]) == nil)
    }

    @Test(arguments: [("[", "]"), ("{\"a\":", "}")])
    func depthIsBoundedWithoutRecursion(_ open: String, _ close: String) {
        func nested(_ depth: Int, closed: Bool = true) -> String {
            String(repeating: open, count: depth) + (open == "[" ? "" : "1")
                + (closed ? String(repeating: close, count: depth) : "")
        }
        #expect(syntaxError(nested(64)) == nil)
        for depth in [65, 66, 20_000, 1_000_000] {
            #expect(syntaxError(nested(depth))?.reason == .tooDeep)
            #expect(syntaxError(nested(depth, closed: false))?.reason == .tooDeep)
        }
    }

    @Test func aDeepPayloadIsRefusedAndNotLost() {
        let deep = String(repeating: "[", count: 20_000) + String(repeating: "]", count: 20_000)
        let summary = Decoded(SampleEnvelope(type: "audit.event").withEvent("a", deep).text).summary
        #expect(summary == "400 syntax")
    }

    @Test func theNumberOfValuesIsBounded() {
        let scanner = JSONScanner()
        func scan(_ count: Int) -> JSONSyntaxError.Reason? {
            let text = "[" + repeatElement("1", count: count).joined(separator: ",") + "]"
            return Array(text.utf8).withUnsafeBytes { buffer in
                do throws(JSONSyntaxError) {
                    #expect(try scanner.withDocument(of: buffer) { $0.nodeCount } == count + 1)
                    return nil
                } catch {
                    return error.reason
                }
            }
        }
        #expect(scan(JSONScanner.maximumNodeCount - 1) == nil)
        #expect(scan(JSONScanner.maximumNodeCount) == .tooManyValues)
        #expect(scan(3) == nil)
        #expect(scan(100_000) == nil)
        #expect(scan(0) == nil)
    }

    @Test func nodesFitForTheDensestTexts() {
        for text in ["[[],[],[],[]]", "[1,1,1,1", "[\"\",\"\"", "{\"\":1,\"\":1", "[[[[[[[[1", "[{},{},{}"] {
            let dense = String(repeating: text + ",", count: 400)
            // Reserving too little would end as `tooManyValues`.
            #expect(syntaxError(dense)?.reason != .tooManyValues)
            #expect(syntaxError("[" + repeatElement(text, count: 50).joined(separator: ","))?.reason != .tooManyValues)
        }
    }

    @Test func aFaultNamesItsPlace() {
        #expect(syntaxError("{\"a\":tru}") == JSONSyntaxError(byteOffset: 5, reason: .invalidLiteral))
        #expect(syntaxError("[1,]") == JSONSyntaxError(byteOffset: 3, reason: .unexpectedCharacter))
        #expect(syntaxError("{} x") == JSONSyntaxError(byteOffset: 3, reason: .trailingCharacters))
        #expect(syntaxError("") == JSONSyntaxError(byteOffset: 0, reason: .empty))
        #expect(syntaxError("{\"a\":{\"__proto__\":1}}") == JSONSyntaxError(byteOffset: 7, reason: .forbiddenKey))
        #expect(syntaxError("{\"__proto__x\":1,\"__prot__\":\"__proto__\"}") == nil)
    }

    @Test func valuesCanBeRead() throws {
        let text = #"{"a":[1,-2.5,"x\u00e9\ud83d",true,null],"b":{"c":"\u0063"},"a2":12345678901234567890,"b":7}"#
        try Array(text.utf8).withUnsafeBytes { buffer in
            try JSONScanner().withDocument(of: buffer) { document in
                let list = document.root[JSONKey("a")].map { Array($0.elements) } ?? []
                #expect(list.count == 5)
                #expect(list[0].exactInteger == 1)
                #expect(list[1].double == -2.5)
                #expect(list[1].exactInteger == nil)
                #expect(list[2].string == "x\u{e9}\u{FFFD}")
                #expect(list[2].codePointCount == 3)
                #expect(list[3].boolean == true)
                #expect(list[4].isNull)
                #expect(document.root[JSONKey("b")]?.exactInteger == 7)
                #expect(document.root[JSONKey("missing")] == nil)
                #expect(document.root[JSONKey("a2")]?.exactInteger == nil)
                #expect(document.root[JSONKey("a2")]?.numberText == "12345678901234567890")
                #expect(document.root.members.map { $0.key.string ?? "" } == ["a", "b", "a2", "b"])
                #expect(document.root.rawBytes.count == text.utf8.count)
            }
        }
    }

    @Test(
        arguments: [
            ("20000.0", 20000), ("2e4", 20000), ("2000000e-2", 20000), ("-0", 0), ("0e99999999999999999999", 0),
            ("9223372036854775807", .max), ("-9223372036854775808", .min), ("9223372036854775808", nil), ("1e19", nil),
            ("1.5", nil), ("1e99999999999999999999", nil), ("10e-1", 1),
            ("123456789012345678", 123_456_789_012_345_678),
        ] as [(String, Int64?)]
    )
    func integersAreExact(_ text: String, _ expected: Int64?) throws {
        try Array(text.utf8).withUnsafeBytes { buffer in
            try JSONScanner().withDocument(of: buffer) { #expect($0.root.exactInteger == expected) }
        }
    }

    static let doubles: [(String, Double)] = [
        ("1e99999999999999999999", .infinity), ("-1e99999999999999999999", -.infinity), ("1e-99999999999999999999", 0),
        ("0e99999999999999999999", 0), ("1e309", .infinity), ("4e-324", .leastNonzeroMagnitude), ("1e-400", 0),
        ("-0", -0.0), ("0.1", 0.1), ("-12.5e1", -125), ("1" + String(repeating: "0", count: 400) + "e-400", 1),
        ("1" + String(repeating: "0", count: 100_000), .infinity),
        ("0." + String(repeating: "0", count: 100_000) + "1", 0),
    ]

    @Test(arguments: doubles)
    func everyNumberHasADouble(_ text: String, _ expected: Double) throws {
        try Array(text.utf8).withUnsafeBytes { buffer in
            try JSONScanner().withDocument(of: buffer) { document in
                #expect(document.root.double == expected)
                #expect(document.root.double?.sign == expected.sign)
            }
        }
    }
}
