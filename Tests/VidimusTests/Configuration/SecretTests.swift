import AuditTesting
import Testing
import vidimus

@Suite(.inTurn) struct SecretTests {
    private static func token(_ value: String) -> String {
        "Butler-SOS:\n  auditEvents:\n    apiToken: \(value)\n    cors: {allowedOrigins: []}\n"
    }

    @Test func aSecretShowsAsterisksHoweverItIsPrinted() {
        let secret = Secret("hunter2")
        var dumped = ""
        dump(secret, to: &dumped)
        for text in ["\(secret)", String(reflecting: secret), String(describing: secret), "\([secret])", dumped] {
            #expect(!text.contains("hunter2"))
            #expect(text.contains("**********"))
        }
        #expect(secret.reveal() == "hunter2")
    }

    @Test func aWholeConfigurationPrintsNoSecret() throws {
        let text = ConfigurationFixture.completePeer.replacing("s3cret-token", with: "hunter2")
            .replacing("mytoken", with: "hunter2")
        let configuration = try ConfigurationFixture.read(text).get()
        var dumped = "\(configuration)"
        dump(configuration, to: &dumped)
        #expect(!dumped.contains("hunter2"))
        #expect(configuration.ingest.apiToken == .configured(Secret("hunter2")))
    }

    @Test(arguments: [
        ("abc", "abc"), ("${TOKEN}", "from-environment"), ("file:t.txt", "from-file"), ("file:crlf.txt", "from-file"),
        ("'${TOKEN'", "${TOKEN"), ("' abc '", " abc "), ("x${TOKEN}", "x${TOKEN}"),
    ])
    func aSecretComesFromTheFileTheEnvironmentOrAnotherFile(written: String, value: String) throws {
        let configuration = try ConfigurationFixture.read(
            Self.token(written),
            environment: ["TOKEN": "from-environment"],
            files: ["t.txt": "from-file\n", "crlf.txt": "from-file\r\n"]
        ).get()
        #expect(configuration.ingest.apiToken == .configured(Secret(value)))
    }

    @Test(arguments: [
        ("${NOPE}", "refers to the environment variable NOPE, which is not set or empty"),
        ("${EMPTY}", "refers to the environment variable EMPTY, which is not set or empty"),
        ("${NO PE}", "has ${…} around something that is not the name of an environment variable"),
        ("${1}", "has ${…} around something that is not the name of an environment variable"),
        ("file:empty", "refers to the file empty, which is empty"),
    ])
    func aReferenceToNothingIsReportedWithoutAnyValue(written: String, message: String) {
        let problems = ConfigurationFixture.problems(
            Self.token(written),
            environment: ["EMPTY": "", "OTHER": "hunter2"],
            files: ["empty": "\n"]
        )
        #expect(problems == ["c.yaml:3: Butler-SOS.auditEvents.apiToken: \(message)"])
    }

    @Test func aMissingSecretFileIsReportedWithItsPath() {
        let problems = ConfigurationFixture.problems(Self.token("file:/run/secrets/none"))
        #expect(problems.count == 1)
        let start =
            "c.yaml:3: Butler-SOS.auditEvents.apiToken: refers to the file /run/secrets/none, which cannot be read"
        #expect(problems.first?.hasPrefix(start) == true)
    }

    /// No header can carry them, so a client could never send such a token, and a request of ours would be broken by it.
    @Test(arguments: [
        ("\"a\\nb\"", "U+000A"), ("\"a\\u0000\"", "U+0000"), ("\"\\x7F\"", "U+007F"), ("\"a\\u0085\"", "U+0085"),
        ("file:two", "U+000A"), ("\"${TOKEN}\"", "U+000D"),
    ])
    func controlCharactersInATokenAreRefused(written: String, code: String) {
        let message = "has the control character \(code), which no client can send; write the token without it"
        let environment = ["TOKEN": "hunter2\r"]
        let files = ["two": "hunter2\n\n"]
        let plain = ConfigurationFixture.problems(Self.token(written), environment: environment, files: files)
        #expect(plain == ["c.yaml:3: Butler-SOS.auditEvents.apiToken: \(message)"])
        let named = "Vidimus:\n  ingest:\n    tokens:\n      - {name: a, value: \(written)}\n"
        let own = ConfigurationFixture.problems(named, environment: environment, files: files)
        #expect(own == ["c.yaml:4: Vidimus.ingest.tokens[0].value: \(message)"])
        let metadata = "{host: h, version: 2, v2Config: {org: o, bucket: b, token: \(written)}}"
        let influxDB = ConfigurationFixture.problems(
            "Butler-SOS: {auditEvents: {destination: {enable: true, type: influxdb, influxdb: {metadata: \(metadata)}}}}",
            environment: environment,
            files: files
        )
        let key = "Butler-SOS.auditEvents.destination.influxdb.metadata.v2Config.token"
        #expect(influxDB == ["c.yaml:1: \(key): \(message)"])
    }

    @Test func twoTokensOfOneValueAreRefused() {
        let text = """
            Butler-SOS: {auditEvents: {apiToken: hunter2}}
            Vidimus:
              ingest:
                tokens:
                  - {name: a, value: hunter2}
                  - {name: b, value: other}
                  - {name: c, value: "${TOKEN}"}
            """
        let end =
            "too; events keep the name of the token that was used, so give each a value of its own"
        #expect(
            ConfigurationFixture.problems(text, environment: ["TOKEN": "other"]) == [
                "c.yaml:5: Vidimus.ingest.tokens[0].value: is the value of the token 'apiToken' \(end)",
                "c.yaml:7: Vidimus.ingest.tokens[2].value: is the value of the token 'b' \(end)",
            ]
        )
    }

    @Test func outerWhiteSpaceOfATokenIsKeptAndWarnedAbout() throws {
        let notes = try ConfigurationFixture.read(Self.token("'abc '")).get().notes
        #expect(notes.contains { $0.key == "Butler-SOS.auditEvents.apiToken" && $0.level == .warning && $0.line == 3 })
    }

    @Test func anEmptyTokenSwitchesAuthenticationOffWithAWarning() throws {
        let configuration = try ConfigurationFixture.read(Self.token("''")).get()
        #expect(configuration.ingest.apiToken == .off)
        #expect(configuration.notes.contains { $0.key == "Butler-SOS.auditEvents.apiToken" && $0.level == .warning })
    }

    @Test func problemsNeverQuoteASecret() {
        let text = """
            Butler-SOS:
              auditEvents:
                apiToken: [hunter2]
                destination:
                  enable: true
                  influxdb:
                    metadata: {host: h, v2Config: {org: o, bucket: b, token: {x: hunter2}}}
            Vidimus:
              ingest:
                tokens: [{name: "a b", value: hunter2}, hunter2]
            """
        let problems = ConfigurationFixture.problems(text)
        #expect(problems.count >= 4)
        #expect(!problems.joined().contains("hunter2"))
    }
}
