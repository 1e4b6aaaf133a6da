/// Paints the charts of a simulated site.
package protocol PictureSource: Sendable {
    /// A PNG of `object` with exactly this size, showing what these selections leave; the same arguments give the same bytes.
    ///
    /// Called by whoever exports, never on an event loop, so it may take its time.
    func picture(of object: SimulatedObject, selections: [SelectedField], size: ExportSize) -> [UInt8]
}
