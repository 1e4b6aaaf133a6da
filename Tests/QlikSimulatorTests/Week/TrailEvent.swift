import AuditEvents
import Foundation
import QlikSimulator
import Testing

/// An event of a week, taken apart.
struct TrailEvent {
    let id: String
    let type: String
    let milliseconds: Int64
    let user: String
    let app: String
    let sessionKey: String
    let number: Int
    let event: [String: Any]
    let text: String

    init(_ simulated: SimulatedEvent) throws {
        let root = try #require(try JSONSerialization.jsonObject(with: Data(simulated.bytes)) as? [String: Any])
        let payload = try #require(root["payload"] as? [String: Any])
        let context = try #require(payload["context"] as? [String: Any])
        id = try #require(root["eventId"] as? String)
        type = try #require(root["type"] as? String)
        milliseconds = simulated.timestampMilliseconds
        user = try #require(context["user"] as? String)
        app = try #require(context["appName"] as? String)
        sessionKey = try #require(context["sessionKey"] as? String)
        number = try #require(context["seq"] as? Int)
        event = try #require(payload["event"] as? [String: Any])
        text = String(decoding: simulated.bytes, as: UTF8.self)
        #expect(root["timestamp"] as? String == UTCTime(milliseconds: milliseconds).iso8601)
    }

    /// A moment that the event names, in milliseconds since 1970 UTC.
    func moment(_ key: String) throws -> Int64 {
        let text = try #require(event[key] as? String)
        return try #require(UTCTime(dateTime: text)).milliseconds
    }

    /// A number that the event has.
    func count(_ key: String) throws -> Int64 { Int64(try #require(event[key] as? Int)) }
}
