/// The way of one event to a server and of its answer back.
package protocol EventTransport: Sendable {
    /// Sends one envelope and waits for the answer.
    ///
    /// - Throws: Whatever kept an answer from coming; the event may have arrived all the same.
    func post(_ bytes: [UInt8]) async throws -> PostAnswer
}
