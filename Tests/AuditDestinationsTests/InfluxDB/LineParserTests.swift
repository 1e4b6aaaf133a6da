import AuditDestinations
import AuditTesting
import Foundation
import Testing

/// Reads our lines with a parser that somebody else wrote.
@Suite(.inTurn) struct LineParserTests {
    private static let script = """
        import json, sys
        from line_protocol_parser import parse_line
        for line in json.load(sys.stdin):
            print(json.dumps(parse_line(line)))
        """

    private struct Parsed: Decodable {
        let measurement: String
        let tags: [String: String]
        let fields: [String: Field]
        let time: Int64

        enum Field: Decodable, Hashable {
            case text(String), number(Double), boolean(Bool)

            init(from decoder: any Decoder) throws {
                let container = try decoder.singleValueContainer()
                if let value = try? container.decode(Bool.self) {
                    self = .boolean(value)
                } else if let value = try? container.decode(Double.self) {
                    self = .number(value)
                } else {
                    self = .text(try container.decode(String.self))
                }
            }
        }
    }

    private func parse(_ lines: [String]) throws -> [Parsed] {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let input = String(decoding: try JSONEncoder().encode(lines), as: UTF8.self)
        let python = root.appending(path: ".build/venv/bin/python").path
        let child = try ChildProcess([python, "-c", Self.script], input: input)
        #expect(child.waitForEnd() == 0, "\(child.errors)")
        return try child.output.split(separator: "\n").map {
            try JSONDecoder().decode(Parsed.self, from: Data($0.utf8))
        }
    }

    @Test func anIndependentParserReadsTheSameValues() throws {
        var lines: [String] = []
        for text in HostileTexts.all {
            var point = LinePoint(measurement: "audit_event", nanoseconds: 1_772_988_381_181_000_007)
            point.setTag("first", text)
            point.setTag("second", text)
            point.addField("field", text: text)
            point.addField("number", .number(-1.5e300))
            point.addField("flag", .boolean(true))
            lines.append(String(decoding: LineWriter(.literalBackslash).line(point), as: UTF8.self))
        }
        let parsed = try parse(lines)
        #expect(parsed.count == HostileTexts.all.count)
        for (text, point) in zip(HostileTexts.all, parsed) {
            #expect(point.measurement == "audit_event")
            #expect(point.tags == ["first": HostileTexts.asTag(text), "second": HostileTexts.asTag(text)])
            #expect(point.fields["field"] == .text(HostileTexts.asField(text)))
            #expect(point.fields["number"] == .number(-1.5e300))
            #expect(point.fields["flag"] == .boolean(true))
            #expect(point.time == 1_772_988_381_181_000_007)
        }
    }

    @Test func anIndependentParserReadsWholeEvents() throws {
        let point = try #require(try parse([InfluxEvents.line(InfluxEvents.view(4))]).first)
        #expect(point.tags["appName"] == "My, App")
        #expect(point.tags["user"] == "LAB\\ann")
        #expect(point.fields["durationMs"] == .number(12.5))
        #expect(point.fields["offset"] == .number(7))
        #expect(point.fields["visible"] == .boolean(false))
    }
}
