import AuditTesting
import Testing
import vidimus

@Suite(.inTurn) struct RefusedConfigurationTests {
    /// A file and the lines that are printed for it.
    struct Case: CustomTestStringConvertible, Sendable {
        let text: String
        let lines: [String]
        var testDescription: String { String(text.prefix(60).map { $0 == "\n" ? " " : $0 }) }

        init(_ text: String, _ lines: String...) {
            self.text = text
            self.lines = lines
        }

        /// A file with `text` beneath `Butler-SOS.auditEvents`; its first line is line 3.
        static func audit(_ text: String, _ lines: String...) -> Case {
            let indented = text.split(separator: "\n").map { "    \($0)" }.joined(separator: "\n")
            return Case("Butler-SOS:\n  auditEvents:\n" + indented, lines: lines)
        }

        private init(_ text: String, lines: [String]) {
            self.text = text
            self.lines = lines.map { $0.replacing("~", with: "Butler-SOS.auditEvents") }
        }
    }

    static let structure: [Case] = [
        Case("", "c.yaml:1: the file is empty; write keys, or leave out --config"),
        Case("# only a comment\n", "c.yaml:1: the file is empty; write keys, or leave out --config"),
        Case("- a\n", "c.yaml:1: the file must be a mapping with the keys Butler-SOS and Vidimus, but is a list"),
        Case("hello\n", "c.yaml:1: the file must be a mapping with the keys Butler-SOS and Vidimus, but is text"),
        Case(
            "Vidimus:\n  data: [x\n",
            "c.yaml:3: broken YAML: did not find expected ',' or ']', while parsing a flow sequence that began in line 2"
        ),
        Case(
            "Vidimus:\n\tdata: x\n",
            "c.yaml:2: broken YAML: found character that cannot start any token, while scanning for the next token that began in line 2"
        ),
        Case("Vidimus: {}\n---\nVidimus: {}\n", "c.yaml:2: broken YAML: but found another document"),
        Case("Vidimus: *nothing\n", "c.yaml:1: broken YAML: found undefined alias"),
        Case("Vidimus:\n  data: x\n  data: y\n", "c.yaml:2: a mapping has the same key more than once: 'data'"),
        Case("Vidimus:\n  ? [a, b]\n  : c\n", "c.yaml:2: a key must be plain text, not a list or a mapping"),
        Case(
            "Vidimus:\n  data: &a x\n  ? *a\n  : c\n",
            "c.yaml:3: a key must be plain text, not an alias or a complex key"
        ),
        Case("Vidimus: {data: &a x, *a : c}\n", "c.yaml:1: a key must be plain text, not an alias or a complex key"),
        Case("Vidimus: {<<: 3}\n", "c.yaml:1: the merge key << needs a mapping or a list of mappings"),
        Case("Vidimus: \u{7}\n", "c.yaml:1: broken YAML: control characters are not allowed"),
    ]

    static let unknownKeys: [Case] = [
        Case("Vidimos: {}\n", "c.yaml:1: Vidimos: unknown key; did you mean Vidimus?"),
        Case("auditEvents: {}\n", "c.yaml:1: auditEvents: unknown key; allowed are Butler-SOS, Vidimus"),
        Case(
            "Butler-SOS:\n  audit-events: {}\n",
            "c.yaml:2: Butler-SOS.audit-events: unknown key; did you mean auditEvents?"
        ),
        Case(
            "Butler-SOS:\n  auditEvent: {}\n",
            "c.yaml:2: Butler-SOS.auditEvent: unknown key; did you mean auditEvents?"
        ),
        .audit("hots: x", "c.yaml:3: ~.hots: unknown key; did you mean host?"),
        .audit(
            "xyzzy: 1",
            "c.yaml:3: ~.xyzzy: unknown key; allowed are enable, host, port, apiToken, destination, tls, queue, cors, rateLimit"
        ),
        .audit(
            "destination: {json: {objectdata: {maxBatchSize: 1}}}",
            "c.yaml:3: ~.destination.json.objectdata.maxBatchSize: is not allowed here: every event gets a file of its own"
        ),
        .audit(
            "destination: {screenshots: {auth: {qps: {userDirectoryMappings: {}}}}}",
            "c.yaml:3: ~.destination.screenshots.auth.qps.userDirectoryMappings: is obsolete: directory and id are taken from the event as sent"
        ),
        .audit("\"po\\nrt\": 1", "c.yaml:3: ~.po\\u{a}rt: unknown key; did you mean port?"),
    ]

    static let values: [Case] = [
        .audit("enable: yes", "c.yaml:3: ~.enable: is text but must be boolean; write true or false"),
        .audit("port: '80'", "c.yaml:3: ~.port: is text but must be integer, 0 to 65535; write it without quotes"),
        .audit("port: 65536", "c.yaml:3: ~.port: 65536 must be a whole number, 0 to 65535"),
        .audit("port: -1.5", "c.yaml:3: ~.port: -1.5 must be a whole number, 0 to 65535"),
        .audit("port: .nan", "c.yaml:3: ~.port: .nan must be a whole number, 0 to 65535"),
        .audit("host: ''", "c.yaml:3: ~.host: '' must be a host name or an IP address"),
        .audit("host: http://x", "c.yaml:3: ~.host: 'http://x' must be a host name or an IP address"),
        .audit("apiToken: 12345", "c.yaml:3: ~.apiToken: is a number but must be secret; put it in quotes"),
        .audit("apiToken:", "c.yaml:3: ~.apiToken: is null but must be secret"),
        .audit("tls:", "c.yaml:3: ~.tls: is null but must be mapping; remove the key or write its keys below it"),
        .audit(
            "tls: {enable: true}",
            "c.yaml:3: ~.tls.cert: is missing; it is required with enable: true",
            "c.yaml:3: ~.tls.key: is missing; it is required with enable: true"
        ),
        .audit(
            "tls: {minVersion: TLSv1.1}",
            "c.yaml:3: ~.tls.minVersion: 'TLSv1.1' must be one of TLSv1.2, TLSv1.3; did you mean TLSv1.2?"
        ),
        .audit(
            "cors: {allowedOrigins: https://a}",
            "c.yaml:3: ~.cors.allowedOrigins: is text but must be list of texts; write one text per line, each behind a dash"
        ),
        .audit(
            "cors: {allowedOrigins: null}",
            "c.yaml:3: ~.cors.allowedOrigins: is null but must be list of texts"
        ),
        .audit(
            "rateLimit: {maxPerMinute: 0}",
            "c.yaml:3: ~.rateLimit.maxPerMinute: 0 must be a whole number, 1 to 1000000000"
        ),
        .audit(
            "queue: {rateLimit: {enable: true, maxMessagesPerMinute: 0}}",
            "c.yaml:3: ~.queue.rateLimit.maxMessagesPerMinute: 0 would refuse every event; must be at least 1 when enabled"
        ),
        .audit(
            "queue: {messageQueue: {maxSize: many}}",
            "c.yaml:3: ~.queue.messageQueue.maxSize: is text but must be number"
        ),
    ]

    static let destinations: [Case] = [
        .audit(
            "destination: {type: 'parquet, parqet'}",
            "c.yaml:3: ~.destination.type: names the unknown destination 'parqet'; did you mean parquet? Allowed are influxdb, parquet, qvd, json"
        ),
        .audit(
            "destination: {type: kafka}",
            "c.yaml:3: ~.destination.type: names the unknown destination 'kafka'. Allowed are influxdb, parquet, qvd, json"
        ),
        .audit(
            "destination: {enable: true, type: ' , '}",
            "c.yaml:3: ~.destination.type: names no destination; allowed are influxdb, parquet, qvd, json, separated by commas"
        ),
        .audit(
            "destination: {enable: true}",
            "c.yaml:3: ~.destination.influxdb: is missing, but destination.type names influxdb, which needs at least metadata.host"
        ),
        .audit(
            "destination:\n  enable: true\n  influxdb:\n    metadata: {host: h, version: 2}",
            "c.yaml:6: ~.destination.influxdb.metadata.v2Config.org: is missing; it is required with version: 2",
            "c.yaml:6: ~.destination.influxdb.metadata.v2Config.bucket: is missing; it is required with version: 2",
            "c.yaml:6: ~.destination.influxdb.metadata.v2Config.token: is missing; it is required with version: 2"
        ),
        .audit(
            "destination: {influxdb: {metadata: {version: 4}}}",
            "c.yaml:3: ~.destination.influxdb.metadata.version: 4 must be one of 1, 2, 3",
            "c.yaml:3: ~.destination.influxdb.metadata.host: is missing and has no default (text, a host name or an IP address)"
        ),
        .audit(
            "destination: {enable: true, type: 'parquet,qvd', parquet: {metadata: {exportDirectory: d}}, qvd: {metadata: {exportDirectory: d}}}",
            "c.yaml:3: ~.destination.qvd.metadata.exportDirectory: 'd' is the directory of parquet too (/d); give each destination a directory of its own"
        ),
        .audit(
            "destination: {parquet: {metadata: {maxBatchSize: 10001, writeFrequency: -1}}}",
            "c.yaml:3: ~.destination.parquet.metadata.maxBatchSize: 10001 must be a whole number, 1 to 10000",
            "c.yaml:3: ~.destination.parquet.metadata.writeFrequency: -1 must be a number, at least 0"
        ),
        .audit(
            "destination: {screenshots: {storageTargets: [{type: tree}]}}",
            "c.yaml:3: ~.destination.screenshots.storageTargets[0].type: 'tree' must be one of flat",
            "c.yaml:3: ~.destination.screenshots.storageTargets[0].enable: is missing and has no default (boolean)",
            "c.yaml:3: ~.destination.screenshots.storageTargets[0].directory: is missing and has no default (text, not empty)"
        ),
        .audit(
            "destination: {screenshots: {auth: {mode: qpsTicket, qps: {host: q}}}}",
            "c.yaml:3: ~.destination.screenshots.auth.qps.userDirectory: is missing; it is required with mode: qpsTicket",
            "c.yaml:3: ~.destination.screenshots.auth.qps.userId: is missing; it is required with mode: qpsTicket"
        ),
        .audit(
            "destination: {screenshots: {auth: {mode: userTicket}}}",
            "c.yaml:3: ~.destination.screenshots.auth.qps.host: is missing; it is required with mode: userTicket"
        ),
        .audit(
            "destination: {screenshots: {auth: {sessionCache: {ttlSeconds: 0, maxEntries: 1.5}}}}",
            "c.yaml:3: ~.destination.screenshots.auth.sessionCache.ttlSeconds: 0 must be a number, 1 to 2147483",
            "c.yaml:3: ~.destination.screenshots.auth.sessionCache.maxEntries: 1.5 must be a whole number, 1 to 1000000"
        ),
    ]

    static let own: [Case] = [
        Case(
            "Vidimus: {operator: {port: 8787}}\n",
            "c.yaml:1: Vidimus.operator.port: 8787 is also the port of Butler-SOS.auditEvents; the two doors need two ports"
        ),
        Case(
            "Vidimus: {ingest: {trustedProxies: [10.1.0.0/8, proxy]}}\n",
            "c.yaml:1: Vidimus.ingest.trustedProxies[0]: '10.1.0.0/8' has bits set behind its prefix; write 10.0.0.0/8",
            "c.yaml:1: Vidimus.ingest.trustedProxies[1]: 'proxy' is not an IPv4 or IPv6 address or CIDR range such as 10.0.0.0/8"
        ),
        Case(
            "Vidimus:\n  ingest:\n    tokens:\n      - {name: a, value: x}\n      - {name: a, value: ''}\n      - {name: apiToken, value: y}\n      - {value: z}\n",
            "c.yaml:5: Vidimus.ingest.tokens[1].name: 'a' is taken by another token",
            "c.yaml:5: Vidimus.ingest.tokens[1].value: is empty; a token needs at least one character",
            "c.yaml:6: Vidimus.ingest.tokens[2].name: 'apiToken' is taken by another token",
            "c.yaml:7: Vidimus.ingest.tokens[3].name: is missing and has no default (text, 1 to 64 letters, digits, '.', '_' or '-')"
        ),
        Case(
            "Vidimus: {journal: {segmentBytes: 1024, queueBytes: 5e9}}\n",
            "c.yaml:1: Vidimus.journal.segmentBytes: 1024 must be a whole number, 1048576 to 4294967296",
            "c.yaml:1: Vidimus.journal.queueBytes: 5e9 must be a whole number, 4194304 to 1073741824"
        ),
        Case(
            "Vidimus: {log: {origin: a+b}}\n",
            "c.yaml:1: Vidimus.log.origin: 'a+b' must be 1 to 255 visible ASCII characters without '+'"
        ),
        Case(
            "Vidimus: {destinations: {kafka: {}, parquet: {rollUp: week, retentionDays: 0}}}\n",
            "c.yaml:1: Vidimus.destinations.kafka: unknown key; allowed are influxdb, parquet, qvd",
            "c.yaml:1: Vidimus.destinations.parquet.rollUp: 'week' must be one of none, hour, day",
            "c.yaml:1: Vidimus.destinations.parquet.retentionDays: 0 must be a whole number, 1 to 36500"
        ),
    ]

    /// All of the above.
    static let all: [Case] = [structure, unknownKeys, values, destinations, own].flatMap { $0 }

    @Test(arguments: all)
    func aMistakeIsReportedWithItsLineItsKeyAndWhatIsAllowed(example: Case) {
        #expect(ConfigurationFixture.problems(example.text) == example.lines)
    }

    @Test func allMistakesAreReportedAtOnceInTheOrderOfLines() {
        let text = """
            Vidimus:
              operator: {port: 70000}
            Butler-SOS:
              auditEvents:
                enable: 1
                tls: {enable: true, key: k}
                prot: 3
            """
        #expect(
            ConfigurationFixture.problems(text) == [
                "c.yaml:2: Vidimus.operator.port: 70000 must be a whole number, 0 to 65535",
                "c.yaml:5: Butler-SOS.auditEvents.enable: is a number but must be boolean",
                "c.yaml:6: Butler-SOS.auditEvents.tls.cert: is missing; it is required with enable: true",
                "c.yaml:7: Butler-SOS.auditEvents.prot: unknown key; did you mean port?",
            ]
        )
    }

    @Test func aliasesThatMultiplyAreRefusedInBoundedTime() {
        var text = "a0: &a0 [x, x]\n"
        for level in 1...40 { text += "a\(level): &a\(level) [*a\(level - 1), *a\(level - 1)]\n" }
        let problems = ConfigurationFixture.problems(text)
        #expect(problems.count == 1)
        #expect(problems.first?.hasSuffix("the file holds more than 20000 values, aliases expanded") == true)
    }

    @Test(arguments: ["[", "{a: ", "- "])
    func nestingIsBounded(opening: String) {
        let text = "Vidimus:\n  " + String(repeating: opening, count: 100_000)
        #expect(ConfigurationFixture.problems(text).count == 1)
    }

    @Test func nestingDeeperThanAnyKeyIsRefused() {
        let text = "Vidimus: " + String(repeating: "[", count: 100) + String(repeating: "]", count: 100)
        #expect(ConfigurationFixture.problems(text) == ["c.yaml:1: the nesting is deeper than 64 levels"])
    }

    @Test func aHugeFileIsRefusedUnread() {
        let text = "# " + String(repeating: "x", count: 1 << 20)
        #expect(ConfigurationFixture.problems(text) == ["c.yaml:1: the file is larger than 1048576 bytes"])
    }
}
