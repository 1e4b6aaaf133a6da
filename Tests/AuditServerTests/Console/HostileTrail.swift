import AuditEvents
import AuditJournal
import AuditTesting

/// A trail in which every text that a sender chooses is an attack on whoever looks at it.
enum HostileTrail {
    /// Breaks out of elements and attributes wherever it is not escaped; a mark combines with each kind of quote.
    static let text =
        "x\"'><x-hostile onload=a>\"\u{301} b='c'\u{301} {{formToken}} </script><script>d()</script>\u{7}"

    /// Hash of the one stored picture.
    static let picture = String(repeating: "ab", count: 32)

    /// When the last event happened; the console's clock begins shortly after.
    static let lastMilliseconds: Int64 = 1_794_999_000_000

    /// Offset of the event with the data of a chart.
    static let dataOffset = 2

    /// Fills a journal: a visit with everything, and a week of one app before the first use of another.
    static func fill(_ journal: InMemoryRecordSource) {
        let begin = lastMilliseconds - 60_000
        add("navigation.sheet.loaded", #""title":\#(quoted)"#, at: begin, to: journal)
        let selection = #"[{"fieldName":\#(quoted),"field":\#(quoted),"selected":\#(quoted),"selectedCount":1}]"#
        add("selection.state.changed", #""details":\#(selection)"#, at: begin + 1_000, to: journal)
        let column = #"{"fieldName":\#(quoted),"label":\#(quoted),"values":[\#(quoted),"Fabrikam",1,null]}"#
        let data = #"{"objectType":\#(quoted),"dimensions":[\#(column)],"measures":[\#(column)]}"#
        add("event.objectdata.captured", #""objectId":"c1","objectData":\#(data)"#, at: begin + 2_000, to: journal)
        let shot = add(
            "screenshot.url.received",
            #""objectId":"c1","screenshotUrl":"https://q/x""#,
            at: begin + 3_000,
            to: journal
        )
        let stored = """
            {"eventOffset":\(shot),"eventId":"\(EventID(high: 0, low: shot.rawValue))","writesRow":true,"attempts":1,\
            "picture":{"sha256":"\(picture)","byteCount":1,"extension":"png"},"width":10,"height":10,"savedPaths":[],\
            "problems":[\(quoted)]}
            """
        append("screenshot.stored", stored, at: begin + 4_000, to: journal)
        let view = """
            "objectId":"c1","title":\(quoted),"objectType":\(quoted),"duration":50000,"visible":true,\
            "enteredAt":"\(time(begin + 1_000))","leftAt":"\(time(begin + 51_000))"
            """
        add("object.view.duration", view, at: begin + 51_000, to: journal)
        for day in 2...12 {
            add("navigation.sheet.loaded", "", at: lastMilliseconds - Int64(day) * 86_400_000, app: "2", to: journal)
        }
        add("navigation.sheet.loaded", "", at: lastMilliseconds - 86_400_000, app: "3", to: journal)
    }

    private static let quoted = JSON.text(text).encoded

    private static func time(_ milliseconds: Int64) -> String { UTCTime(milliseconds: milliseconds).iso8601 }

    @discardableResult
    private static func add(
        _ type: String,
        _ members: String,
        at milliseconds: Int64,
        app: String = "1",
        to journal: InMemoryRecordSource
    ) -> JournalOffset {
        let id = "00000000-0000-4000-8000-00000000000\(app)"
        let envelope = """
            {"schemaVersion":1,"timestamp":"\(time(milliseconds))","type":"\(type)","payload":{"context":{\
            "appId":"\(id)","appName":\(quoted),"sheetId":\(quoted),"sheetName":\(quoted),"user":\(quoted),\
            "userAgent":\(quoted),"sessionKey":\(quoted),"seq":1},"event":{\(members)}}}
            """
        return journal.appendEnvelope(envelope, receivedAtMilliseconds: milliseconds)
    }

    private static func append(_ type: String, _ json: String, at milliseconds: Int64, to journal: InMemoryRecordSource)
    {
        let own = OwnRecord(id: EventID(high: 1, low: 1), type: type, bytes: Array(json.utf8))
        let facts = ReceptionFacts(receivedAtMilliseconds: milliseconds, clientAddress: "")
        _ = journal.append([Submission(own, facts: facts)])
    }
}
