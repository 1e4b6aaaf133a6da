import Foundation
import NIOCore

/// How many cores this process may use.
enum UsableCores {
    /// The machine's cores, or fewer when a container's quota, `taskset` or systemd's `CPUAffinity` say so.
    ///
    /// More event loops than cores only get in each other's way.
    static var count: Int {
        let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
        return min(System.coreCount, allowed(in: status) ?? .max)
    }

    /// Reads the mask of allowed cores, such as `Cpus_allowed:	ff,00000003`, out of proc(5)'s status text.
    static func allowed(in status: String) -> Int? {
        let lines = status.split(separator: "\n")
        guard let line = lines.first(where: { $0.hasPrefix("Cpus_allowed:") }) else { return nil }
        let count = line.drop { $0 != ":" }.reduce(0) { $0 + ($1.hexDigitValue?.nonzeroBitCount ?? 0) }
        return count > 0 ? count : nil
    }
}
