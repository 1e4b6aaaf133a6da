import NIOPosix

extension NIOThreadPool {
    /// Ends the threads when their work is done.
    func stop() async {
        do {
            try await shutdownGracefully()
        } catch {
            // Only a pool that stops already refuses; then it ends as well.
            return
        }
    }
}
