/// Paints the charts of a simulated site.
package protocol PictureSource: Sendable {
    /// A PNG of `object` with exactly this size; the same arguments give the same bytes.
    ///
    /// Called by whoever exports, never on an event loop, so it may take its time.
    func picture(of object: SimulatedObject, size: ExportSize) -> [UInt8]
}
