import AuditDestinations
import AuditServer
import AuditTesting
import Testing
import vidimus

@Suite(.inTurn) struct AcceptedConfigurationTests {
    @Test func theShortPublishedScreenshotExampleWorksAsItStands() throws {
        let configuration = try ConfigurationFixture.read(ConfigurationFixture.shortScreenshots).get()
        let screenshots = try #require(configuration.destinations.screenshots)
        #expect(screenshots.directories == ["audit-events/screenshots"])
        #expect(screenshots.downloadTimeout == .seconds(15))
        let hosts = AllowedHosts(["qlik.example.com", "qlik-proxy.example.com", "qlik-node-1.example.com"])
        #expect(screenshots.allowedHosts == hosts)
        guard case .eventUser(let service) = screenshots.authentication else {
            Issue.record("tickets must be for the event's user")
            return
        }
        #expect(service.host == WebHost("qlik.example.com"))
        #expect(service.port == 4243)
        #expect(service.ticketTimeout == .seconds(5))
        #expect(screenshots.sessionCache?.timeToLive == .seconds(120))
        #expect(screenshots.sessionCache?.maximumEntries == 100)
        #expect(configuration.ingest.isEnabled)
        #expect(configuration.ingest.host == "127.0.0.1")
        #expect(configuration.ingest.port == 8787)
        #expect(configuration.ingest.apiToken == .generated)
        #expect(configuration.ingest.requestsPerMinutePerAddress == 6000)
        #expect(configuration.ingest.collects)
        #expect(configuration.ingest.allowedOrigins == ["*"])
    }

    @Test func aCompleteConfigurationOfThePeerIsReadExactly() throws {
        let configuration = try ConfigurationFixture.read(ConfigurationFixture.completePeer).get()
        let ingest = configuration.ingest
        #expect(ingest.host == "0.0.0.0")
        #expect(ingest.port == 8181)
        #expect(ingest.apiToken == .configured(Secret("s3cret-token")))
        #expect(ingest.tls?.certificatePath == "/tls/cert.pem")
        #expect(ingest.tls?.requiresTLS13 == true)
        #expect(ingest.tls?.passphrase == nil)
        #expect(ingest.allowedOrigins == ["https://qlik.example.com", "https://qlik.example.com:8443"])
        #expect(ingest.requestsPerMinutePerAddress == 300)
        #expect(ingest.eventsPerMinute == 600)
        #expect(configuration.qlik.certificatePath == "/qlik/client.pem")
        #expect(configuration.qlik.keyPath == "/qlik/client_key.pem")
        #expect(configuration.qlik.rootPath == "/qlik/root.pem")
        #expect(configuration.qlik.verifiesServers == false)
    }

    @Test func everyOriginIsTakenAndThoseOfNoBrowserAreWarnedAbout() throws {
        let text = """
            Butler-SOS:
              auditEvents:
                cors:
                  allowedOrigins:
                    - https://qlik.example.com:8443
                    - "null"
                    - https://a/
                    - b
                    - ""
                    - HTTPS://a
                    - https://a:443
                    - https://*.example.com
            """
        let configuration = try ConfigurationFixture.read(text).get()
        #expect(configuration.ingest.allowedOrigins.count == 8)
        #expect(configuration.ingest.allowedOrigins.contains("https://a/"))
        let notes = configuration.notes.filter { $0.key == "Butler-SOS.auditEvents.cors.allowedOrigins" }
        #expect(notes.allSatisfy { $0.level == .warning && $0.line == 4 })
        #expect(
            notes.map(\.message) == [
                "has 'https://a/', which is the origin of no browser: it has a path or a slash behind the host",
                "has 'b', which is the origin of no browser: it has no scheme such as https://",
                "has '', which is the origin of no browser: it has no scheme such as https://",
                "has 'HTTPS://a', which is the origin of no browser: browsers write scheme and host in lower case",
                "has 'https://a:443', which is the origin of no browser: browsers leave out the scheme's own port",
                "has 'https://*.example.com', which is the origin of no browser: a * stands for every origin only alone",
            ]
        )
    }

    @Test func besideAStarNoOriginIsWarnedAbout() throws {
        let text = "Butler-SOS: {auditEvents: {cors: {allowedOrigins: ['*', 'https://a/']}}}"
        let notes = try ConfigurationFixture.read(text).get().notes
        #expect(!notes.contains { $0.key.contains("allowedOrigins") })
    }

    @Test func theDestinationsOfThePeersConfigurationAreReadExactly() throws {
        let destinations = try ConfigurationFixture.read(ConfigurationFixture.completePeer).get().destinations
        let influxDB = try #require(destinations.influxDB)
        guard case .version2(let access) = influxDB.access else {
            Issue.record("version 2 is configured")
            return
        }
        #expect(access.bucket == "mybucket")
        #expect(access.token == Secret("mytoken"))
        #expect(access.retentionDuration == "10d")
        #expect(influxDB.maximumPoints == 500)
        #expect(influxDB.writeInterval == .seconds(5))
        #expect(influxDB.staticTags == [StaticTag(name: "site", value: "north")])
        #expect(influxDB.tagging == nil)
        #expect(destinations.parquet?.exportDirectory == "audit-events/parquet")
        #expect(destinations.parquet?.rollUp == FileDestinationConfiguration.RollUp.none)
        #expect(destinations.qvd?.writeInterval == .zero)
        #expect(destinations.objectData?.staticTags == [StaticTag(name: "env", value: "prod")])
        let screenshots = try #require(destinations.screenshots)
        #expect(screenshots.directories == ["./audit-events/screenshots"])
        #expect(screenshots.allowedHosts == AllowedHosts(["qlik.example.com"]))
        #expect(screenshots.imageMetadata == [.date, .eventID, .user, .appName, .sheetName])
        #expect(screenshots.sessionCache?.timeToLive == .seconds(50))
        guard case .fixedUser(_, let user, let proxy) = screenshots.authentication else {
            Issue.record("tickets must be for the fixed user")
            return
        }
        #expect([user.directory, user.id, proxy.prefix] == ["INTERNAL", "sa_api", "audit"])
    }

    @Test func everySectionOfThePeerThatIsNotReadIsNotedOnce() throws {
        let notes = try ConfigurationFixture.read(ConfigurationFixture.completePeer).get().notes
        let ignored = notes.filter { $0.message.contains("is ignored") }
        #expect(
            ignored.map(\.key) == [
                "Butler-SOS.logLevel", "Butler-SOS.fileLogging", "Butler-SOS.anonTelemetry",
                "Butler-SOS.influxdbConfig",
            ]
        )
        #expect(ignored.allSatisfy { $0.level == .information })
        #expect(ignored.map(\.line) == [2, 3, 4, 148])
    }

    @Test(arguments: [("debug", true), ("silly", true), ("info", false)])
    func debugPicturesAreMissedWithAWarning(level: String, isWarned: Bool) throws {
        let screenshots = ConfigurationFixture.shortScreenshots
        for (text, hasScreenshots) in [
            (screenshots.replacing("Butler-SOS:\n", with: "Butler-SOS:\n  logLevel: \(level)\n"), true),
            ("Butler-SOS:\n  logLevel: \(level)\n", false),
        ] {
            let notes = try ConfigurationFixture.read(text).get().notes.filter { $0.key == "Butler-SOS.logLevel" }
            #expect(notes.contains { $0.message.contains("is ignored") })
            let warnings = notes.filter { $0.level == .warning && $0.message.contains("no debug pictures are made") }
            #expect(warnings.count == (isWarned && hasScreenshots ? 1 : 0))
        }
    }

    @Test func whatIsOursIsReadToo() throws {
        let configuration = try ConfigurationFixture.read(
            """
            Vidimus:
              data: /var/lib/vidimus
              operator: {host: 0.0.0.0, port: 0}
              ingest:
                collect: false
                trustedProxies: [10.0.0.0/8, "2001:db8::1"]
                tokens: [{name: hr-app, value: abc}]
                maxConnections: 500
                maxConnectionsPerAddress: 50
              journal: {segmentBytes: 1048576, queueBytes: 8388608}
              log: {origin: audit.example.com/vidimus}
              destinations:
                influxdb: {tagging: compat}
                parquet: {rollUp: day, retentionDays: 30}
            Butler-SOS: {auditEvents: {destination: {enable: true, type: parquet}}}
            """
        ).get()
        #expect(configuration.dataDirectory == "/var/lib/vidimus")
        #expect(configuration.operators.host == "0.0.0.0")
        #expect(configuration.operators.port == 0)
        #expect(!configuration.ingest.collects)
        let warned = configuration.notes.filter { $0.level == .warning }.map(\.key)
        #expect(warned.contains("Vidimus.ingest.collect"))
        #expect(configuration.ingest.trustedProxies.map(\.description) == ["10.0.0.0/8", "2001:db8::1"])
        #expect(configuration.ingest.tokens == [NamedToken(name: "hr-app", value: Secret("abc"))])
        #expect(configuration.ingest.maximumConnections == 500)
        #expect(configuration.ingest.maximumConnectionsPerAddress == 50)
        #expect(configuration.journal.segmentBytes == 1 << 20)
        #expect(configuration.journal.queueBytes == 8 << 20)
        #expect(configuration.logOrigin == "audit.example.com/vidimus")
        #expect(configuration.destinations.parquet?.rollUp == .day)
        #expect(configuration.destinations.parquet?.retentionDays == 30)
        #expect(configuration.destinations.parquet?.exportDirectory == "audit-events/parquet")
        #expect(configuration.destinations.qvd == nil)
    }

    @Test func theEmbeddedDefaultKeepsEverythingBelowTheDataDirectory() {
        let configuration = ServerConfiguration.embeddedDefault(dataDirectory: "/data")
        #expect(configuration.dataDirectory == "/data")
        #expect(configuration.ingest.host == "127.0.0.1")
        #expect(configuration.ingest.port == 8787)
        #expect(configuration.ingest.apiToken == .generated)
        #expect(configuration.ingest.requestsPerMinutePerAddress == 6000)
        #expect(configuration.ingest.eventsPerMinute == nil)
        #expect(configuration.operators.host == "127.0.0.1")
        #expect(configuration.operators.port == 8788)
        #expect(configuration.destinations.objectData?.exportDirectory == "/data/object-data")
        #expect(configuration.destinations.parquet?.rollUp == .hour)
        #expect(configuration.destinations.qvd?.maximumRows == 100_000)
        #expect(configuration.destinations.influxDB == nil)
        #expect(configuration.destinations.screenshots == nil)
    }

    @Test(arguments: [
        ("storageTargets: null", [String]()),
        ("storageTargets: []", []),
        ("downloadTimeoutMs: 0", ["audit-events/screenshots"]),
    ])
    func anExplicitNullMeansNoStorageTarget(line: String, directories: [String]) throws {
        let text = "Butler-SOS: {auditEvents: {destination: {screenshots: {enable: true, \(line)}}}}"
        let screenshots = try ConfigurationFixture.read(text).get().destinations.screenshots
        #expect(screenshots?.directories == directories)
        #expect(screenshots?.downloadTimeout == .seconds(15))
    }

    @Test func aTypeWithoutItsBlockHasDefaults() throws {
        let text = "Butler-SOS: {auditEvents: {destination: {enable: true, type: 'parquet,qvd,json'}}}"
        let destinations = try ConfigurationFixture.read(text).get().destinations
        #expect(destinations.parquet?.exportDirectory == "audit-events/parquet")
        #expect(destinations.qvd?.maximumRows == 1000)
        #expect(destinations.objectData?.exportDirectory == "audit-events/json")
    }

    @Test func aDestinationThatIsOffNeedsNoSecrets() throws {
        let text = ConfigurationFixture.completePeer
            .replacing("type: influxdb, Parquet,QVD , json", with: "type: parquet")
            .replacing("token: mytoken", with: "token: ''")
        #expect(try ConfigurationFixture.read(text).get().destinations.influxDB == nil)
    }

    @Test func keysAreMergedFromAnchorsAndWrittenOnesWin() throws {
        let text = """
            Butler-SOS:
              auditEvents:
                rateLimit: &limit {enable: true, maxPerMinute: 7}
                queue:
                  rateLimit: {enable: true, maxMessagesPerMinute: 5}
            Vidimus:
              operator: &door {host: 127.0.0.9, port: 1}
            """
        let merged = text.replacing(
            "{enable: true, maxMessagesPerMinute: 5}",
            with: "{<<: {enable: true}, maxMessagesPerMinute: 5}"
        )
        #expect(try ConfigurationFixture.read(merged).get().ingest.eventsPerMinute == 5)
        #expect(try ConfigurationFixture.read(merged).get().ingest.requestsPerMinutePerAddress == 7)
    }
}
