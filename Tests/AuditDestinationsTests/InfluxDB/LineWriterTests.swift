import AuditDestinations
import AuditEvents
import AuditJournal
import AuditTesting
import Testing

@Suite(.inTurn) struct LineWriterTests {
    private func line(_ value: String, dialect: LineDialect = .literalBackslash) -> String {
        var point = LinePoint(measurement: "m", nanoseconds: 5)
        point.setTag("t", value)
        point.addField("f", .number(1))
        return String(decoding: LineWriter(dialect).line(point), as: UTF8.self)
    }

    @Test func anEventHasButlerSOSsColumnsAndOurOwn() throws {
        let selection = #""selectionTxnId":"x1","enterSelectionTxnId":"x2","objectData":{"objectType":"table", "n":1}"#
        let expected = #"""
            audit_event,appId=app1,appName=My\,\ App,auditEventSchemaVersion=1,eventType=object.view.duration,\#
            objectType=table,user=LAB\ann,userDirectory=LAB,userId=ann \#
            eventId="165c9558-abcd-4234-0000-000000000003",correlationId="c3",selectionTxnId="x1",sheetId="s1",\#
            objectId="obj3",durationMs=12.5,visible=false,enterSelectionTxnId="x2",dataStateId=0.0,\#
            objectData="{\"objectType\":\"table\",\"n\":1}",receivedAt="2026-03-08T16:46:40.000Z",\#
            clientAddress="10.0.0.9",offset=7.0 1772988384181000007
            """#
        #expect(try InfluxEvents.line(InfluxEvents.view(3, event: selection)) == expected)
    }

    @Test func compatibleTaggingHasTheIdentifiersAsTags() throws {
        let text = try InfluxEvents.line(InfluxEvents.view(3, event: #""selectionTxnId":"x1""#), tagging: .compat)
        #expect(text.contains(",correlationId=c3,eventId=165c9558-abcd-4234-0000-000000000003,"))
        #expect(text.contains(",selectionTxnId=x1,"))
        #expect(!text.contains("eventId=\""))
    }

    @Test func staticTagsReplaceColumnsOfTheSameName() throws {
        let tags = StaticTags([("eventType", "mine"), ("objectType", "mine"), ("sheetId", "tag"), ("offset", "o")])
        let layout = InfluxDBLayout(measurement: "m", schemaVersion: "2", staticTags: tags)
        let text = try InfluxEvents.line(
            InfluxEvents.view(0, event: #""objectData":{"objectType":"table"}"#),
            layout: layout
        )
        #expect(text.hasPrefix("m,"))
        #expect(text.contains(",eventType=mine,"))
        #expect(text.contains(",objectType=table,"))
        #expect(text.contains(",sheetId=tag,"))
        #expect(!text.contains("sheetId=\""))
        #expect(text.contains(",offset=o,"))
        #expect(text.contains(",offset_=7.0 "))
    }

    @Test(arguments: [
        ("a,b=c d", #"a\,b\=c\ d"#), ("a\nb\r\tc", #"a\nb\r\tc"#),
        ("a\u{0}\u{1f}\u{7f}\u{85}", #"a\u0000\u001f\u007f\u0085"#),
        (#"LAB\ann"#, #"LAB\ann"#), (#"end\"#, #"end\u005c"#), (#"end\\"#, #"end\\u005c"#), (#"a\,b"#, #"a\\,b"#),
        ("\"quoted\"", "\"quoted\""), ("日本 ß", "日本\\ ß"), ("é\u{2028}", "é\u{2028}"),
    ])
    func tagsAreEscaped(value: String, expected: String) {
        #expect(line(value) == "m,t=\(expected) f=1.0 5")
    }

    @Test func versionThreeReadsDoubledBackslashes() {
        #expect(line(#"LAB\ann, x\\y\"#, dialect: .doubledBackslash) == #"m,t=LAB\\ann\,\ x\\\\y\\u005c f=1.0 5"#)
        #expect(line("a\nb", dialect: .doubledBackslash) == #"m,t=a\\nb f=1.0 5"#)
    }

    @Test func textFieldsKeepEverythingButZeros() {
        var point = LinePoint(measurement: "my m,=", nanoseconds: -1)
        point.addField("a b", text: "x\"y\\z\n\u{0}\u{1}")
        point.addField("empty", text: "")
        #expect(
            String(decoding: LineWriter(.literalBackslash).line(point), as: UTF8.self)
                == "my\\ m\\,= a\\ b=\"x\\\"y\\\\z\n\\\\u0000\u{1}\" -1"
        )
    }

    @Test(
        arguments: [
            (1e300, "1.0e+300"), (-1e300, "-1.0e+300"), (.leastNonzeroMagnitude, "5.0e-324"), (0, "0.0"),
            (-0.0, "-0.0"),
            (1e16, "1.0e+16"), (12, "12.0"), (0.1, "0.1"), (9_007_199_254_740_992, "9007199254740992.0"),
        ] as [(Double, String)]
    )
    func numbersAreFloatsWithAPoint(value: Double, expected: String) {
        var point = LinePoint(measurement: "m", nanoseconds: 0)
        point.addField("f", .number(value))
        #expect(String(decoding: LineWriter(.literalBackslash).line(point), as: UTF8.self) == "m f=\(expected) 0")
    }

    @Test func longTextsAreCutVisiblyAndTheKeyStaysInItsBound() {
        let long = line(String(repeating: "é", count: 5_000))
        #expect(long.contains("é…(10000\\ bytes) f=1.0"))
        #expect(long.utf8.count < LineWriter.maximumTagBytes + 64)
        var point = LinePoint(measurement: "m", nanoseconds: 0)
        for number in 0..<200 { point.setTag("tag\(number)", String(repeating: ",", count: 6_000)) }
        point.addField("f", text: String(repeating: "x", count: LineWriter.maximumFieldBytes + 1))
        let bytes = LineWriter(.literalBackslash).line(point)
        let key = bytes.prefix { $0 != UInt8(ascii: "\"") }
        #expect(key.count < LineWriter.maximumKeyBytes)
        #expect(String(decoding: bytes.suffix(40), as: UTF8.self).contains("x…(1048577 bytes)\" 0"))
    }

    @Test func aTimestampThatMeansNothingGivesWayToTheTimeOfReception() throws {
        for text in ["yesterday", "9999-12-31T23:59:59Z"] {
            let line = try InfluxEvents.line(InfluxEvents.view(0, timestamp: text))
            #expect(line.hasSuffix(" 1772988400000000007"))
            #expect(line.contains(",sentTimestamp=\"\(text)\" "))
        }
        #expect(try !InfluxEvents.line(InfluxEvents.view(0)).contains("sentTimestamp"))
    }

    @Test func offsetsKeepEventsOfOneMillisecondApart() {
        func time(_ offset: UInt64) -> Int64 {
            PointTime(eventMilliseconds: 5, receivedMilliseconds: 9, offset: JournalOffset(offset)).nanoseconds
        }
        #expect(time(3) == 5_000_003)
        #expect(time(999_999) == 5_999_999)
        #expect(time(1_000_003) == time(3))
        #expect(
            PointTime(eventMilliseconds: -1, receivedMilliseconds: 9, offset: JournalOffset(1)).nanoseconds == -999_999
        )
        let extreme = PointTime(eventMilliseconds: nil, receivedMilliseconds: .max, offset: JournalOffset(.max))
        #expect(extreme.nanoseconds > 9_000_000_000_000_000_000)
        #expect(extreme.isReceiveTime)
    }

    @Test func anEmptyEnvelopeStillHasAField() throws {
        #expect(
            try InfluxEvents.line("{}")
                == #"audit_event,auditEventSchemaVersion=1,eventType=unknown "#
                + #"receivedAt="2026-03-08T16:46:40.000Z",clientAddress="10.0.0.9",offset=7.0 1772988400000000007"#
        )
    }
}
