import AuditTesting
import Foundation

/// Disks of a test's own: a small tmpfs in a mount namespace.
enum SmallDisk {
    /// The command that starts another one in a mount namespace where it may mount; nil where that is forbidden.
    ///
    /// Root needs nothing more; others are root in a user namespace, if the system lets them make one.
    static let launcher: [String]? = [["unshare", "-m"], ["unshare", "-rm"]].first { launcher in
        let folder = FileManager.default.temporaryDirectory.path
        do {
            let mount = ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", folder]
            return try ChildProcess(launcher + mount).waitForEnd() == 0
        } catch {
            // There is no such command here.
            return false
        }
    }
}
