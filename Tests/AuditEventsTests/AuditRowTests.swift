import AuditEvents
import AuditTesting
import Testing

/// The 25 columns and how they are read.
@Suite(.inTurn) struct AuditRowTests {
    static func row(_ text: String, savedPaths: [String] = [], tags: StaticTags = .none) -> AuditRow {
        Array(text.utf8).withUnsafeBytes { AuditRow(envelope: $0, savedPaths: savedPaths, tags: tags) }
    }

    static func example(_ name: String) throws -> AuditRow {
        let example = try #require(try corpus().first { $0.name == name + ".json" })
        return row(String(decoding: example.bytes, as: UTF8.self))
    }

    @Test func aSelectionGivesItsRow() throws {
        let row = try Self.example("selection.state.changed")
        #expect(row.timestampMilliseconds == 1_770_801_243_221)
        #expect(row.date == "20260211")
        #expect(row.eventID == "5f0c7a1e-3d52-4b8e-9a41-7c2f6e9b1d01")
        #expect(row.correlationID == "91c3d0b2-6a5e-4f1d-8b77-0e4a2c9f5d10")
        #expect(row.eventType == "selection.state.changed")
        #expect(row.user == "UserDirectory=NORD; UserId=anna.berg")
        #expect(row.userDirectory == "NORD")
        #expect(row.userID == "anna.berg")
        #expect(row.appID == "3b1f9a54-7c0e-4d2b-9f66-51e8a0c7d912")
        #expect(row.appName == "Sales pulse")
        #expect(row.sheetID == "e2a7c4d0-18b5-4f39-a6d1-90b3c57f2e84")
        #expect(row.sheetName == "Regional view")
        #expect(row.selectionTxnID == "91c3d0b2-6a5e-4f1d-8b77-0e4a2c9f5d10")
        #expect(
            row.selectionDetails
                == #"[{"qField":"Region","qSelectedCount":2,"qSelected":"Norrland, Svealand"},"#
                + #"{"qField":"Year","qSelectedCount":1,"qSelected":"2025"}]"#
        )
        #expect(row.objectID == nil && row.objectData == nil && row.screenshotURL == nil && row.tags == nil)
    }

    @Test func aScreenshotGivesItsRow() throws {
        let row = try Self.example("screenshot.url.received")
        #expect(row.objectID == "WpLRKj")
        #expect(row.objectType == "barchart")
        #expect(row.dataStateID == 1_770_801_243_480)
        #expect(row.screenshotURL?.hasPrefix("https://qs.example.com/analytics/") == true)
        #expect(
            row.objectData
                == #"{"schemaVersion":1,"objectType":"barchart","extractedAt":"2026-02-11T09:14:05.377Z","visibleRange":"#
                + #"{"rowStart":0,"rowEnd":2,"colStart":0,"colEnd":2,"source":"scroll-state"},"dimensions":"#
                + #"[{"fieldName":"Region","label":"Region","values":["Norrland","Svealand"]}],"measures":"#
                + #"[{"label":"Revenue","values":["15000.50","22000.00"]}]}"#
        )
    }

    @Test func aDurationGivesItsRow() throws {
        let row = try Self.example("object.view.duration")
        #expect(row.durationMilliseconds == 35_940)
        #expect(row.visible == false)
        #expect(row.enteredAt == "2026-02-11T09:13:55.100Z")
        #expect(row.leftAt == "2026-02-11T09:14:31.040Z")
    }

    @Test(
        arguments: [
            ("20000.0", 20000), ("12.5", nil), ("\"17\"", 17), ("\"-17\"", -17), ("\"+17\"", nil), ("\"1.0\"", nil),
            ("\" 1\"", nil), ("true", nil), ("null", nil), ("99999999999999999999", nil), ("1e300", nil), ("0", 0),
            ("1e3", 1000),
            ("\"\"", nil), ("\"99999999999999999999\"", nil), ("\"-\"", nil), ("\"007\"", 7),
        ] as [(String, Int64?)]
    )
    func integersAreReadStrictly(_ json: String, _ expected: Int64?) {
        let text = SampleEnvelope(type: "event.x").withEvent("duration", json).withEvent("dataStateId", json).text
        #expect(Self.row(text).durationMilliseconds == expected)
        #expect(Self.row(text).dataStateID == expected)
    }

    @Test(
        arguments: [
            ("\"a\"", "a"), ("\"\"", nil), ("1", nil), ("null", nil), ("[\"a\"]", nil), ("\" a\\n\"", " a\n"),
            ("\"\\ud83d\"", "\u{FFFD}"), ("\"\\ud83d\\ude00\"", "😀"),
        ] as [(String, String?)]
    )
    func stringsAreTakenAsSent(_ json: String, _ expected: String?) {
        let text = SampleEnvelope(type: "event.x").withContext("appName", json).withEvent("objectId", json).text
        #expect(Self.row(text).appName == expected)
        #expect(Self.row(text).objectID == expected)
    }

    @Test func envelopeFieldsAreCoercedAsTheyWereAccepted() {
        let row = Self.row(
            SampleEnvelope(type: "event.x").with("correlationId", "1777868693436")
                .with("eventId", "[\"\(SampleEnvelope.uuid)\"]").with("timestamp", "[\"1970-01-01T00:00:01+00\"]").text
        )
        #expect(row.correlationID == "1777868693436")
        #expect(row.eventID == SampleEnvelope.uuid)
        #expect(row.timestampMilliseconds == 1000)
        #expect(Self.row(SampleEnvelope().with("correlationId", "null").text).correlationID == nil)
    }

    @Test(
        arguments: [
            ("{ \"b\" : 1.50, \"a\" : [ 1e2 , {} , [] ] }", "{\"b\":1.50,\"a\":[1e2,{},[]]}"), ("[]", "[]"),
            ("{}", "{}"),
            ("7", nil), ("null", nil), ("\"x\"", nil), ("[\"\\u00e9\\u002f\\ud83d\"]", "[\"é/\\ud83d\"]"),
            ("{\"a\":1,\"a\":2}", "{\"a\":1,\"a\":2}"),
            ("[123456789012345678901234567890]", "[123456789012345678901234567890]"),
        ] as [(String, String?)]
    )
    func objectDataIsCompactAndKeepsItsDigits(_ json: String, _ expected: String?) {
        #expect(Self.row(SampleEnvelope(type: "event.x").withEvent("objectData", json).text).objectData == expected)
    }

    @Test func detailsBelongToSelectionsOnly() {
        let details = "[{\"qSelected\":\"x\",\"qField\":\"F\",\"other\":1},7,{\"qField\":null}]"
        let reduced = "[{\"qField\":\"F\",\"qSelected\":\"x\"},{},{\"qField\":null}]"
        #expect(Self.row(SampleEnvelope().withEvent("details", details).text).selectionDetails == reduced)
        #expect(Self.row(SampleEnvelope().withEvent("details", "[]").text).selectionDetails == nil)
        #expect(Self.row(SampleEnvelope(type: "event.x").withEvent("details", details).text).selectionDetails == nil)
    }

    @Test func pathsAndTagsAreWrittenAsJSON() {
        let tags = StaticTags([("a", "1"), ("b", ""), ("", "x"), ("c", "\""), ("a", "2")])
        let row = Self.row(SampleEnvelope().text, savedPaths: ["/a/ü.png", "b\\c"], tags: tags)
        #expect(row.screenshotSavedPaths == #"["/a/ü.png","b\\c"]"#)
        #expect(row.tags == #"{"a":"2","c":"\""}"#)
        #expect(StaticTags.none.jsonText == nil)
    }

    @Test func whatIsNotAnEnvelopeGivesAnEmptyRow() {
        for text in ["", "{", "[]", "{}", "{\"payload\":7}", "{\"payload\":{\"context\":[],\"event\":null}}"] {
            #expect(Self.row(text).eventType == "unknown")
            #expect(Self.row(text).timestampMilliseconds == nil)
        }
    }

    @Test(
        arguments: [
            ("UserDirectory=LAB; UserId=anna", "LAB", "anna"), ("userid=anna;USERDIRECTORY= LAB ;", "LAB", "anna"),
            ("LAB; UserId=anna", "LAB", "anna"), ("LAB; OTHER; UserId=a; UserId=b", "LAB", "b"),
            ("UserDirectory=;UserId=x=y", nil, "x=y"), ("LAB\\anna", "LAB", "anna"), ("LAB\\a\\b", "LAB", "a\\b"),
            (" \\anna", nil, "anna"), ("anna@lab.example", nil, nil), ("N/A", nil, nil), ("n/a", nil, nil),
            ("UserId=anna", nil, nil), ("X=1;UserDirectory=A;B", "A", nil), (";;", nil, nil),
        ] as [(String, String?, String?)]
    )
    func identitiesAreTakenApart(_ text: String, _ directory: String?, _ id: String?) {
        let identity = UserIdentity("  \(text)\n")
        #expect(identity.user == UserIdentity(text).user)
        #expect(identity.directory == directory)
        #expect(identity.id == id)
    }

    @Test func nobodyHasNoParts() {
        for text in [nil, "", "  \t"] as [String?] {
            #expect(UserIdentity(text).user == nil)
            #expect(UserIdentity(text).directory == nil && UserIdentity(text).id == nil)
        }
    }
}
