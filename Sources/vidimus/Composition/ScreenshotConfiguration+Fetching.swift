import AuditDestinations
import AuditJournal

extension ScreenshotConfiguration {
    /// How pictures are fetched.
    ///
    /// - Parameters:
    ///   - qlik: Certificates for calls to Qlik Sense.
    ///   - directory: Where the list of open sessions is kept.
    /// - Returns: Settings with every default in place.
    func fetchSettings(_ qlik: QlikCertificates, _ directory: DataDirectory) -> FetchSettings {
        let defaults = QlikCertificates.defaultPaths
        return FetchSettings(
            allowedHosts: allowedHosts,
            hasStorageTargets: !directories.isEmpty,
            idleTimeout: downloadTimeout,
            login: login(qlik),
            sessionCache: sessionCache.map {
                SessionCacheSettings(timeToLive: $0.timeToLive, maximumEntries: $0.maximumEntries)
            },
            sessionCookieNames: SessionCookieNames(configured: own.sessionCookies),
            qlikRootPath: qlik.rootPath ?? (authentication == .none ? nil : defaults.root),
            openSessionsPath: "\(directory.screenshots)/open-sessions.json"
        )
    }

    private func login(_ qlik: QlikCertificates) -> FetchSettings.Login {
        let defaults = QlikCertificates.defaultPaths
        let certificates = ProxyServiceCertificates(
            certificatePath: qlik.certificatePath ?? defaults.certificate,
            keyPath: qlik.keyPath ?? defaults.key,
            rootPath: qlik.rootPath ?? defaults.root,
            passphrase: qlik.passphrase?.reveal(),
            verifiesService: qlik.verifiesServers
        )
        func service(_ configuration: ProxyServiceConfiguration) -> ProxyServiceSettings {
            ProxyServiceSettings(
                host: configuration.host,
                port: configuration.port,
                ticketTimeout: configuration.ticketTimeout,
                certificates: certificates
            )
        }
        return switch authentication {
        case .none: .none
        case .fixedUser(let configuration, let user, let proxy):
            .fixedUser(service(configuration), user: user, proxy: proxy)
        case .eventUser(let configuration):
            .eventUser(
                service(configuration),
                EventUserPolicy(
                    deniedDirectories: own.deniedUserDirectories,
                    virtualProxies: own.virtualProxies
                )
            )
        }
    }

    /// Where pictures are kept.
    func storageSettings(_ directory: DataDirectory) -> ScreenshotStorageSettings {
        ScreenshotStorageSettings(
            contentDirectory: directory.screenshots,
            targets: directories.enumerated().map { index, path in
                ScreenshotTarget(name: "storageTargets[\(index)]", directory: path)
            },
            caption: ScreenshotCaption(fields: imageMetadata),
            quotaBytes: own.directoryBytes
        )
    }
}
