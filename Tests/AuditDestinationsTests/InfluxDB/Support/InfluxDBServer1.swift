import AuditDestinations
import AuditTesting
import Foundation

/// A real InfluxDB 1 of its own on loopback, which ends with its last reference.
final class InfluxDBServer1: Sendable {
    struct Failure: Error {
        let reason: String
    }

    private static let startAttempts = 3
    private static let readyLooks = 600

    let port: Int
    private let folder: TemporaryDirectory
    private let process: ChildProcess

    /// Starts on free ports with an empty place, or again over the place and port of one that has ended.
    init(over earlier: InfluxDBServer1? = nil, wantsLogin: Bool = false) throws {
        folder = try earlier?.folder ?? TemporaryDirectory()
        for _ in 0..<Self.startAttempts {
            let port = try earlier?.port ?? Self.freePort()
            let text = try Self.configuration(folder.path, port, Self.freePort(), wantsLogin)
            try folder.write(text, to: "influxdb.conf")
            let process = try ChildProcess(["influxd", "-config", "\(folder.path)/influxdb.conf"])
            for _ in 0..<Self.readyLooks where process.isRunning {
                if (try? Self.curl(["http://127.0.0.1:\(port)/ping"])) != nil {
                    self.port = port
                    self.process = process
                    return
                }
                usleep(50_000)
            }
        }
        throw Failure(reason: "influxd does not start; scripts/install-dependencies test installs it")
    }

    /// Ends it without ceremony.
    func kill() {
        process.signal(SIGKILL)
        process.waitForEnd()
    }

    /// The way to it.
    func address(timeout: Duration = .seconds(120)) -> InfluxDBAddress {
        InfluxDBAddress(host: "127.0.0.1", port: port, timeout: timeout)
    }

    /// A destination for a database of it.
    func destination(
        _ database: String,
        credentials: InfluxDBCredentials = .none,
        policy: String? = nil,
        retention: RetentionPeriod = .forever,
        tagging: InfluxDBTagging? = nil,
        maximumPoints: Int = 1_000,
        through wrap: (any InfluxDBTransport) -> any InfluxDBTransport = { $0 }
    ) -> InfluxDBDestination {
        let target = InfluxDB1Target(
            database: database,
            credentials: credentials,
            retentionPolicy: policy,
            retention: retention
        )
        return InfluxDBDestination(
            target: .version1(target),
            layout: InfluxEvents.layout,
            tagging: tagging,
            maximumPoints: maximumPoints,
            transport: wrap(HTTPInfluxDBTransport(address: address(), credentials: credentials)),
            logger: DeliveryHarness.silent
        )
    }

    /// Runs a statement and returns the rows of all its series; an error of the server is thrown.
    @discardableResult
    func query(_ statement: String, database: String = "") throws -> [[String: Value]] {
        let text = try Self.curl([
            "-XPOST", "http://127.0.0.1:\(port)/query", "--data-urlencode", "q=\(statement)", "--data-urlencode",
            "db=\(database)",
        ])
        let answer = try JSONDecoder().decode(Answer.self, from: Data(text.utf8))
        if let error = answer.error ?? answer.results?.compactMap(\.error).first { throw Failure(reason: error) }
        return (answer.results ?? []).flatMap { $0.series ?? [] }.flatMap { series in
            (series.values ?? []).map { row in
                Dictionary(uniqueKeysWithValues: zip(series.columns, row))
            }
        }
    }

    /// Writes lines as another program would.
    func write(_ lines: String, to database: String) throws {
        try Self.curl([
            "-XPOST", "http://127.0.0.1:\(port)/write?db=\(database)&precision=n", "--data-binary", lines,
        ])
    }

    /// How many points the measurement of a database has.
    func count(_ database: String) throws -> Int {
        let rows = try query("SELECT COUNT(\"offset\") FROM audit_event", database: database)
        return rows.first?["count"]?.number.map { Int($0) } ?? 0
    }

    @discardableResult
    private static func curl(_ arguments: [String]) throws -> String {
        let child = try ChildProcess(["curl", "-sS", "-m", "20"] + arguments)
        guard child.waitForEnd() == 0 else { throw Failure(reason: child.errors) }
        return child.output
    }

    private static func configuration(_ folder: String, _ port: Int, _ backup: Int, _ wantsLogin: Bool) throws -> String
    {
        """
        reporting-disabled = true
        bind-address = "127.0.0.1:\(backup)"
        [meta]
        dir = "\(folder)/meta"
        [data]
        dir = "\(folder)/data"
        wal-dir = "\(folder)/wal"
        [http]
        bind-address = "127.0.0.1:\(port)"
        auth-enabled = \(wantsLogin)
        log-enabled = false
        [monitor]
        store-enabled = false
        [subscriber]
        enabled = false
        [continuous_queries]
        enabled = false
        """
    }

    private static func freePort() throws -> Int {
        let socket = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(socket) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let port = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address -> UInt16? in
                guard bind(socket, address, length) == 0, getsockname(socket, address, &length) == 0 else { return nil }
                return pointer.pointee.sin_port
            }
        }
        guard let port else { throw Failure(reason: "no free port") }
        return Int(UInt16(bigEndian: port))
    }

    private struct Answer: Decodable {
        let results: [Result]?
        let error: String?

        struct Result: Decodable {
            let series: [Series]?
            let error: String?
        }

        struct Series: Decodable {
            let columns: [String]
            let values: [[Value]]?
        }
    }

    /// A value of a row.
    enum Value: Decodable, Hashable {
        case text(String)
        case number(Double)
        case boolean(Bool)
        case null

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if container.decodeNil() {
                self = .null
            } else if let value = try? container.decode(Bool.self) {
                self = .boolean(value)
            } else if let value = try? container.decode(Double.self) {
                self = .number(value)
            } else {
                self = .text(try container.decode(String.self))
            }
        }

        var number: Double? {
            if case .number(let value) = self { value } else { nil }
        }

        var text: String? {
            if case .text(let value) = self { value } else { nil }
        }
    }
}
