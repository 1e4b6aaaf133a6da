/// The way of many events to a server in one request, and of its answers back.
package protocol BatchTransport: Sendable {
    /// Sends envelopes and waits for one answer for each, in the same order.
    ///
    /// A refusal of the whole request answers each of them.
    ///
    /// - Throws: Whatever kept answers from coming; the events may have arrived all the same.
    func post(_ batch: [[UInt8]]) async throws -> [PostAnswer]
}
