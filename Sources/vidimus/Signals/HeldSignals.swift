import ArgumentParser

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// The signals that a server answers, kept from its first instruction on until somebody reads them.
///
/// Nobody listens yet while the program loads its configuration and recovers its journal, and an unheard signal would
/// end the process without an orderly stop. So each becomes a byte in a pipe, which ``ServerSignals`` reads.
enum HeldSignals {
    /// SIGTERM and SIGINT mean a stop, SIGHUP a reload.
    static let numbers = [SIGTERM, SIGINT, SIGHUP]

    // Both written once by `hold`, before the first handler is there and before there are threads.
    nonisolated(unsafe) private static var readEnd: Int32 = -1
    nonisolated(unsafe) private static var writeEnd: Int32 = -1

    /// The end of the pipe to read signal numbers from, one byte each; it never waits.
    static var descriptor: Int32 { readEnd }

    /// Keeps signals from now on, also those that were blocked so far; only the first thread may call it, once.
    static func hold() {
        precondition(readEnd < 0, "signals are held once")
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else {
            perror("vidimus: no pipe for signals")
            exit(ExitStatus.failure.rawValue)
        }
        for end in ends {
            _ = fcntl(end, F_SETFL, fcntl(end, F_GETFL) | O_NONBLOCK)
            _ = fcntl(end, F_SETFD, FD_CLOEXEC)
        }
        (readEnd, writeEnd) = (ends[0], ends[1])
        var held = sigset_t()
        sigemptyset(&held)
        for number in numbers {
            signal(number) { HeldSignals.keep($0) }
            sigaddset(&held, number)
        }
        // Whoever started the program may have blocked them.
        pthread_sigmask(SIG_UNBLOCK, &held, nil)
    }

    /// Runs inside a signal handler, where nothing but system calls is allowed.
    private static func keep(_ number: Int32) {
        let code = errno
        var byte = UInt8(truncatingIfNeeded: number)
        // A full pipe holds thousands of unread signals already.
        _ = write(writeEnd, &byte, 1)
        errno = code
    }
}
