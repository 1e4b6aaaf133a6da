import ServiceLifecycle

/// Waits for the end of the server.
enum StopSignal {
    /// Returns at a graceful shutdown, or when the task is cancelled.
    static func wait() async {
        let (stop, input) = AsyncStream<Never>.makeStream()
        await withTaskCancellationOrGracefulShutdownHandler {
            for await _ in stop {}
        } onCancelOrGracefulShutdown: {
            input.finish()
        }
    }
}
