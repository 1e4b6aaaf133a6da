import AuditEvents
import AuditJournal

/// The sessions that are open, in a file of mode 0600, so that the next start can end what a crash left behind.
///
/// The file names the proxy service: after a change of the configuration the old sessions are left to end by
/// themselves, rather than ended at a service that never knew them.
package struct OpenSessionList: Sendable {
    /// The most sessions that are written, and read.
    package static let maximumCount = 10_000
    private static let maximumBytes = 16 << 20
    private static let version = 2 as Int64

    private static let versionKey = JSONKey("version")
    private static let serviceKey = JSONKey("service")
    private static let sessionsKey = JSONKey("sessions")
    private static let idKey = JSONKey("id")
    private static let proxyKey = JSONKey("virtualProxy")
    private static let directoryKey = JSONKey("userDirectory")
    private static let userKey = JSONKey("userId")

    private let folder: String
    private let name: String
    private let service: String

    /// Keeps the list in the file at `path` for the service at `host` and `port`.
    package init(path: String, service settings: ProxyServiceSettings) {
        folder = PosixDirectory.parent(of: path)
        name = path.split(separator: "/").last.map(String.init) ?? path
        service = "\(settings.host):\(settings.port)"
    }

    /// The sessions of an earlier run, empty without a file or for another service.
    ///
    /// - Throws: ``OpenSessionListError`` for a file that can't be read; it stays as it is until the next ``save(_:)``.
    package func load() throws(OpenSessionListError) -> [OpenSession] {
        let bytes: [UInt8]
        do throws(StorageError) {
            bytes = try DurableFile.read(name, in: PosixStorage(path: folder), maximumBytes: Self.maximumBytes)
        } catch {
            if error.isNotFound { return [] }
            throw OpenSessionListError(path: "\(folder)/\(name)", reason: "\(error)")
        }
        var sessions: [OpenSession]?
        bytes.withUnsafeBytes { bytes in
            // What isn't JSON is told below.
            try? JSONScanner().withDocument(of: bytes) { document in sessions = read(document.root) }
        }
        guard let sessions else {
            throw OpenSessionListError(path: "\(folder)/\(name)", reason: "it is not a list of open sessions")
        }
        return sessions
    }

    /// Replaces the list; when this returns it survives a crash.
    package func save(_ sessions: some Collection<OpenSession>) throws(OpenSessionListError) {
        var writer = JSONWriter()
        writer.beginObject()
        writer.key("version")
        writer.integer(Self.version)
        writer.key("service")
        writer.string(service)
        writer.key("sessions")
        writer.beginArray()
        for session in sessions.prefix(Self.maximumCount) {
            writer.beginObject()
            writer.key("id")
            writer.string(session.id.text)
            writer.key("virtualProxy")
            writer.string(session.proxy.prefix)
            writer.key("userDirectory")
            writer.string(session.user.directory)
            writer.key("userId")
            writer.string(session.user.id)
            writer.endObject()
        }
        writer.endArray()
        writer.endObject()
        do {
            try PosixDirectory.make(folder, mode: 0o700)
            try DurableFile.replace(name, in: PosixStorage(path: folder), with: writer.bytes + [0x0A])
        } catch {
            throw OpenSessionListError(path: "\(folder)/\(name)", reason: "\(error)")
        }
    }

    private func read(_ root: JSONValue) -> [OpenSession]? {
        guard root[Self.versionKey]?.exactInteger == Self.version, let list = root[Self.sessionsKey] else { return nil }
        guard root[Self.serviceKey]?.string == service else { return [] }
        return list.elements.prefix(Self.maximumCount).compactMap { element in
            guard let id = element[Self.idKey]?.string.flatMap({ SessionID($0) }),
                let proxy = element[Self.proxyKey]?.string.flatMap({ VirtualProxy(configured: $0) }),
                let directory = element[Self.directoryKey]?.string, let user = element[Self.userKey]?.string,
                // Only such users are written, so any other entry isn't ours.
                let person = try? TicketUser(directory: directory, id: user)
            else { return nil }
            return OpenSession(id: id, proxy: proxy, user: person)
        }
    }
}
