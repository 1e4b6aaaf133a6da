import AuditJournal
import Foundation
import QlikSimulator

/// The simulated Qlik Sense site of the demonstration: where its people take their pictures, and whose tickets a server
/// buys to fetch them.
struct DemonstrationSite {
    /// Names of the exported files, as Qlik Sense names them.
    private static let files = (certificate: "client.pem", key: "client_key.pem", root: "root.pem")

    /// Port of the proxy, for pictures.
    let port: Int
    /// Port of the proxy service, for tickets.
    let servicePort: Int
    /// Port over http, for people with a browser; opened only with a page.
    let pagePort: Int
    /// Where the certificates lie that a server needs.
    let certificates: String

    /// The site of a server with this data directory.
    init(port: Int, servicePort: Int, pagePort: Int, data: String) {
        self.port = port
        self.servicePort = servicePort
        self.pagePort = pagePort
        certificates = "\(data)/demo-site"
    }

    /// The prefix of its virtual proxy.
    static var prefix: SitePrefix {
        guard let prefix = SitePrefix("analytics") else { preconditionFailure("lower-case letters are a prefix") }
        return prefix
    }

    /// Opens the doors and writes the certificates where the server looks for them.
    ///
    /// `page` is what people with a browser see; without one there is no door for them.
    func open(_ people: SimulatedSite, page: DemoClient? = nil) async throws -> QlikSite {
        var ports: [SiteListener: Int] = [.proxy: port, .proxyService: servicePort]
        if page != nil { ports[.plainProxy] = pagePort }
        let site = try QlikSite(
            QlikSiteConfiguration(
                rules: SiteRules(virtualProxies: [SiteVirtualProxy(prefix: Self.prefix)]),
                ports: ports,
                opensPlainProxy: page != nil
            ),
            pictures: try PaintedCharts(people),
            demo: page
        )
        let doors = page == nil ? "\(port) and \(servicePort)" : "\(port), \(servicePort) and \(pagePort)"
        let options = page == nil ? "--site-port and --ticket-port" : "--site-port, --ticket-port and --page-port"
        do {
            try FileManager.default.createDirectory(atPath: certificates, withIntermediateDirectories: true)
            _ = try site.trustZone.export(to: certificates)
            try await site.open()
        } catch {
            throw CommandFailure(
                """
                the simulated Qlik Sense site could not open on ports \(doors) with certificates in \
                \(certificates) (\(error)); choose other ports with \(options)
                """
            )
        }
        return site
    }

    /// The configuration of a server that fetches the pictures of the demonstration.
    func configuration(data: String) -> String {
        """
        # Configuration of a server that fetches the screenshots of 'vidimus demo'; written by 'vidimus demo --print-config'.
        Butler-SOS:
          cert:
            clientCert: \(Self.quoted("\(certificates)/\(Self.files.certificate)"))
            clientCertKey: \(Self.quoted("\(certificates)/\(Self.files.key)"))
            clientCertCA: \(Self.quoted("\(certificates)/\(Self.files.root)"))
          auditEvents:
            enable: true
            host: 127.0.0.1
            port: 8787
            rateLimit: {enable: true, maxPerMinute: 100000}
            destination:
              enable: true
              type: parquet, qvd, json
              parquet:
                metadata:
                  exportDirectory: \(Self.quoted("\(data)/parquet"))
                  maxBatchSize: 10000
                  writeFrequency: 900000
              qvd:
                metadata:
                  exportDirectory: \(Self.quoted("\(data)/qvd"))
                  maxBatchSize: 10000
                  writeFrequency: 900000
              json:
                objectdata:
                  enable: true
                  exportDirectory: \(Self.quoted("\(data)/object-data"))
              screenshots:
                enable: true
                storageTargets:
                  - enable: true
                    type: flat
                    directory: \(Self.quoted("\(data)/pictures"))
                allowedImageDownloadHosts:
                  - 127.0.0.1:\(port)
                addInImageMetadata:
                  enable: true
                  fields:
                    date: true
                    eventId: true
                    user: true
                    appName: true
                    sheetName: true
                auth:
                  mode: userTicket
                  qps:
                    host: 127.0.0.1
                    port: \(servicePort)
                    ticketTimeoutMs: 5000
                  sessionCache:
                    enable: true
                    ttlSeconds: 120
                    maxEntries: 100
        Vidimus:
          data: \(Self.quoted(data))
          destinations:
            parquet: {rollUp: hour}
            qvd: {rollUp: hour}

        """
    }

    /// A YAML text in single quotes.
    private static func quoted(_ text: String) -> String {
        "'\(text.replacing("'", with: "''"))'"
    }
}
