/// Texts that have broken writers of line protocol before.
enum HostileTexts {
    static let all: [String] = [
        #"end\"#, #"end\\"#, #"\"#, #"\\server\share\"#, "a,b", "a=b", "a b", " a ", ",", "=", #"a\,b"#, #"a\ b"#,
        #"a\=b"#,
        "line\nfeed", "carriage\r\nreturn", "tab\tstop", "\n", "zero\u{0}inside", "\u{1}\u{1f}\u{7f}\u{9f}", "\"",
        "\"\"",
        #"\""#, #"a"b\c"#, "'", "`", "#comment", "measurement,tag=1 field=2 3", "1i", "true", "日本語", "emoji 👩‍👩‍👧‍👦 end",
        "e\u{301}", "\u{feff}bom", "\u{202e}right to left", "\u{2028}\u{2029}", "\u{fffd}", "\u{10ffff}", "DROP SERIES",
        String(repeating: "x", count: 3_000), String(repeating: "\\", count: 99), String(repeating: ",", count: 2_000),
        #"trailing space \ "#, #"two \\ in the middle"#, "{\"json\": \"[1,2]\"}", "%00%20", "&amp;", "\u{85}", "é",
    ]

    /// What a reader of the tag must find.
    static func asTag(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 10: result += "\\n"
            case 13: result += "\\r"
            case 9: result += "\\t"
            case 0..<32, 127..<160: result += code(scalar.value)
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result.hasSuffix("\\") ? result.dropLast() + "\\u005c" : result
    }

    /// What a reader of the field must find.
    static func asField(_ text: String) -> String {
        text.unicodeScalars.map { $0.value == 0 ? code(0) : String($0) }.joined()
    }

    private static func code(_ value: UInt32) -> String {
        let digits = String(value, radix: 16)
        return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
    }
}
