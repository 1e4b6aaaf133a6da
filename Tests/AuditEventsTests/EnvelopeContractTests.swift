import AuditEvents
import AuditTesting
import Testing

/// The envelope's part of Butler SOS's black-box list: each row was measured there.
@Suite(.inTurn) struct EnvelopeContractTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let number: String
        let text: String
        let header: String?
        let summary: String

        init(_ number: String, _ envelope: SampleEnvelope, header: String? = nil, _ summary: String) {
            self.init(number, text: envelope.text, header: header, summary)
        }

        init(_ number: String, text: String, header: String? = nil, _ summary: String) {
            self.number = number
            self.text = text
            self.header = header
            self.summary = summary
        }

        var testDescription: String { "\(number): \(summary)" }
    }

    static let sample = SampleEnvelope()
    static let uuid = SampleEnvelope.uuid
    static func quoted(_ count: Int, _ letter: String = "x") -> String {
        "\"" + String(repeating: letter, count: count) + "\""
    }

    static let envelopeRows: [Row] = [
        Row("1", sample, "202"),
        Row("27", text: "{", "400 syntax"),
        Row("30", text: sample.text + "x", "400 syntax"),
        Row("31", sample.with("__proto__", "{}"), "400 syntax"),
        Row("31a", sample.with("\\u005f_proto__", "{}"), "400 syntax"),
        Row("31b", sample.with("constructor", "{\"prototype\":1}"), "400 syntax"),
        Row("31c", sample.withEvent("constructor", "{\"a\":1,\"prot\\u006ftype\":null}"), "400 syntax"),
        Row("31d", sample.with("constructor", "{\"a\":{\"prototype\":1}}"), "202"),
        Row("31e", sample.with("constructor", "[{\"prototype\":1}]"), "202"),
        Row("31f", sample.with("prototype", "{\"constructor\":1}"), "202"),
        Row("33", text: "[]", "400  type object"),
        Row("34", text: "null", "400  type object"),
        Row("empty", text: "", "400 syntax"),
        Row("43", text: "{\"eventId\":7," + sample.text.dropFirst(), "202"),
        Row("43a", text: sample.text.dropLast() + ",\"eventId\":\"7\"}", "422 1 constraints"),
        Row("45", sample.with("eventId", nil), "400  required eventId"),
        Row("46", sample.with("timestamp", nil), "400  required timestamp"),
        Row("47", sample.with("type", nil), "400  required type"),
        Row("48", sample.withoutPayload, "400  required payload"),
        Row("49", text: "{}", "400  required schemaVersion"),
        Row("51", sample.with("schemaVersion", "1.5"), "400 /schemaVersion type integer"),
        Row("50", sample.with("schemaVersion", "0"), "400 /schemaVersion minimum >= 1"),
        Row("52", sample.with("schemaVersion", "999"), "202"),
        Row("52a", sample.with("schemaVersion", "1e300"), "202"),
        Row("52b", sample.with("schemaVersion", "1e400"), "400 /schemaVersion type integer"),
        Row("54", sample.with("eventId", "\"\""), "400 /eventId minLength 1"),
        Row("55", sample.with("eventId", "{}"), "400 /eventId type string"),
        Row("57", sample.with("timestamp", "\"2026-02-11T09:14:03+02:00\""), "202"),
        Row("58", sample.with("timestamp", "\"2026-02-29T09:14:03Z\""), "400 /timestamp format date-time"),
        Row("60", sample.with("timestamp", "1770801243480"), "400 /timestamp format date-time"),
        Row("61", sample.with("type", "\"\""), "400 /type minLength 1"),
        Row("63", sample.with("payload", "null"), "400 /payload type object"),
        Row("63a", sample.with("payload", "[]"), "400 /payload type object"),
        Row("63b", sample.with("payload", "[{\"event\":{}}]"), "400 /payload type object"),
        Row("64", sample.with("source", "{\"kind\":\"qlik-sense-extension\",\"name\":\"audit-qs\"}"), "202"),
        Row("65", sample.with("source", "{\"kind\":\"other\"}"), "400 /source/kind enum qlik-sense-extension"),
        Row("66", sample.with("source", "{\"name\":\"other\"}"), "400 /source/name enum audit-qs"),
        Row("66a", sample.with("source", "null"), "400 /source type object"),
        Row("66b", sample.with("source", "{\"version\":null}"), "400 /source/version minLength 1"),
        Row("66c", sample.with("source", "{\"kind\":[\"qlik-sense-extension\"]}"), "202"),
        Row("67", sample.with("source", "{\"extra\":1}"), "202"),
        Row("69", sample.with("extra", "{\"a\":[1,2,{}]}"), "202"),
        Row("70", sample.with("eventId", "\"no\""), "422 1 constraints"),
        Row("72", sample.with("eventId", "\"00000000-0000-0000-0000-000000000000\""), "202"),
        Row("73", sample.with("eventId", "\"5f0c7a1e3d524b8e9a417c2f6e9b1d01\""), "422 1 constraints"),
        Row("74", sample.with("correlationId", quoted(64)), "202"),
        Row("75", sample.with("correlationId", quoted(65)), "422 1 constraints"),
        Row("75a", sample.with("correlationId", quoted(32, "😀")), "202"),
        Row("75b", sample.with("correlationId", quoted(33, "😀")), "422 1 constraints"),
        Row("75c", sample.with("correlationId", quoted(33, "\\ud83d\\ude00")), "422 1 constraints"),
        Row("76", sample.with("correlationId", "\"1777868693436\""), "202"),
        Row("78", sample.withContext("appId", "null"), "422 1 constraints"),
        Row(
            "78a",
            sample.with("payload", "{\"context\":{\"appId\":[\"\(uuid)\"]}}").with("type", "\"audit.event\""),
            "202"
        ),
        Row(
            "78b",
            sample.with("payload", "{\"context\":{\"appId\":\"\"}}").with("type", "\"event.x\""),
            "422 1 constraints"
        ),
        Row("78c", sample.with("payload", "{\"context\":null}").with("type", "\"event.x\""), "202"),
        Row("79", sample.with("type", "\"unknown.type\""), "422 1 constraints"),
        Row("80", sample.with("type", "\"selection.transaction.finalized\""), "422 1 constraints"),
        Row("81", sample.with("type", "\"event.\""), "422 1 constraints"),
        Row("81a", sample.with("type", "\"event.a\\nb\""), "422 1 constraints"),
        Row("82", sample.with("type", "\"Event.x\""), "422 1 constraints"),
        Row("82a", sample.with("type", "\" event.x\""), "422 1 constraints"),
    ]

    static let coercionRows: [Row] = [
        Row("\"1\"", sample.with("schemaVersion", "\"1\""), "202"),
        Row("\"01\"", sample.with("schemaVersion", "\"01\""), "202"),
        Row("\"1.0\"", sample.with("schemaVersion", "\"1.0\""), "202"),
        Row("true", sample.with("schemaVersion", "true"), "202"),
        Row("[1]", sample.with("schemaVersion", "[1]"), "202"),
        Row("[\"1\"]", sample.with("schemaVersion", "[\"1\"]"), "202"),
        Row("[[1]]", sample.with("schemaVersion", "[[1]]"), "400 /schemaVersion type integer"),
        Row("[1,1]", sample.with("schemaVersion", "[1,1]"), "400 /schemaVersion type integer"),
        Row("null", sample.with("schemaVersion", "null"), "400 /schemaVersion minimum >= 1"),
        Row("false", sample.with("schemaVersion", "false"), "400 /schemaVersion minimum >= 1"),
        Row("\"\"", sample.with("schemaVersion", "\"\""), "400 /schemaVersion type integer"),
        Row("\"1x\"", sample.with("schemaVersion", "\"1x\""), "400 /schemaVersion type integer"),
        Row("eventId number", sample.with("eventId", "12"), "422 1 constraints"),
        Row("eventId null", sample.with("eventId", "null"), "400 /eventId minLength 1"),
        Row("eventId array", sample.with("eventId", "[\"\(uuid)\"]"), "202"),
        Row("correlationId number", sample.with("correlationId", "12.5"), "202"),
        Row("correlationId true", sample.with("correlationId", "true"), "202"),
        Row("correlationId null", sample.with("correlationId", "null"), "202"),
        Row("correlationId object", sample.with("correlationId", "{}"), "400 /correlationId type string"),
        Row("correlationId empty", sample.with("correlationId", "\"\""), "202"),
        Row("type array", sample.with("type", "[\"selection.state.changed\"]"), "202"),
        Row("timestamp array", sample.with("timestamp", "[\"2026-02-11T09:14:03Z\"]"), "202"),
        Row("version number", sample.with("source", "{\"version\":4}"), "422 version"),
        Row("version empty", sample.with("source", "{\"version\":\"\"}"), "400 /source/version minLength 1"),
    ]

    static let versionRows: [Row] = [
        Row("135", sample, header: "0.2.9", "422 version"),
        Row("136", sample, header: "0.3.0", "202"),
        Row("136a", sample, header: "0.4.99", "202"),
        Row("137", sample, header: "0.5.0", "422 version"),
        Row("138", sample, header: "0.4", "422 version"),
        Row("139", sample, header: "0.4.1-beta.1", "422 version"),
        Row("140", sample, header: " v0.4.1+build.5 ", "202"),
        Row("140a", sample, header: "0.3.0, 0.2.0", "202"),
        Row("140b", sample, header: ",0.2.0", "202"),
        Row("140c", sample, header: "", "202"),
        Row("141", sample.with("source", "{\"version\":\"0.2.0\"}"), "422 version"),
        Row("141a", sample.with("source", "{\"version\":\"0.2.0\"}"), header: " ", "422 version"),
        Row("142", sample.with("source", "{\"version\":\"9.9.9\"}"), header: "0.4.0", "202"),
        Row("144", sample.with("eventId", "\"x\""), header: "9.0.0", "422 1 constraints"),
        Row("145", sample.withEvent("details", nil), header: "9.0.0", "422 version"),
    ]

    @Test(arguments: envelopeRows + coercionRows + versionRows)
    func theEnvelopeIsJudgedAsThePeerDoes(_ row: Row) {
        #expect(Decoded(row.text, versionHeader: row.header).summary == row.summary)
    }

    @Test(arguments: [
        "selection.state.changed", "app.model.validated", "screenshot.url.received", "object.view.duration",
        "event.unsupported.visualization", "navigation.sheet.loaded", "object.visibility.changed", "event.bookmark",
        "audit.event", "event.anything at all",
    ])
    func everyTypeIsAcceptedWithAMinimalPayload(_ type: String) throws {
        guard case .accepted(let envelope) = Decoded(SampleEnvelope(type: type).text) else {
            Issue.record("\(type) was refused")
            return
        }
        #expect(envelope.type.name == type)
        #expect(EventType(type) == envelope.type)
    }

    @Test func allFourConstraintsAreReportedInOrder() {
        let text = Self.sample.with("eventId", "\"a\\\"\\u001b[31m\"").with("correlationId", Self.quoted(70))
            .withContext("appId", "12.50").with("type", "\"nope\"").text
        guard case .refused(.constraints(let messages)) = Decoded(text) else {
            Issue.record("expected constraints")
            return
        }
        #expect(
            messages == [
                "eventId is not a valid UUID (\"a\"\\u{1b}[31m\")",
                "correlationId exceeds 64 characters (length=70)",
                "payload.context.appId is not a valid UUID (\"12.5\")",
                "type is not a recognised event type (\"nope\")",
            ]
        )
    }

    @Test func anEchoedValueIsCut() {
        guard
            case .refused(.constraints(let messages)) = Decoded(Self.sample.with("eventId", Self.quoted(100_000)).text)
        else {
            Issue.record("expected constraints")
            return
        }
        #expect((messages.first?.count ?? .max) < 400)
    }

    @Test(arguments: try corpus().filter { !$0.name.hasPrefix("odd-") }.map(\.name))
    func theExamplesAreAccepted(_ name: String) throws {
        let example = try #require(try corpus().first { $0.name == name })
        guard case .accepted(let envelope) = Decoded(example.bytes) else {
            Issue.record("\(name): \(Decoded(example.bytes).summary)")
            return
        }
        #expect(envelope.bytes == example.bytes)
        #expect(envelope.extensionVersion == "0.4.1")
        #expect(envelope.type.name + ".json" == name)
    }

    @Test func otherViolationsFollowThePeersOneError() {
        guard case .refused(.schema(let violations)) = Decoded("{\"schemaVersion\":0,\"type\":\"\",\"payload\":{}}")
        else {
            Issue.record("expected violations")
            return
        }
        #expect(violations.map(\.instancePath) == ["", "", "/schemaVersion", "/type"])
        var brief: [UInt8] = []
        violations[0].appendBriefJSON(to: &brief)
        #expect(
            String(decoding: brief, as: UTF8.self)
                == #"{"instancePath":"","message":"must have required property 'eventId'","params":{"missingProperty":"eventId"}}"#
        )
    }

    @Test func theHeaderNamesTheExtensionVersion() {
        let text = Self.sample.with("source", "{\"version\":\"0.3.1\"}").text
        guard case .accepted(let first) = Decoded(text, versionHeader: "0.4.2,1"),
            case .accepted(let second) = Decoded(text), case .accepted(let third) = Decoded(Self.sample.text)
        else {
            Issue.record("refused")
            return
        }
        #expect(first.extensionVersion == "0.4.2")
        #expect(second.extensionVersion == "0.3.1")
        #expect(third.extensionVersion == nil)
    }

    @Test func theConvenienceInitializerAgrees() throws {
        let bytes = Array(Self.sample.text.utf8)
        let compatibility = VersionCompatibility(serverVersion: "15.0.1")
        let envelope = try bytes.withUnsafeBytes {
            try Envelope(decoding: $0, versionHeader: nil, compatibility: compatibility)
        }
        #expect(envelope.id == EventID(Self.uuid))
        #expect(throws: EnvelopeRefusal.self) {
            try Array("{}".utf8).withUnsafeBytes {
                try Envelope(decoding: $0, versionHeader: nil, compatibility: compatibility)
            }
        }
    }
}
