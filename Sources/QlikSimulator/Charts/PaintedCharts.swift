import Pictures

/// The charts of a simulated site, painted as Qlik Sense would export them.
package struct PaintedCharts: PictureSource {
    private let apps: [String: SimulatedApp]

    /// Paints the charts of these apps.
    ///
    /// - Throws: ``PictureFault`` when nothing can be painted here, for lack of fonts.
    package init(_ site: SimulatedSite) throws(PictureFault) {
        var apps: [String: SimulatedApp] = [:]
        for app in site.apps {
            for object in app.sheets.flatMap(\.objects) { apps[object.id] = app }
        }
        self.apps = apps
        guard let app = site.apps.first, let object = app.sheets.first?.objects.first else { return }
        _ = try ChartPainter.picture(of: object, in: app, width: 64, height: 64)
    }

    package func picture(of object: SimulatedObject, selections: [SelectedField], size: ExportSize) -> [UInt8] {
        guard let app = apps[object.id] else { preconditionFailure("\(object.id) is no object of the site") }
        do {
            return try ChartPainter.picture(
                of: object,
                in: app,
                selections: selections,
                width: size.width,
                height: size.height
            )
        } catch {
            // As an export that went wrong: there is a link, and nothing behind it.
            return []
        }
    }
}
