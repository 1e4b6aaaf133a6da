import Foundation

/// Envelopes about coverage, as the extension sends them.
enum TestInventory {
    static let app = "3b1f9a54-7c0e-4d2b-9f66-51e8a0c7d912"
    static let firstSheet = "7c1d0b92-4e3f-4a60-b8d5-f1297ae3c640"
    static let secondSheet = "8d2e1ca3-5f40-4b71-89e6-023a8bf4d751"

    /// Any event of an app; `event` and `more` are JSON, the latter members of the context with a comma in front.
    static func event(
        _ type: String,
        _ event: String,
        app: String = app,
        name: String = "Sales pulse",
        user: String = "UserDirectory=NORD; UserId=anna.berg",
        time: String = "2026-02-11T09:14:03.221Z",
        more: String = ""
    ) -> String {
        """
        {"schemaVersion":1,"eventId":"\(UUID().uuidString.lowercased())","timestamp":"\(time)","type":"\(type)",\
        "source":{"kind":"qlik-sense-extension","version":"0.4.0"},"payload":{"context":{"appId":"\(app)",\
        "appName":"\(name)","user":"\(user)"\(more)},"event":\(event)}}
        """
    }

    /// An inventory with these sheets, in JSON.
    static func inventory(
        _ sheets: String,
        more: String = "\"scope\":\"app\",\"complete\":true",
        page: String = "0d7f3c52-6b1e-4c0a-9f48-51a2e7c6b904",
        name: String = "Sales pulse"
    ) -> String {
        event(
            "event.coverage.inventory",
            "{\"type\":\"coverage.inventory\",\(more),\"sheets\":[\(sheets)]}",
            name: name,
            more: ",\"sessionKey\":\"\(page)\",\"seq\":1"
        )
    }

    /// A sheet with these objects, in JSON.
    static func sheet(_ id: String, _ title: String, hosts: Bool, _ objects: String...) -> String {
        """
        {"id":"\(id)","title":"\(title)","hosts":\(hosts),"objects":[\(objects.joined(separator: ","))]}
        """
    }

    /// A chart, in JSON; one with a reason is not audited.
    static func object(_ id: String, _ type: String, _ title: String, why: String? = nil) -> String {
        let audited = why.map { "false,\"why\":\"\($0)\"" } ?? "true"
        return "{\"id\":\"\(id)\",\"type\":\"\(type)\",\"title\":\"\(title)\",\"audited\":\(audited)}"
    }

    /// Somebody opens a sheet.
    static func opened(_ sheet: String, title: String, by user: String, at time: String) -> String {
        event(
            "navigation.sheet.loaded",
            "{\"type\":\"sheet.loaded\",\"sheetId\":\"\(sheet)\"}",
            user: user,
            time: time,
            more: ",\"sheetId\":\"\(sheet)\",\"sheetName\":\"\(title)\""
        )
    }

    /// Somebody has looked at a chart.
    static func viewed(_ object: String, at time: String) -> String {
        event(
            "object.view.duration",
            "{\"objectId\":\"\(object)\",\"duration\":1200,\"leftAt\":\"\(time)\"}",
            time: time
        )
    }
}
