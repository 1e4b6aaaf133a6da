/// A place outside the journal that receives a copy of its records.
///
/// What the delivery loop promises a destination:
/// - Records come in offset order and without gaps; the server's own records and tombstones are left out.
/// - One call at a time, so an implementation needs no lock for this.
/// - ``prepare()`` returned once before the first batch, and again after every ``DestinationError/misconfigured(reason:)``.
/// - A batch may come again after a crash, a timeout or a failure (at least once). Then it covers exactly the same
///   range of offsets, unless records were rejected in between; so the range and each record's offset are idempotency keys.
/// - The calling task is cancelled when a graceful shutdown took too long.
///
/// What a destination promises the loop:
/// - Returning from ``deliver(_:)`` means the batch survives a crash: rows committed, file synced and published.
/// - It reads a batch to its end before it confirms it, also when the batch turns out to hold no record for it.
/// - A batch delivered twice leaves the same result as a batch delivered once.
/// - It keeps no progress of its own. Progress is the `Cursor`, and the loop owns it.
/// - It never drops a record: what can't be stored here is thrown as ``DestinationError/recordsRejected(_:)``.
/// - It returns soon after its task was cancelled, by throwing if the work isn't done.
///
/// `DestinationConformance` in `AuditTesting` checks them.
package protocol Destination: Sendable {
    /// The name used for the cursor file, the metrics and the configuration section.
    ///
    /// Lowercase ASCII letters, digits and hyphens. A renamed destination starts again from offset 0.
    var name: String { get }

    /// Makes sure that batches can be taken: creates a missing place, removes what an earlier crash left behind.
    ///
    /// - Throws: ``DestinationError``; ``DestinationError/misconfigured(reason:)`` names the cure.
    func prepare() async throws(DestinationError)

    /// Stores every record in `batch`.
    ///
    /// - Throws: ``DestinationError``. Any part of the batch may have been stored.
    func deliver(_ batch: DeliveryBatch) async throws(DestinationError)
}

extension Destination {
    /// Does nothing: there is nothing to prepare.
    package func prepare() async throws(DestinationError) {}
}
