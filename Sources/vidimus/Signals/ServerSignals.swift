// Sources may be used from any thread, which their type does not say.
@preconcurrency import Dispatch
import ServiceLifecycle

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// What signals ask of a server; they may have come before, and come while services start.
///
/// As a service it ends with the first wish to stop, which makes its group stop gracefully.
final class ServerSignals: Service {
    /// One element for each SIGHUP, several at once count as one.
    let reloads: AsyncStream<Void>

    private let stops: AsyncStream<Void>
    private let source: any DispatchSourceRead

    /// Reads what ``HeldSignals`` kept and keeps; `stopping` is called with every SIGTERM and SIGINT.
    init(stopping: @escaping @Sendable () -> Void) {
        let stops = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        let reloads = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        self.stops = stops.stream
        self.reloads = reloads.stream
        let descriptor = HeldSignals.descriptor
        source = DispatchSource.makeReadSource(fileDescriptor: descriptor)
        source.setEventHandler {
            var number: UInt8 = 0
            while read(descriptor, &number, 1) == 1 {
                if Int32(number) == SIGHUP {
                    reloads.continuation.yield()
                } else {
                    stopping()
                    stops.continuation.yield()
                }
            }
        }
        source.activate()
    }

    deinit {
        source.cancel()
    }

    /// Returns at the first wish to stop, or when the group stops for another reason.
    func run() async throws {
        for await _ in stops.cancelOnGracefulShutdown() { return }
    }
}
