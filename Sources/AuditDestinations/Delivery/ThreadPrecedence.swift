import NIOPosix

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// How far a thread gives way to those that answer browsers.
///
/// An answer to a browser may not wait; rows and pictures may. With all cores busy the kernel gives a thread about a
/// fifth less time for each step, so nothing here ever starves.
enum ThreadPrecedence: Int32 {
    /// Destinations: when intake takes a whole core they still get a quarter of what it gets.
    case delivery = 6
    /// Pictures: a twentieth, and they are interrupted at once when a request comes.
    case pictures = 15

    private static let taken = ThreadSpecificVariable<Taken>()

    /// Marks a thread that gave way before.
    private final class Taken: Sendable {}

    /// Lowers the calling thread to this precedence, once in its life.
    ///
    /// Only for threads that do nothing else: it is never undone, because raising takes a privilege.
    func take() {
        #if os(Linux)
        guard Self.taken.currentValue == nil else { return }
        Self.taken.currentValue = Taken()
        // Of the calling thread alone, unlike what POSIX says. Where it is refused, nothing is lost but the precedence.
        _ = setpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0, rawValue)
        #endif
    }
}
