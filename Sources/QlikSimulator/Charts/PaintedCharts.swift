import Pictures

/// The charts of a simulated site, painted as Qlik Sense would export them.
package struct PaintedCharts: PictureSource {
    private let apps: [String: SimulatedApp]
    private let seed: UInt64

    /// Paints the charts of these apps; other seeds give other values.
    ///
    /// - Throws: ``PictureFault`` when nothing can be painted here, for lack of fonts.
    package init(_ site: SimulatedSite, seed: UInt64 = 1) throws(PictureFault) {
        var apps: [String: SimulatedApp] = [:]
        for app in site.apps {
            for object in app.sheets.flatMap(\.objects) { apps[object.id] = app }
        }
        self.apps = apps
        self.seed = seed
        guard let app = site.apps.first, let object = app.sheets.first?.objects.first else { return }
        _ = try ChartPainter.picture(of: object, in: app, width: 64, height: 64, seed: seed)
    }

    package func picture(of object: SimulatedObject, size: ExportSize) -> [UInt8] {
        guard let app = apps[object.id] else { preconditionFailure("\(object.id) is no object of the site") }
        do {
            return try ChartPainter.picture(of: object, in: app, width: size.width, height: size.height, seed: seed)
        } catch {
            // As an export that went wrong: there is a link, and nothing behind it.
            return []
        }
    }
}
