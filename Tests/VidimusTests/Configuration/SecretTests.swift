import Testing
import vidimus

@Suite struct SecretTests {
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
        ("file:two.txt", "a\n"), ("'${TOKEN'", "${TOKEN"), ("' abc '", " abc "), ("x${TOKEN}", "x${TOKEN}"),
    ])
    func aSecretComesFromTheFileTheEnvironmentOrAnotherFile(written: String, value: String) throws {
        let configuration = try ConfigurationFixture.read(
            Self.token(written),
            environment: ["TOKEN": "from-environment"],
            files: ["t.txt": "from-file\n", "crlf.txt": "from-file\r\n", "two.txt": "a\n\n"]
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
