import AuditDestinations
import Pictures

/// Events with pictures, and pictures.
enum ScreenshotSamples {
    /// What file names of ``facts(crop:event:)`` begin with.
    static let stem = "20250102T030405.678Z_5f0c7a1e-3d52-4b8e-9a41-7c2f6e9b1d03_corr1"

    static func facts(crop: String? = nil, event: String = #""selectionTxnId":"t-1","duration":12345"#)
        -> ScreenshotFacts
    {
        let crop = crop.map { #","crop":\#($0)"# } ?? ""
        let text = """
            {"eventId":"5f0c7a1e-3d52-4b8e-9a41-7c2f6e9b1d03","correlationId":"corr1",\
            "timestamp":"2025-01-02T03:04:05.678Z","type":"screenshot.url.received","payload":{"context":\
            {"user":"UserDirectory=LAB; UserId=göran","appId":"app-1","appName":"销售 2025","sheetName":""},\
            "event":{\(event)\(crop)}}}
            """
        return ScreenshotFacts(envelope: Array(text.utf8), receivedMilliseconds: 0)
    }

    /// A PNG picture of one colour; different colours are different bytes.
    static func picture(_ colour: UInt32 = 0x336699, width: Int = 60, height: Int = 40) throws -> VerifiedPicture {
        let canvas = try Canvas(PictureSize(width: width, height: height))
        canvas.fill(CanvasRectangle(x: 0, y: 0, width: 1000, height: 1000), CanvasColour(colour))
        return try canvas.picture()
    }

    /// A JPEG picture of 16 × 8; its samples mean nothing.
    static func jpeg() throws -> VerifiedPicture {
        let frame: [UInt8] = [0xFF, 0xC0, 0, 11, 8, 0, 8, 0, 16, 1, 1, 0x11, 0]
        let scan: [UInt8] = [0xFF, 0xDA, 0, 8, 1, 1, 0, 0, 63, 0, 1, 2, 3]
        return try VerifiedPicture(inspecting: [0xFF, 0xD8] + frame + scan + [0xFF, 0xD9])
    }
}
