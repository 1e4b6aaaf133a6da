import Foundation
import Testing
import vidimus

/// Texts and short ways for the tests of the configuration.
enum ConfigurationFixture {
    /// Reads `text` as the file `c.yaml`; unknown files can't be read.
    static func read(
        _ text: String,
        environment: [String: String] = [:],
        files: [String: String] = [:]
    ) -> Result<ServerConfiguration, ConfigurationProblems> {
        ConfigurationFile.read(text: text, path: "c.yaml", environment: environment) { path in
            guard let content = files[path] else { throw CocoaError(.fileReadNoSuchFile) }
            return content
        }
    }

    /// The lines that are printed for `text`; none when it is accepted.
    static func problems(
        _ text: String,
        environment: [String: String] = [:],
        files: [String: String] = [:]
    ) -> [String] {
        switch read(text, environment: environment, files: files) {
        case .success: []
        case .failure(let problems): problems.problems.map(\.description)
        }
    }

    /// The text of a file of the repository.
    static func repositoryFile(_ path: String) throws -> String {
        let root = URL(filePath: #filePath).appending(path: "../../../..").standardizedFileURL
        return try String(contentsOf: root.appending(path: path), encoding: .utf8)
    }

    /// The short screenshot configuration that administrators are told to copy.
    static let shortScreenshots = """
        Butler-SOS:
          auditEvents:
            destination:
              screenshots:
                enable: true
                allowedImageDownloadHosts:
                  - qlik.example.com
                  - qlik-proxy.example.com
                  - qlik-node-1.example.com
                auth:
                  mode: userTicket
                  qps:
                    host: qlik.example.com
                    port: 4243
                    ticketTimeoutMs: 5000
                  sessionCache:
                    enable: true
                    ttlSeconds: 120
                    maxEntries: 100
        """

    /// Every key that an existing configuration of Butler SOS can have, beside sections that aren't ours.
    static let completePeer = """
        Butler-SOS:
          logLevel: info
          fileLogging: true
          anonTelemetry: true
          cert:
            clientCert: /qlik/client.pem
            clientCertKey: /qlik/client_key.pem
            clientCertCA: /qlik/root.pem
            clientCertPassphrase:
          serversToMonitor:
            pollingInterval: 30000
            rejectUnauthorized: false
            servers:
              - host: qlik.example.com:4747
          auditEvents:
            enable: true
            host: 0.0.0.0
            port: 8181
            apiToken: 's3cret-token'
            destination:
              enable: true
              type: influxdb, Parquet,QVD , json
              influxdb:
                metadata:
                  host: influx.example.com
                  port: 8086
                  version: 2
                  maxBatchSize: 500
                  writeFrequency: 5000
                  measurementName: audit_event
                  auditEventSchemaVersion: '1'
                  staticTags:
                    - name: site
                      value: north
                  v1Config:
                    auth:
                      enable: false
                      username: user
                      password: pass
                    dbName: SenseOps
                    retentionPolicy:
                      name: 10d
                      duration: 10d
                  v2Config:
                    org: myorg
                    bucket: mybucket
                    description: Audit events
                    token: mytoken
                    retentionDuration: 10d
                  v3Config:
                    database: mydb
                    description: Audit events
                    token: mytoken
                    retentionDuration: 10d
                    writeTimeout: 10000
                objectdata:
                  enable: false
              parquet:
                metadata:
                  exportDirectory: audit-events/parquet
                  maxBatchSize: 1000
                  writeFrequency: 20000
                  staticTags:
                objectdata:
                  enable: false
                  exportDirectory: x
                  maxBatchSize: 1000
                  writeFrequency: 20000
                  staticTags: null
              qvd:
                metadata:
                  exportDirectory: audit-events/qvd
                  maxBatchSize: 1000
                  writeFrequency: 0
                  staticTags: []
              json:
                objectdata:
                  enable: true
                  exportDirectory: audit-events/json
                  staticTags:
                    - {name: env, value: prod}
              screenshots:
                enable: true
                downloadTimeoutMs: 15000
                storageTargets:
                  - enable: true
                    type: flat
                    directory: ./audit-events/screenshots
                  - enable: false
                    type: flat
                    directory: /mnt/second
                allowedImageDownloadHosts: [QLIK.example.com]
                addInImageMetadata:
                  enable: true
                  fields:
                    date: true
                    eventId: true
                    correlationId: false
                    selectionTxnId: false
                    user: true
                    appId: false
                    appName: true
                    sheetName: true
                    viewingDuration: false
                auth:
                  mode: qpsTicket
                  qps:
                    host: qlik.example.com
                    port: 4243
                    ticketTimeoutMs: 5000
                    virtualProxy: audit
                    userDirectory: INTERNAL
                    userId: sa_api
                  sessionCache:
                    enable: true
                    ttlSeconds: 0.5e2
                    maxEntries: 10
            tls:
              enable: true
              cert: /tls/cert.pem
              key: /tls/key.pem
              ca: ''
              passphrase: ''
              minVersion: TLSv1.3
            queue:
              messageQueue:
                maxConcurrent: 10
                maxSize: 200
                backpressureThreshold: 80
              rateLimit:
                enable: true
                maxMessagesPerMinute: 600
              queueMetrics:
                influxdb:
                  enable: false
                  writeFrequency: 20000
                  measurementName: audit_events_queue
                  tags:
                    - name: env
                      value: prod
            cors:
              allowedOrigins:
                - https://qlik.example.com
                - https://qlik.example.com:8443
            rateLimit:
              enable: true
              maxPerMinute: 300
          influxdbConfig:
            enable: true
        """
}
