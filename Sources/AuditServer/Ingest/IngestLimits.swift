import NIOCore

/// Every bound of the ingest door, named.
///
/// A request at a bound is refused with a reason; nothing grows with what a client sends.
package struct IngestLimits: Sendable {
    /// Largest body of a single event, in bytes.
    package var maximumBodyBytes = 2 * 1_024 * 1_024

    /// Largest body of a batch, in bytes.
    package var maximumBatchBytes = 16 * 1_024 * 1_024

    /// Most lines of one batch.
    package var maximumBatchLines = 10_000

    /// Largest header block, in bytes.
    package var maximumHeaderBytes = 16 * 1_024

    /// Most header fields of one request.
    package var maximumHeaderFields = 100

    /// Body bytes that all requests together may hold; above it new requests are answered 503.
    package var maximumBodyBytesInFlight = 64 * 1_024 * 1_024

    /// The same for one client address.
    package var maximumBodyBytesInFlightPerAddress = 16 * 1_024 * 1_024

    /// Up to this length a body may use the last quarter of what all may hold, in bytes.
    package var smallBodyBytes = 64 * 1_024

    /// Longest body of a refused request that is read and thrown away to keep the connection, in bytes.
    package var maximumDiscardedBytes = 64 * 1_024

    /// Open connections.
    package var maximumConnections = 10_000

    /// Open connections of one client address.
    package var maximumConnectionsPerAddress = 1_000

    /// How long a connection may stay open between two requests.
    package var idleTimeout = TimeAmount.seconds(72)

    /// How long a request's header may take.
    package var headerTimeout = TimeAmount.seconds(20)

    /// How long a body may take for each further ``bodyProgressBytes``, or for its end.
    ///
    /// A minimum rate rather than a pause between two bytes: who sends one byte at a time holds memory no longer
    /// than who sends none.
    package var bodyProgressTimeout = TimeAmount.seconds(10)

    /// See ``bodyProgressTimeout``, in bytes.
    package var bodyProgressBytes = 16 * 1_024

    /// How long one request may take from its first byte to its answer's last.
    package var totalTimeout = TimeAmount.seconds(120)

    /// How long a connection being closed is read and thrown away, so that the client sees its answer.
    package var lingerTimeout = TimeAmount.seconds(2)

    /// How long open requests may finish after shutdown began.
    package var drainTimeout = TimeAmount.seconds(3)

    /// Wrong or missing tokens a minute of one address (IPv6: of one /64) that are answered 401; further ones get 429.
    package var failedTokensPerMinute = 60

    /// Client addresses that the rate limiter remembers.
    package var maximumLimiterKeys = 5_000

    /// Batch lines that are validated before other connections get their turn.
    package var batchLinesPerTurn = 128

    /// Creates the default bounds.
    package init() {}
}
