import AuditEvents
import AuditTesting
import Testing

@Suite(.inTurn) struct JSONEqualityTests {
    static func same(_ left: String, _ right: String) -> Bool {
        Array(left.utf8).withUnsafeBytes { left in
            Array(right.utf8).withUnsafeBytes { JSONEquality.sameValue(left, $0) }
        }
    }

    @Test(arguments: [
        ("{\"a\":1,\"b\":2}", " { \"b\" : 2 , \"a\" : 1 } "), ("1.0", "1"), ("1e2", "100"), ("-0", "0"), ("0.0e7", "0"),
        ("0.10", "1e-1"), ("12300e-2", "123"), ("{\"a\":1,\"a\":2}", "{\"a\":2}"), ("\"\\u0061\"", "\"a\""),
        ("\"\\ud83d\\ude00\"", "\"😀\""), ("\"\\/\"", "\"/\""), ("{\"\\u0061\":[]}", "{\"a\":[ ]}"),
        ("\u{FEFF}[]", "[]"), ("100000000000000000000000000000001", "100000000000000000000000000000001.000"),
        ("1e99999999999999999999", "1.0e+99999999999999999999"), ("not json", "not json"),
    ])
    func theseAreTheSame(_ left: String, _ right: String) {
        #expect(Self.same(left, right))
        #expect(Self.same(right, left))
    }

    @Test(arguments: [
        ("9007199254740993", "9007199254740992"), ("0.1", "0.10000000000000000001"), ("1e400", "1e401"), ("1", "\"1\""),
        ("[1,2]", "[2,1]"), ("[1]", "[1,1]"), ("{\"a\":1}", "{\"a\":1,\"b\":1}"), ("{\"a\":1,\"a\":2}", "{\"a\":1}"),
        ("{}", "[]"), ("null", "false"), ("\"\\ud83d\"", "\"\\ufffd\""), ("\"\\ud83d\"", "\"\\ud83e\""), ("1", "-1"),
        ("\"a\"", "\"A\""), ("\"é\"", "\"e\u{301}\""), ("{\"\u{e9}\":1}", "{\"e\u{301}\":1}"), ("{", "{ "),
        ("1e99999999999999999999", "1e99999999999999999998"), ("1e5", "1e-5"), ("true", "false"), ("[{}]", "[[]]"),
    ])
    func theseAreNotTheSame(_ left: String, _ right: String) {
        #expect(!Self.same(left, right))
        #expect(!Self.same(right, left))
    }

    @Test func layoutNeverMattersAndAChangeAlwaysDoes() {
        var generator = SeededGenerator.printed("layoutNeverMattersAndAChangeAlwaysDoes")
        for _ in 0..<3000 {
            let value = RandomJSON.make(5, using: &generator)
            let first = value.write(using: &generator)
            let second = value.write(using: &generator)
            #expect(Self.same(first, second), "\(first)\n\(second)")
            let other = value.changed(using: &generator).write(using: &generator)
            #expect(!Self.same(first, other), "\(first)\n\(other)")
        }
    }
}
